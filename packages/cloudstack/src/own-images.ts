import type { CallOptions, CreateImage, Images, Ref } from '@cloud/core'
import { beforeWrite, checkNames, idOf, invalid, isCloudError } from '@cloud/core/driver'
import { type CloudStackCreateImage, checkTemplate, imageSettings, templateNames } from './check-template.ts'
import { checkName } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { findImage, getImage, imageEverywhere, isIn, ownTemplates, templateIn } from './get-image.ts'
import { machineFor, nodeIdOf, wrongState } from './get-node.ts'
import { volumeList } from './get-volume.ts'
import { type CloudStackImage, type TemplateWire, toImage } from './images-wire.ts'
import { stateOf, type VirtualMachineWire } from './nodes-wire.ts'
import { list } from './pages.ts'
import { perform, refusedNow } from './perform.ts'
import { noSuchLocation, refusal } from './refusal.ts'
import type { VolumeWire } from './volumes-wire.ts'
import { zoneIdOf, zonesOf } from './zones.ts'

/** Templates of the account's own. */
export function images(client: CloudStackClient): Images<CloudStackImage, CloudStackCreateImage> {
  return {
    getImage: (image, call) => client.within(call, (left) => getImage(client, image, left)),
    createImage: (options, call) => client.within(call, (left) => createImage(client, options, left)),
    copyImage: (image, to, call) => client.within(call, (left) => copyImage(client, image, to, left)),
    deleteImage: (image, call) => client.within(call, (left) => deleteImage(client, image, left)),
  }
}

/** Of the root disk of a machine, which must be stopped. https://cloudstack.apache.org/api/apidocs-4.20/apis/createTemplate.html */
async function createImage(
  client: CloudStackClient,
  options: CreateImage<CloudStackCreateImage>,
  call: CallOptions,
): Promise<CloudStackImage> {
  checkNames('createImage', options, ['node', 'name', 'native'])
  const { native = {} } = options
  checkNames('createImage under native', native, templateNames)
  checkTemplate(native)
  const name = checkName('image', options.name)
  const machine = await machineFor(client, nodeIdOf(options.node), 'createTemplate', call)
  if (stateOf(machine) !== 'stopped') throw wrongState(client, machine, 'Stopped')
  const volumeid = await rootOf(client, machine, call)
  const ostypeid = native.osTypeId ?? (await osTypeOf(client, machine, call))
  const settings = imageSettings(native)
  const parameters = { ...settings, name, displaytext: settings.displaytext ?? name, ostypeid, volumeid }
  try {
    const { wire, operation } = await makeTemplate(client, name, parameters, call)
    return toImage(wire, operation)
  } catch (error) {
    throw refusedNow(error)
  }
}

/** Makes a template; several may have one name. */
export function makeTemplate(
  client: CloudStackClient,
  name: string,
  parameters: Parameters<typeof create>[1]['parameters'],
  call: CallOptions,
): Promise<{ readonly wire: TemplateWire; readonly operation: string | undefined }> {
  const map = (wire: TemplateWire) => (wire.name === name ? wire : undefined)
  const among = { ...ownTemplates, map }
  return create<TemplateWire>(client, { name: 'createTemplate', parameters, among, result: 'template' }, call)
}

async function rootOf(
  client: CloudStackClient,
  { id }: VirtualMachineWire,
  call: CallOptions,
): Promise<string> {
  const map = (wire: VolumeWire) => (wire.type === 'ROOT' ? wire.id : undefined)
  const parameters = { virtualmachineid: id, type: 'ROOT' }
  const [root] = await beforeWrite(list(client, { ...volumeList, parameters, map }, call).toArray())
  if (root === undefined) throw refusal(client, 'conflict', `The virtual machine ${id} has no root disk`)
  return root
}

async function osTypeOf(
  client: CloudStackClient,
  { guestosid, ostypeid, templateid }: VirtualMachineWire,
  call: CallOptions,
): Promise<string> {
  const found =
    guestosid ??
    ostypeid ??
    (templateid && (await beforeWrite(findImage(client, templateid, call)))?.native.ostypeid)
  if (found) return found
  throw invalid('What system the machine has is not told', 'native.osTypeId')
}

/** It stays the same template, and is in one zone more. https://cloudstack.apache.org/api/apidocs-4.20/apis/copyTemplate.html */
async function copyImage(
  client: CloudStackClient,
  ref: Ref<'image'>,
  to: { readonly location: Ref<'location'>; readonly name?: string | undefined },
  call: CallOptions,
): Promise<CloudStackImage> {
  const wanted = idOf('image', ref, 'image')
  checkNames('copyImage', to, ['location', 'name'])
  if (to.name !== undefined) checkName('image', to.name)
  if (to.location === undefined) throw invalid('location is missing', 'where the image is to be')
  const zone = zoneIdOf(to.location)
  const known = await beforeWrite(imageEverywhere(client, wanted, call))
  const [{ id, name, native }] = known
  const zones = await beforeWrite(zonesOf(client, call))
  if (zone === undefined || !zones.some((each) => each.id === zone)) throw noSuchLocation(client, `${zone}`)
  if (to.name !== undefined && to.name !== name)
    throw invalid(`The image stays one and the same, and is called ${name}`, 'no other name')
  const ready = known.find((each) => isIn(zone, each))
  const there = ready ?? (await beforeWrite(templateIn(client, id, zone, call, ['self'])))
  if (there !== undefined) return there
  const shown = async (left: CallOptions) => (await templateIn(client, id, zone, left)) !== undefined
  const parameters = { id, destzoneid: zone, sourcezoneid: native.zoneid }
  const action = { name: 'copyTemplate', parameters, on: id, word: 'copytemplate', shown }
  const { template }: { readonly template?: TemplateWire } = await perform(client, action, call)
  if (template?.id === id && template.zoneid === zone) return toImage(template)
  return (await templateIn(client, id, zone, call)) ?? getImage(client, id, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteTemplate.html */
async function deleteImage(client: CloudStackClient, ref: Ref<'image'>, call: CallOptions): Promise<void> {
  const id = idOf('image', ref, 'image')
  const own = (left: CallOptions) => findImage(client, id, left, ['self'])
  if ((await beforeWrite(own(call))) === undefined) {
    await beforeWrite(getImage(client, id, call))
    throw refusal(client, 'forbidden', `The image ${id} is somebody else's`)
  }
  const shown = async (left: CallOptions) => (await own(left)) === undefined
  // Machines that were made of it would hold it back; they stay.
  const parameters = { id, forced: true }
  const action = { name: 'deleteTemplate', parameters, on: id, word: 'deletetemplate', shown }
  try {
    await perform(client, action, call)
  } catch (error) {
    if (!isCloudError(error, 'not-found') || error.outcome !== 'unknown') throw refusedNow(error)
  }
}
