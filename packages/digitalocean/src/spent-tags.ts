import type { CallOptions } from '@cloud/core'
import { beforeWrite, clientOf, encodeRfc3986, type HasClient } from '@cloud/core/driver'
import { balancerOf } from './balancer-keys.ts'
import { type DigitalOceanClient, remove } from './client.ts'
import type { LoadBalancerWire } from './load-balancers-wire.ts'
import { list } from './pages.ts'
import { isOwnWord } from './tags-wire.ts'

interface TagWire {
  readonly name: string
  readonly resources: { readonly count: number }
}

/**
 * Removes the driver's own tags that nothing carries any more, and gives their names. What is destroyed leaves them in the account: a
 * tag may be on other things too, and one that is removed while a create with its key is under way would be missed by it. Call this
 * when no such create runs.
 */
export function removeSpentTags(
  driver: HasClient<DigitalOceanClient>,
  call?: CallOptions,
): Promise<readonly string[]> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const map = ({ name, resources }: TagWire) =>
      isOwnWord(name) && resources.count === 0 ? name : undefined
    // All of them first: pages shift under what is removed.
    const all = await beforeWrite(
      list(client, { name: 'tags_list', path: '/tags', key: 'tags', map }, left).toArray(),
    )
    const spent = all.some(balancerOf) ? await withoutKept(client, all, left) : all
    for (const name of spent) {
      const path = `/tags/${encodeRfc3986(name)}`
      await remove(client, { name: 'tags_delete', path }, left)
    }
    return spent
  })
}

/** The record of a balancer's key is on nothing as well, and spent once the balancer is gone. */
async function withoutKept(
  client: DigitalOceanClient,
  words: readonly string[],
  call: CallOptions,
): Promise<readonly string[]> {
  const map = ({ id }: LoadBalancerWire) => id
  const request = { name: 'loadBalancers_list', path: '/load_balancers', key: 'load_balancers', map }
  const ids = new Set<string | undefined>(await beforeWrite(list(client, request, call).toArray()))
  return words.filter((word) => !ids.has(balancerOf(word)))
}
