// Runs the program on the README's first screen as it stands there, and compiles every whole program of the packages' READMEs, so that
// none can go stale. Usage: node tooling/check/readme.ts
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, run } from './run.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const packages = readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name))
const read = (...path: readonly string[]) => readFileSync(join(...path), 'utf8')
const programsOf = (readme: string) => [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, text = '']) => text)

function runFirst(): void {
  const [program = ''] = programsOf(read(root, 'README.md'))
  const folder = join(root, 'examples/quick-start')
  const file = join(folder, 'from-readme.ts')
  writeFileSync(file, program)
  try {
    run('pnpm', ['exec', 'tsc', '--noEmit'], folder)
    const output = run('node', ['--conditions=@cloud/source', file], folder)
    expect(
      /^\[ '[\d.]+' \] .*tcpdump/ms.test(output),
      'the program of the README compiles, runs and installs',
    )
  } finally {
    rmSync(file)
  }
}

/** Where the source of each entry of each package is: a README may use packages that its own does not depend on. */
function entries(): Record<string, string[]> {
  return Object.fromEntries(
    packages.flatMap((folder) => {
      const { name, exports } = JSON.parse(read(folder, 'package.json'))
      return Object.entries<{ readonly '@cloud/source'?: string }>(exports).flatMap(([path, to]) =>
        to['@cloud/source'] ? [[join(name, path), [join(folder, to['@cloud/source'])]]] : [],
      )
    }),
  )
}

/** Whether a program says where everything in it comes from, and those are packages that there are. */
function isWhole(program: string, known: readonly string[]): boolean {
  const sources = [...program.matchAll(/^(?:import|\}) .*?from '(.*?)'/gm)].map(([, from = '']) => from)
  return sources.length > 0 && sources.every((from) => /^(node:|vitest$)/.test(from) || known.includes(from))
}

function compileAll(): void {
  const paths = entries()
  // This package has what programs need beside ours: the types of Node and the test runner.
  const folder = mkdtempSync(join(root, 'packages/ec2/.readmes-'))
  try {
    const programs = packages.flatMap((each) => programsOf(read(each, 'README.md')))
    const whole = programs.filter((program) => isWhole(program, Object.keys(paths)))
    for (const [index, program] of whole.entries()) writeFileSync(join(folder, `${index}.ts`), program)
    const compilerOptions = { isolatedDeclarations: false, declaration: false, paths }
    const config = { extends: '@tooling/tsconfig/base.json', compilerOptions, include: ['*.ts'] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    run('pnpm', ['exec', 'tsc', '--noEmit', '--project', folder], join(root, 'packages/ec2'))
    expect(whole.length > 0, `the ${whole.length} whole programs of the packages' READMEs compile`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

runFirst()
compileAll()
