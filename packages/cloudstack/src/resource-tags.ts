import type { CallOptions } from '@cloud/core'
import type { CloudStackClient } from './client.ts'
import { list } from './pages.ts'
import { perform } from './perform.ts'
import { type TagWire, toTagList } from './tags-wire.ts'

/** What CloudStack calls a kind of things that bear tags. */
export type ResourceType =
  | 'UserVm'
  | 'Volume'
  | 'Snapshot'
  | 'Template'
  | 'Network'
  | 'PublicIpAddress'
  | 'LoadBalancer'
  | 'SecurityGroup'
  | 'Vpc'

export interface Tagged {
  readonly type: ResourceType
  readonly id: string
}

export async function listTags(
  client: CloudStackClient,
  { type, id }: Tagged,
  call: CallOptions,
): Promise<readonly TagWire[]> {
  const map = (wire: TagWire) => wire
  const parameters = { resourcetype: type, resourceid: id }
  return list(client, { name: 'listTags', key: 'tag', parameters, map }, call).toArray()
}

/** Gives a thing tags whose keys it has not. https://cloudstack.apache.org/api/apidocs-4.20/apis/createTags.html */
export async function createTags(
  client: CloudStackClient,
  tagged: Tagged,
  tags: Readonly<Record<string, string>>,
  call: CallOptions,
): Promise<void> {
  if (Object.keys(tags).length === 0) return
  const shown = async (left: CallOptions) => {
    const told = await listTags(client, tagged, left)
    return Object.entries(tags).every((tag) =>
      told.some(({ key, value }) => key === tag[0] && value === tag[1]),
    )
  }
  const { type: resourcetype, id } = tagged
  const parameters = { resourceids: [id], resourcetype, tags: toTagList(tags) }
  await perform(client, { name: 'createTags', parameters, on: id, word: 'createtags', shown }, call)
}

/** Takes tags away that a thing has. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteTags.html */
export async function deleteTags(
  client: CloudStackClient,
  tagged: Tagged,
  keys: readonly string[],
  call: CallOptions,
): Promise<void> {
  if (keys.length === 0) return
  const shown = async (left: CallOptions) =>
    !(await listTags(client, tagged, left)).some(({ key }) => keys.includes(key))
  const { type: resourcetype, id } = tagged
  const parameters = { resourceids: [id], resourcetype, tags: keys.map((key) => ({ key })) }
  await perform(client, { name: 'deleteTags', parameters, on: id, word: 'deletetags', shown }, call)
}
