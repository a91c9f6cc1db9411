import type { CallOptions, Ref } from '@cloud/core'
import { idOf } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { type CloudStackImage, type TemplateWire, toImage } from './images-wire.ts'
import { firstOf, list, unlessWrong } from './pages.ts'
import { noSuch } from './refusal.ts'

const templateList = { name: 'listTemplates', key: 'template' } as const

export const ownTemplates = {
  name: 'listTemplates',
  key: 'template',
  parameters: { templatefilter: 'self', showunique: true },
} as const

/** Own ones that are not ready are shown by one filter alone, and those of others by the other. */
const filters = ['executable', 'self'] as const

export const findImage = (
  client: CloudStackClient,
  id: string,
  call: CallOptions,
  among: readonly (typeof filters)[number][] = filters,
  zoneid?: string,
): Promise<CloudStackImage | undefined> => unlessWrong(imageAmong(client, id, call, among, zoneid))

async function imageAmong(
  client: CloudStackClient,
  id: string,
  call: CallOptions,
  among: readonly (typeof filters)[number][],
  zoneid: string | undefined,
): Promise<CloudStackImage | undefined> {
  for (const templatefilter of among) {
    const parameters = { templatefilter, id, zoneid }
    const map = (wire: TemplateWire) => toImage(wire)
    const found = await firstOf(client, { ...templateList, parameters, map }, call)
    if (found !== undefined) return found
  }
  return undefined
}

export async function getImage(
  client: CloudStackClient,
  ref: Ref<'image'>,
  call: CallOptions,
): Promise<CloudStackImage> {
  const id = idOf('image', ref, 'image')
  const found = await findImage(client, id, call)
  if (found !== undefined) return found
  throw noSuch(client, 'image', id, 'listTemplates')
}

/** A template as it is in each of its zones; where it is not ready yet may be left out. */
export async function imageEverywhere(
  client: CloudStackClient,
  id: string,
  call: CallOptions,
): Promise<readonly [CloudStackImage, ...CloudStackImage[]]> {
  for (const templatefilter of filters) {
    const map = (wire: TemplateWire) => toImage(wire)
    const all = list(client, { ...templateList, parameters: { templatefilter, id }, map }, call)
    const [first, ...others] = (await unlessWrong(all.toArray())) ?? []
    if (first !== undefined) return [first, ...others]
  }
  throw noSuch(client, 'image', id, 'listTemplates')
}

export const isIn = (zone: string, { native: { zoneid, crossZones } }: CloudStackImage): boolean =>
  zoneid === zone || crossZones === true

/** The template as it is in a zone. */
export async function templateIn(
  client: CloudStackClient,
  id: string,
  zone: string,
  call: CallOptions,
  among: readonly (typeof filters)[number][] = filters,
): Promise<CloudStackImage | undefined> {
  const found = await findImage(client, id, call, among, zone)
  return found && isIn(zone, found) ? found : undefined
}
