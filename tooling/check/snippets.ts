import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Snippet {
  /** The file that holds it, from the root, and the line on which it begins. */
  readonly at: string
  readonly program: string
  /** What the text says that it prints: the block of `text` right after it. */
  readonly output?: string | undefined
}

const block = /```ts\n(.*?)```\n(?:\n```text\n(.*?)```)?/gs

/** The programs in a file of Markdown. */
export function snippetsOf(root: string, file: string): readonly Snippet[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(block)].map(({ index, 1: program = '', 2: output }) => ({
    at: `${file}:${text.slice(0, index).split('\n').length}`,
    program,
    output,
  }))
}

/** The steps of the driver guide are gone through, outside of the repository, by tooling/third-party. */
const driverGuide = join('docs', 'pages', 'guide', 'drivers.md')

/** The pages of the documentation that are written, and not made of others, whose programs stand alone. */
export function writtenPages(root: string): readonly string[] {
  const folders = ['docs', 'docs/pages', 'docs/pages/guide', 'docs/pages/coming-from']
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => join(folder, name)))
    .filter((file) => file.endsWith('.md') && file !== driverGuide)
}

interface Manifest {
  readonly name: string
  readonly exports: Readonly<Record<string, string | { readonly '@cloud/source'?: string }>>
}

/** Where the source of each entry of each package is: a text may use packages that its own does not depend on. */
export function entries(root: string): Readonly<Record<string, readonly string[]>> {
  const paths = readdirSync(join(root, 'packages')).flatMap((folder) => {
    const file = join(root, 'packages', folder, 'package.json')
    const { name, exports } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    return Object.entries(exports).flatMap(([path, to]) =>
      typeof to === 'object' && to['@cloud/source']
        ? [[join(name, path), [join(root, 'packages', folder, to['@cloud/source'])]] as const]
        : [],
    )
  })
  return Object.fromEntries(paths)
}

/** Whether a program says where everything in it comes from, and those are packages that there are. */
export function isWhole({ program }: Snippet, known: readonly string[]): boolean {
  const sources = [...program.matchAll(/^(?:import|\}) .*?from '(.*?)'/gm)].map(([, from = '']) => from)
  return sources.length > 0 && sources.every((from) => /^(node:|vitest$)/.test(from) || known.includes(from))
}

/** Whether a program printed what the text says; a line `…` stands for any lines. */
export function printed(output: string, expected: string): boolean {
  const parts = expected.trimEnd().split(/^…$/m)
  const form = parts.map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('[^]*')
  return new RegExp(`^${form}$`).test(output.trimEnd())
}
