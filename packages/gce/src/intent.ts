import type { CallOptions, Page } from '@cloud/core'
import { invalid, isCloudError, nodeCrypto } from '@cloud/core/driver'
import { listPage } from '@cloud/google'
import { filterOf, type GceClient, projectPath } from './client.ts'
import { digestLabel, intentLabel } from './names.ts'
import { refusal } from './refusal.ts'
import { requestId } from './request-id.ts'

/** By what a call made is found again, and told from what another call made under the same key. */
export interface Intent {
  readonly key: string
  /** Whether the caller gave the key, and so may have used it before. */
  readonly given: boolean
  /** To be stored with what is made, beside its own labels. */
  readonly labels: Readonly<Record<string, string>>
  readonly requestId: string
}

/** The intent of a create; `options` is all that would make the outcome another. */
export function intentOf(key: unknown, options: object): Intent {
  if (key !== undefined && !(typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key)))
    throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
  const known = key ?? crypto.randomUUID()
  const [intent, digest] = [short(known), short(JSON.stringify(options))]
  return {
    key: known,
    given: key !== undefined,
    labels: { [intentLabel]: intent, [digestLabel]: digest },
    requestId: requestId(`${intent} ${digest}`),
  }
}

const short = (text: string) => nodeCrypto().hash('sha256', text).slice(0, 32)

interface Labelled {
  readonly name: string
  readonly labels?: Readonly<Record<string, string>>
}

/** What an earlier call under the same key made, wherever it is; `conflict` where that was made with other options. */
export async function earlier<W extends Labelled>(
  client: GceClient,
  collection: string,
  { labels, given }: Intent,
  call: CallOptions,
): Promise<W | undefined> {
  if (!given) return undefined
  const wanted = {
    name: `compute.${collection}.aggregatedList`,
    path: () => projectPath(client, ['aggregated', collection]),
    query: filterOf(`labels.${intentLabel} = "${labels[intentLabel]}"`),
    key: collection,
    map: (wire: W) => (wire.labels?.[intentLabel] === labels[intentLabel] ? wire : undefined),
  }
  let page: Page<W> = await listPage(client, wanted, undefined, call)
  while (page.items.length === 0 && page.next !== undefined)
    page = await listPage(client, wanted, page.next, call)
  const [found] = page.items
  if (found === undefined || found.labels?.[digestLabel] === labels[digestLabel]) return found
  throw refusal('conflict', 'The idempotency key was used with other options', { name: found.name })
}

/** What bears the name that a create was refused for, where it was made by this very call: its answer was lost for long. */
export async function adopted<W extends Labelled>(
  error: unknown,
  { labels }: Intent,
  look: () => Promise<W>,
): Promise<W> {
  if (!isCloudError(error, 'already-exists')) throw error
  const found = await look().catch(() => undefined)
  const same = [intentLabel, digestLabel].every((label) => found?.labels?.[label] === labels[label])
  if (found !== undefined && same) return found
  throw error
}
