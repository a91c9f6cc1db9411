import { invalid } from '../errors.ts'

/** Whether a path with `/` between its parts is meant. */
export type PathTest = (path: string) => boolean

/**
 * A pattern of paths: `*` is any run of characters but `/`, `**` any run at all, `?` one character but `/`; everything else is itself. One
 * without `/` is looked for in the last part of a path, whatever folder it is in.
 */
export function pathPattern(pattern: string): PathTest {
  if (typeof pattern !== 'string' || pattern === '')
    throw invalid('A pattern is empty, or no text', 'as in **/*.jpg')
  const source = pattern.replace(
    /\*\*\/|\*\*|\*|\?|[\\^$.|+()[\]{}]/g,
    (token) => tokens[token] ?? `\\${token}`,
  )
  const expression = new RegExp(`^${source}$`, 'su')
  return pattern.includes('/')
    ? (path) => expression.test(path)
    : (path) => expression.test(path.slice(path.lastIndexOf('/') + 1))
}

const tokens: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
}

/** What `include` and `exclude` leave: all that some of the first match, or all where there are none, and none of the second does. */
export function pathFilter(
  include: readonly string[] | undefined,
  exclude: readonly string[] | undefined,
): PathTest {
  const [wanted, unwanted] = [include, exclude].map((patterns) => patterns?.map(pathPattern))
  return (path) =>
    (wanted === undefined || wanted.some((test) => test(path))) && !unwanted?.some((test) => test(path))
}
