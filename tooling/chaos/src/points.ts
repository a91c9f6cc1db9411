import { subscribe } from 'node:diagnostics_channel'
import type { Journal, JournalRecord } from '@cloud/core/deploy'

/**
 * Names the moments of a deployment as it passes them: before and after each record of its journal, and of each request when it is asked
 * for, when its head is on the wire, and when it is answered.
 */
export function passing(reach: (point: string) => void): (journal: Journal) => Journal {
  let operation = ''
  subscribe('cloud:request', (message) => {
    const { event, operation: named } = message as { readonly event: string; readonly operation: string }
    operation = named
    reach(`${named} ${event === 'start' ? 'asked' : 'answered'}`)
  })
  subscribe('undici:client:sendHeaders', () => reach(`${operation} sent`))
  return (journal) => ({
    ...journal,
    append: async (record) => {
      reach(`before ${nameOf(record)}`)
      await journal.append(record)
      reach(`after ${nameOf(record)}`)
    },
  })
}

function nameOf(record: JournalRecord): string {
  if (record.event === 'step') return `step ${record.step} ${record.status}`
  return record.event === 'created' ? `created ${record.kind}` : record.event
}
