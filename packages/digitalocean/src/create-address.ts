import type { CallOptions, CloudError, CreateAddress } from '@cloud/core'
import { changed, checkNames, idOf, invalid } from '@cloud/core/driver'
import type { DigitalOceanAddress } from './addresses-wire.ts'
import { type DigitalOceanClient, once, reading, send } from './client.ts'
import { type AddressReply, type Family, families, reader } from './get-address.ts'
import { explainedBy, withoutRegion } from './lookups.ts'

/** What `createAddress` takes under `native`. */
export interface DigitalOceanCreateAddress {
  /** Of IPv4; left out, the account's default project. */
  readonly projectId?: string | undefined
}

/**
 * An address has no name and no tag by which it would be known again: the request is sent once, and where its answer is lost the
 * outcome is `unknown`.
 */
export async function createAddress(
  client: DigitalOceanClient,
  options: CreateAddress<DigitalOceanCreateAddress>,
  call: CallOptions,
): Promise<DigitalOceanAddress> {
  checkNames('createAddress', options, ['version', 'location', 'native'])
  const { version = 4, location, native = {} } = options
  checkNames('createAddress under native', native, ['projectId'])
  if (version !== 4 && version !== 6) throw invalid(`The version is ${JSON.stringify(version)}`, '4 or 6')
  if (version === 6 && native.projectId !== undefined)
    throw invalid('projectId is for IPv4 alone', 'no projectId')
  const region = location === undefined ? client.region : idOf('location', location, 'location')
  if (region === undefined)
    throw invalid('There is no location', 'the option location, or the driver’s region')
  const family = families[version]
  const body = version === 4 ? { region, project_id: native.projectId } : { region_slug: region }
  const name = `${family.operations}_create`
  try {
    const request = { name, repeat: once, method: 'POST', path: family.path, body } as const
    return await send<AddressReply, DigitalOceanAddress>(client, { ...request, map: reader(family) }, call)
  } catch (error) {
    throw await explainedBy(error, (refusal) => explain(client, refusal, { family, region }, call))
  }
}

async function explain(
  client: DigitalOceanClient,
  error: CloudError,
  { family, region }: { readonly family: Family; readonly region: string },
  call: CallOptions,
): Promise<CloudError | undefined> {
  const place = await withoutRegion(client, error, region, call)
  if (place !== undefined) return place
  return (await limitIsReached(client, family, call)) ? changed(error, { code: 'quota' }) : undefined
}

async function limitIsReached(
  client: DigitalOceanClient,
  { operations, path }: Family,
  call: CallOptions,
): Promise<boolean> {
  const get = { name: 'account_get', repeat: reading, method: 'GET', path: '/account' } as const
  const list = {
    name: `${operations}_list`,
    repeat: reading,
    method: 'GET',
    path: `${path}?per_page=1`,
  } as const
  const { account } = await send<{ readonly account: { readonly floating_ip_limit: number } }>(
    client,
    get,
    call,
  )
  const { meta } = await send<{ readonly meta: { readonly total: number } }>(client, list, call)
  return meta.total >= account.floating_ip_limit
}
