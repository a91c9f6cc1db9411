import { markdownTable } from '../markdown.ts'
import { type Comparison, type Counterpart, listOf } from './counterpart.ts'

type Row = readonly [theirs: string, ours: string]

/** The part of a README that holds a comparison. */
export function render(comparison: Comparison): string {
  const { libcloud, source, methods, extensions, arguments: given = {} } = comparison
  const counts = [
    `${Object.keys(methods).length} methods`,
    `${Object.keys(extensions).length} extensions`,
    ...(Object.keys(given).length > 0 ? [`${Object.keys(given).length} extra arguments of create_node`] : []),
  ]
  const all = [methods, extensions, given].flatMap((rows) => Object.values(rows).map(listOf))
  const without = all.filter((ours) => ours.every(({ kind }) => kind === 'none')).length
  return [
    `[Libcloud's ${libcloud} driver](https://github.com/apache/libcloud/blob/trunk/${source}) has ${sentence(counts)}.`,
    without === 0
      ? 'All of them have a counterpart here.'
      : `${all.length - without} of them have a counterpart here; for the other ${without === 1 ? 'one' : without} the table says why not.`,
    '',
    '<details>',
    '<summary>Each of them, and what stands for it</summary>',
    '',
    ...markdownTable([
      ['Libcloud', 'Here'],
      ...rowsOf(methods),
      ...rowsOf(extensions),
      ...rowsOf(given, (name) => `create_node(${name}=)`),
    ]),
    '',
    '</details>',
  ].join('\n')
}

const sentence = (parts: readonly string[]) => `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

function rowsOf(rows: Comparison['extensions'], spell = (name: string) => name): readonly Row[] {
  return Object.entries(rows).map(([theirs, ours]) => [
    `\`${spell(theirs)}\``,
    listOf(ours).map(textOf).join('; '),
  ])
}

function textOf(counterpart: Counterpart): string {
  if (counterpart.kind === 'none') return counterpart.why
  const { how } = counterpart
  return `${spelled(counterpart)}${how ? `: ${how}` : ''}`
}

function spelled(counterpart: Exclude<Counterpart, { readonly kind: 'none' }>): string {
  if (counterpart.kind === 'option') {
    const { of, path } = counterpart
    const names = path.split('.')
    return `\`${of}({ ${names.join(': { ')}${' }'.repeat(names.length)})\``
  }
  const { kind, name } = counterpart
  if (kind === 'member') return `\`${name}\``
  return kind === 'core' ? `\`${name}\` of \`@cloud/core\`` : `\`${name}(driver, …)\``
}
