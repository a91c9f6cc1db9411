import type { CallOptions, CloudError, CreateAddress } from '@cloud/core'
import { changed, checkNames, invalid } from '@cloud/core/driver'
import { limitIsReached } from './account-limit.ts'
import type { DigitalOceanAddress } from './addresses-wire.ts'
import { type DigitalOceanClient, once, send } from './client.ts'
import { type AddressReply, type Family, families, reader } from './get-address.ts'
import { explainedBy, withoutRegion } from './lookups.ts'
import { regionOf } from './region-of.ts'

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
  const region = regionOf(client, location)
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
  const list = { name: `${family.operations}_list`, path: family.path }
  const reached = await limitIsReached(client, 'floating_ip_limit', list, call)
  return reached ? changed(error, { code: 'quota' }) : undefined
}
