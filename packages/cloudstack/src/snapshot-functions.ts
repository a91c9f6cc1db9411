import type { CallOptions, Ref } from '@cloud/core'
import { afterWrite, beforeWrite, checkNames, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { getVirtualMachine, wrongState } from './get-node.ts'
import { getSnapshot, shownSnapshot, snapshotEverywhere, snapshotList } from './get-snapshot.ts'
import { shownVolume, volumeList } from './get-volume.ts'
import { stateOf } from './nodes-wire.ts'
import { findOne } from './pages.ts'
import { perform, refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { type CloudStackSnapshot, type SnapshotWire, toSnapshot } from './snapshots-wire.ts'
import { zoneIdOf, zoneOf } from './zones.ts'

type Driver = HasClient<CloudStackClient>

/**
 * Makes the volume that a snapshot is of what it was then; what has come to it since is lost. `conflict` where the volume is gone, or its node
 * is not `stopped`. https://cloudstack.apache.org/api/apidocs-4.20/apis/revertSnapshot.html
 */
export function revertSnapshot(driver: Driver, snapshot: Ref<'snapshot'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id, volume } = await beforeWrite(getSnapshot(client, snapshot, left))
    await checkStill(client, id, volume, left)
    const action = { name: 'revertSnapshot', parameters: { id }, on: id, word: 'revertsnapshot' }
    try {
      await perform(client, action, left)
    } catch (error) {
      throw refusedNow(error)
    }
  })
}

/** Nobody may be writing to the volume. */
async function checkStill(
  client: CloudStackClient,
  id: string,
  volume: string | undefined,
  call: CallOptions,
): Promise<void> {
  const look = { ...volumeList, parameters: { id: volume }, map: shownVolume }
  const found = volume === undefined ? undefined : await beforeWrite(findOne(client, look, call))
  if (found === undefined) throw refusal(client, 'conflict', `The volume of the snapshot ${id} is gone`)
  const [node] = found.attachedTo
  if (node === undefined) return
  const machine = await beforeWrite(getVirtualMachine(client, node, call))
  if (stateOf(machine) !== 'stopped') throw wrongState(client, machine, 'Stopped')
}

interface Answer {
  readonly snapshot?: SnapshotWire
}

/** It stays the same snapshot, and is in one zone more. https://cloudstack.apache.org/api/apidocs-4.20/apis/copySnapshot.html */
export function copySnapshot(
  driver: Driver,
  snapshot: Ref<'snapshot'>,
  to: { readonly location: Ref<'location'> },
  call?: CallOptions,
): Promise<CloudStackSnapshot> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('copySnapshot', to, ['location'])
    if (to.location === undefined) throw invalid('location is missing', 'where the snapshot is to be')
    const all = await beforeWrite(snapshotEverywhere(client, snapshot, left))
    const [{ id, native }] = all
    const zone = await beforeWrite(zoneOf(client, zoneIdOf(to.location), left))
    const known = all.find((one) => one.native.zoneid === zone.id)
    if (known !== undefined) return known
    const look = { ...snapshotList, parameters: { id, zoneid: zone.id }, map: shownSnapshot }
    const there = (still: CallOptions) => findOne(client, look, still)
    const shown = async (still: CallOptions) => (await there(still)) !== undefined
    const parameters = { id, sourcezoneid: native.zoneid, destzoneids: [zone.id] }
    const action = { name: 'copySnapshot', parameters, on: id, word: 'copysnapshot', shown }
    const answer: Answer = await perform(client, action, left).catch((error: unknown) => {
      throw refusedNow(error)
    })
    const { snapshot: made } = answer
    if (made?.id === id && made.zoneid === zone.id) return toSnapshot(made)
    return (await afterWrite(there(left))) ?? toSnapshot({ ...native, zoneid: zone.id })
  })
}
