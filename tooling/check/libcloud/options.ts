import { join } from 'node:path'
import ts from 'typescript'
import type { Comparison } from './counterpart.ts'
import { entriesOf } from './names.ts'

/** Options that a comparison has and the types of the driver have not: asked of the compiler, by one line of a program for each. */
export function unknownOptions(packages: string, comparison: Comparison): readonly string[] {
  const folder = join(packages, comparison.package)
  const options = entriesOf(comparison).flatMap(({ theirs, counterpart }) =>
    counterpart.kind === 'option' ? [{ ...counterpart, theirs }] : [],
  )
  if (options.length === 0) return []
  const lines = options.map(({ of, path, place }, index) => {
    const taken = `Parameters<At<Own & Driver, '${of}'>>[${place}]`
    return `export type Option${index} = ${path.split('.').reduce((type, name) => `At<${type}, '${name}'>`, taken)}`
  })
  const head = [
    "import type * as own from './index.ts'",
    `type Own = typeof own; type Driver = ReturnType<Own['${comparison.factory}']>`,
    'type At<T, K extends keyof NonNullable<T>> = NonNullable<NonNullable<T>[K]>',
  ]
  return errorLines(folder, [...head, ...lines]).map((line) => {
    const wrong = options[line - head.length]
    return wrong
      ? `${wrong.theirs}: ${wrong.of} takes no ${wrong.path}`
      : `line ${line} of the check is wrong`
  })
}

/** The lines of a program beside a package's source that do not compile. */
function errorLines(folder: string, lines: readonly string[]): readonly number[] {
  const file = join(folder, 'src/libcloud-options.ts')
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  const program = ts.createProgram([file], options, {
    ...host,
    fileExists: (name) => name === file || fileExists(name),
    getSourceFile: (name, ...rest) =>
      name === file
        ? ts.createSourceFile(name, lines.join('\n'), ts.ScriptTarget.ESNext)
        : getSourceFile(name, ...rest),
  })
  const source = program.getSourceFile(file)
  const found = ts.getPreEmitDiagnostics(program, source)
  return [...new Set(found.map(({ start }) => source?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0))]
}
