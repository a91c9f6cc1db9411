import type { CallOptions, Tags, TagTarget } from '@cloud/core'
import { beforeWrite, checkList, checkText, idOf, invalid, serial } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { oneOf } from './pages.ts'
import { createTags, deleteTags, listTags, type ResourceType, type Tagged } from './resource-tags.ts'
import { checkedTags } from './tags-wire.ts'

/** The kinds of things that can be tagged. */
export type CloudStackTagged = 'node' | 'volume' | 'snapshot' | 'image' | 'network' | 'address' | 'firewall'

interface Kind {
  readonly type: ResourceType
  readonly name: string
  readonly key: string
  readonly parameters?: Readonly<Record<string, string>>
}

const kinds: Readonly<Record<CloudStackTagged, Kind>> = {
  node: { type: 'UserVm', name: 'listVirtualMachines', key: 'virtualmachine' },
  volume: { type: 'Volume', name: 'listVolumes', key: 'volume' },
  snapshot: { type: 'Snapshot', name: 'listSnapshots', key: 'snapshot' },
  image: {
    type: 'Template',
    name: 'listTemplates',
    key: 'template',
    parameters: { templatefilter: 'self' },
  },
  network: { type: 'Network', name: 'listNetworks', key: 'network' },
  address: { type: 'PublicIpAddress', name: 'listPublicIpAddresses', key: 'publicipaddress' },
  firewall: { type: 'SecurityGroup', name: 'listSecurityGroups', key: 'securitygroup' },
}

/** Tags have a key and a value of 255 characters each; a key is on a thing but once. */
export function tags(client: CloudStackClient): Tags<CloudStackTagged> {
  const inTurn = serial()
  return {
    setTags: (target, given, call) =>
      client.within(call, (left) => {
        const { kind, id } = checkedTarget(target)
        if (given === undefined) throw invalid('tags must be a plain object')
        const wanted = checkedTags(given)
        return inTurn(id, () => setTags(client, kind, id, wanted, left), left)
      }),
    removeTags: (target, keys, call) =>
      client.within(call, (left) => {
        const { kind, id } = checkedTarget(target)
        checkKeys(keys)
        return inTurn(id, () => removeTags(client, kind, id, keys, left), left)
      }),
  }
}

function checkedTarget(target: TagTarget<CloudStackTagged>): {
  readonly kind: CloudStackTagged
  readonly id: string
} {
  const known = Object.keys(kinds)
  const kind: unknown = Reflect.get(Object(target), 'kind')
  if (typeof kind !== 'string' || !Object.hasOwn(kinds, kind))
    throw invalid(`${JSON.stringify(kind)} cannot be tagged`, `a resource of ${known.join(', ')}`)
  return { kind: target.kind, id: idOf(kind, target, kind) }
}

function checkKeys(keys: readonly string[]): void {
  if (keys === undefined) throw invalid('keys must be an array')
  checkList('keys', keys, (what, key) => checkText(what, key, { max: 255 }))
}

/** A tag that is there with another value goes first: CloudStack changes none. */
async function setTags(
  client: CloudStackClient,
  kind: CloudStackTagged,
  id: string,
  wanted: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<void> {
  const tagged = await known(client, kind, id, call)
  const told = await beforeWrite(listTags(client, tagged, call))
  const differs = ([key, value]: readonly [string, string]) =>
    !told.some((tag) => tag.key === key && (tag.value ?? '') === value)
  const changes = Object.entries(wanted).filter(differs)
  const replaced = changes.map(([key]) => key).filter((key) => told.some((tag) => tag.key === key))
  await deleteTags(client, tagged, replaced, call)
  await createTags(client, tagged, Object.fromEntries(changes), call)
}

async function removeTags(
  client: CloudStackClient,
  kind: CloudStackTagged,
  id: string,
  keys: readonly string[],
  call: CallOptions,
): Promise<void> {
  const tagged = await known(client, kind, id, call)
  const told = await beforeWrite(listTags(client, tagged, call))
  await deleteTags(
    client,
    tagged,
    [...new Set(keys)].filter((key) => told.some((tag) => tag.key === key)),
    call,
  )
}

/** What is to be tagged is there; the tags of what is not would be an empty list. */
async function known(
  client: CloudStackClient,
  kind: CloudStackTagged,
  id: string,
  call: CallOptions,
): Promise<Tagged> {
  const { type, ...look } = kinds[kind]
  const map = (wire: object) => wire
  await beforeWrite(oneOf(client, { ...look, map }, { what: kind, id }, call))
  return { type, id }
}
