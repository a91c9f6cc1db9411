import { existsSync, readFileSync } from 'node:fs'
import { table } from './markdown.ts'
import { fromRoot } from './places.ts'

/** A section that tells the requests of each operation, as they were counted on the embedded cloud; none where they were not. */
export function requestsOf(name: string): string {
  const file = fromRoot(`tooling/faults/src/requests/${name}.json`)
  if (!existsSync(file)) return ''
  const counted: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'))
  const rows = Object.entries(counted).map(([operation, told]) => {
    const [count = '', names = ''] = told.split(': ')
    return [`\`${operation}\``, count, names.replace(/[\w.]+(?=,|$| x )/g, '`$&`')]
  })
  return [
    '## Requests',
    'What each operation asks of the API where nothing fails, for whoever has a rate limit to keep. A request that is repeated until the provider is done is counted once.',
    `::: details ${rows.length} operations\n\n${table(['Operation', 'Requests', 'In order'], rows)}\n\n:::`,
  ].join('\n\n')
}
