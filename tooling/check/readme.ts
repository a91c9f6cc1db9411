// Compiles every whole program of the READMEs and of the documentation, and runs those on the embedded clouds that stand in the README or the
// documentation: what they print is what the text says. Usage: node tooling/check/readme.ts
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, run } from './run.ts'
import { entries, isWhole, printed, type Snippet, snippetsOf, writtenPages } from './snippets.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const paths = entries(root)
const known = Object.keys(paths)
const pages = writtenPages(root).flatMap((file) => snippetsOf(root, file))
const [first, ...readme] = snippetsOf(root, 'README.md')
const readmes = readdirSync(join(root, 'packages')).flatMap((name) =>
  snippetsOf(root, `packages/${name}/README.md`),
)
// The documentation depends on all packages that its programs use.
const folder = mkdtempSync(join(root, 'docs/.snippets-'))
const fileOf = (snippet: Snippet) => join(folder, `${snippet.at.replaceAll(/[/:]/g, '_')}.ts`)

function compile(snippets: readonly Snippet[]): void {
  for (const snippet of snippets) writeFileSync(fileOf(snippet), snippet.program)
  const compilerOptions = { isolatedDeclarations: false, declaration: false, paths }
  const base = join(root, 'tooling/tsconfig/base.json')
  const config = { extends: base, compilerOptions, include: ['*.ts'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  run('pnpm', ['exec', 'tsc', '--noEmit', '--project', folder], join(root, 'docs'))
  expect(
    snippets.length > 0,
    `the ${snippets.length} whole programs of the READMEs and the documentation compile`,
  )
}

const runner = join(root, 'tooling/check/programs/run-snippets.ts')

/** What each program prints. */
const outputsOf = (snippets: readonly Snippet[]): readonly string[] =>
  JSON.parse(
    run('node', ['--conditions=@cloud/source', runner, ...snippets.map(fileOf)], folder, {
      timeout: 120_000,
    }),
  )

function runThem(snippets: readonly Snippet[]): void {
  for (const [index, output] of outputsOf(snippets).entries()) {
    const { at = '', output: expected } = snippets[index] ?? {}
    const holds = expected === undefined || printed(output, expected)
    if (!holds) console.error(output)
    expect(holds, `the program at ${at} runs${expected ? ', and prints what the text says' : ''}`)
  }
}

try {
  for (const page of pages)
    expect(isWhole(page, known), `the program at ${page.at} says where everything in it comes from`)
  const whole = [...readme, ...readmes].filter((snippet) => isWhole(snippet, known))
  if (!first) throw new Error('The README has no program')
  compile([first, ...whole, ...pages])
  const [output = ''] = outputsOf([first])
  expect(/^\[ '[\d.]+' \] .*tcpdump/ms.test(output), 'the first program of the README runs and installs')
  runThem(pages.filter(({ program }) => program.includes("'@cloud/emulators'")))
} finally {
  rmSync(folder, { recursive: true })
}
