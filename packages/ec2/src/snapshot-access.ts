import type { CallOptions, Listing, Ref } from '@cloud/core'
import { checkNames, checkText, clientOf, type HasClient, object, type XmlShape } from '@cloud/core/driver'
import { type Access, type PermissionWire, permissions, toAccess, toPermissions } from './access-wire.ts'
import { done, type Ec2Client, idempotent, read, send } from './client.ts'
import { forbiddenWhereSeen } from './forbidden.ts'
import { getSnapshot } from './get-snapshot.ts'
import { ec2Id } from './ids.ts'
import { snapshotsOf } from './snapshots.ts'
import type { Ec2Snapshot } from './snapshots-wire.ts'

type Driver = HasClient<Ec2Client>

interface AttributeWire {
  readonly createVolumePermission: readonly PermissionWire[]
}

const attribute: XmlShape<AttributeWire> = object<AttributeWire>({ createVolumePermission: permissions })

/**
 * Snapshots of another account that this one may make volumes of: of its number, or of an alias such as `amazon`. Names are tags, which EC2
 * shows to their owner alone.
 */
export function listSharedSnapshots(
  driver: Driver,
  query: { readonly owner: string; readonly volume?: Ref<'volume'> | undefined },
  call?: CallOptions,
): Listing<Ec2Snapshot> {
  checkNames('listSharedSnapshots', query, ['owner', 'volume'])
  const owner = checkText('The owner', query.owner, { max: 64 })
  return snapshotsOf(clientOf(driver), owner, query, call)
}

/** Who may make volumes of a snapshot of the account. */
export function getSnapshotAccess(
  driver: Driver,
  snapshot: Ref<'snapshot'>,
  call?: CallOptions,
): Promise<Required<Access>> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { SnapshotId: ec2Id('snapshot', snapshot), Attribute: 'createVolumePermission' }
    const request = {
      name: 'DescribeSnapshotAttribute',
      repeat: read,
      parameters,
      answer: attribute,
    } as const
    return toAccess((await send(client, request, left)).createVolumePermission)
  })
}

/**
 * Lets others make volumes of a snapshot. `forbidden` where it is not the account's. One that is encrypted by AWS's own key is `invalid`, and so is
 * one that is encrypted at all for everybody.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifySnapshotAttribute.html
 */
export function shareSnapshot(
  driver: Driver,
  snapshot: Ref<'snapshot'>,
  access: Access,
  call?: CallOptions,
): Promise<void> {
  return change(driver, snapshot, 'Add', access, call)
}

/** Takes that back. Volumes that they made stay theirs. */
export function unshareSnapshot(
  driver: Driver,
  snapshot: Ref<'snapshot'>,
  access: Access,
  call?: CallOptions,
): Promise<void> {
  return change(driver, snapshot, 'Remove', access, call)
}

function change(
  driver: Driver,
  snapshot: Ref<'snapshot'>,
  how: 'Add' | 'Remove',
  access: Access,
  call: CallOptions | undefined,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = ec2Id('snapshot', snapshot)
    const parameters = {
      SnapshotId: id,
      Attribute: 'createVolumePermission',
      CreateVolumePermission: { [how]: toPermissions(access) },
    }
    const request = { name: 'ModifySnapshotAttribute', repeat: idempotent, parameters, answer: done } as const
    try {
      await send(client, request, left)
    } catch (error) {
      throw await forbiddenWhereSeen(error, () => getSnapshot(client, id, left))
    }
  })
}
