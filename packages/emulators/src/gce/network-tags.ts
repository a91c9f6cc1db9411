import { invalidField } from './refusal.ts'
import { checkName } from './store.ts'

const most = 64

/** Throws a `Refusal` for network tags that no instance can have. */
export function checkNetworkTags(items: readonly string[], field: string): void {
  if (items.length > most) throw invalidField(field, items.length, `No more than ${most} tags are allowed.`)
  if (new Set(items).size < items.length) throw invalidField(field, items.join(','), 'A tag is given twice.')
  for (const [index, item] of items.entries()) checkName(item, `${field}[${index}]`)
}
