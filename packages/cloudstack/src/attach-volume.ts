import type { CallOptions, Ref } from '@cloud/core'
import { beforeWrite, checkTarget, invalid, named } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { grow } from './create-volume.ts'
import { getVirtualMachine, nodeIdOf, wrongState } from './get-node.ts'
import { getVolume, shownVolume, volumeIdOf, volumeList } from './get-volume.ts'
import { stateOf } from './nodes-wire.ts'
import { findOne } from './pages.ts'
import { perform, refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { checkSizeGiB } from './volumes-wire.ts'

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/attachVolume.html */
export async function attachVolume(
  client: CloudStackClient,
  ref: Ref<'volume'>,
  to: { readonly node: Ref<'node'>; readonly device?: string | undefined },
  call: CallOptions,
): Promise<void> {
  checkTarget('attachVolume', to, ['node', 'device'])
  const node = nodeIdOf(to.node)
  const deviceid = deviceOf(to.device)
  const volume = await beforeWrite(getVolume(client, ref, call))
  const { id, attachedTo, location, state } = volume
  if (attachedTo.includes(node)) return
  const machine = await beforeWrite(getVirtualMachine(client, node, call))
  if (machine.zoneid !== location)
    throw invalid(`The volume is in the zone ${location}, and the node in ${machine.zoneid}`, 'one zone')
  if (state !== 'available') throw refusal(client, 'conflict', `The volume ${id} is ${state}`)
  if (!['running', 'stopped'].includes(stateOf(machine)))
    throw wrongState(client, machine, 'Running or Stopped')
  const shown = async (left: CallOptions) => (await getVolume(client, id, left)).attachedTo.includes(node)
  const parameters = { id, virtualmachineid: node, deviceid }
  try {
    await perform(client, { name: 'attachVolume', parameters, on: id, word: 'attachvolume', shown }, call)
  } catch (error) {
    throw refusedNow(error)
  }
}

/** The system of the machine names its devices; CloudStack knows their number alone. */
function deviceOf(device: string | undefined): number | undefined {
  if (device === undefined) return undefined
  if (typeof device === 'string' && /^[1-9]\d?$/.test(device)) return Number(device)
  throw invalid(`The device is ${JSON.stringify(device)}`, 'a number from 1 to 99, as Volume.device tells it')
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/detachVolume.html */
export async function detachVolume(
  client: CloudStackClient,
  ref: Ref<'volume'>,
  call: CallOptions,
): Promise<void> {
  const { id, attachedTo } = await beforeWrite(getVolume(client, ref, call))
  if (attachedTo.length === 0) return
  const shown = async (left: CallOptions) => (await getVolume(client, id, left)).attachedTo.length === 0
  const action = { name: 'detachVolume', parameters: { id }, on: id, word: 'detachvolume', shown }
  try {
    await perform(client, action, call)
  } catch (error) {
    throw refusedNow(error)
  }
}

export async function resizeVolume(
  client: CloudStackClient,
  ref: Ref<'volume'>,
  sizeGiB: number,
  call: CallOptions,
): Promise<void> {
  checkSizeGiB(sizeGiB)
  const volume = await beforeWrite(getVolume(client, ref, call))
  if (sizeGiB <= volume.sizeGiB)
    throw invalid(`The volume has ${volume.sizeGiB} GiB`, `more than that, and not ${sizeGiB}`)
  await grow(client, volume.id, sizeGiB, call)
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteVolume.html */
export async function destroyVolume(
  client: CloudStackClient,
  ref: Ref<'volume'>,
  call: CallOptions,
): Promise<void> {
  const { id, attachedTo } = await beforeWrite(getVolume(client, ref, call))
  if (attachedTo.length > 0)
    throw refusal(client, 'conflict', `The volume ${id} is attached to ${attachedTo.join()}`)
  const find = async (left: CallOptions) => {
    const found = await findOne(client, { ...volumeList, parameters: { id }, map: shownVolume }, left)
    return found === undefined ? {} : undefined
  }
  const command = { name: 'deleteVolume', repeat: named<object>(find), parameters: { id: volumeIdOf(id) } }
  try {
    await send<object>(client, command, call)
  } catch (error) {
    throw refusedNow(error)
  }
}
