import type { CallOptions } from '@cloud/core'
import { type DigitalOceanClient, read } from './client.ts'

/** The limits that an account tells; `volume_limit` is not in the specification. */
interface LimitsWire {
  readonly droplet_limit?: number
  readonly floating_ip_limit?: number
  readonly volume_limit?: number
}

/** Whether the account has as many of a thing as it may have; `list` is the operation that lists them. */
export async function limitIsReached(
  client: DigitalOceanClient,
  limit: keyof LimitsWire,
  list: { readonly name: string; readonly path: string },
  call: CallOptions,
): Promise<boolean> {
  const account = { name: 'account_get', path: '/account' }
  const limits = (await read<{ readonly account: LimitsWire }>(client, account, call)).account
  const most = limits[limit]
  if (most === undefined) return false
  const one = { ...list, path: `${list.path}?per_page=1` }
  const { meta } = await read<{ readonly meta: { readonly total: number } }>(client, one, call)
  return meta.total >= most
}
