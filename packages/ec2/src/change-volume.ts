import type { CallOptions, Listing, Ref } from '@cloud/core'
import { checkNames, clientOf, type HasClient, idOf, invalid } from '@cloud/core/driver'
import { detachVolume } from './attach-volume.ts'
import { checkOptions } from './check-options.ts'
import type { Ec2Client } from './client.ts'
import { performanceKinds } from './create-volume.ts'
import { list } from './description.ts'
import { exactly } from './filters.ts'
import { ec2Id } from './ids.ts'
import { modify } from './modify-volume.ts'
import { type ModificationWire, modificationDescription } from './volume-modifications-wire.ts'
import type { VolumeType } from './volume-type.ts'

/** What a volume is to become; what is left out stays. */
export interface VolumeChange {
  readonly sizeGiB?: number | undefined
  readonly type?: VolumeType | undefined
  readonly iops?: number | undefined
  /** In MiB a second. */
  readonly throughput?: number | undefined
  readonly multiAttach?: boolean | undefined
}

/**
 * Gives a volume another type, size or performance while it is used. Resolves when it has that; that its blocks are moved goes on behind it.
 * `conflict` while an earlier change goes on, or where there were too many in some hours; `not-found` where there is none.
 * https://docs.aws.amazon.com/ebs/latest/userguide/ebs-modify-volume.html
 */
export function modifyVolume(
  driver: HasClient<Ec2Client>,
  volume: Ref<'volume'>,
  change: VolumeChange,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkOptions('modifyVolume', change, { sizeGiB: 'number', ...performanceKinds })
    const { sizeGiB, type, iops, throughput, multiAttach } = change
    const parameters = {
      VolumeId: ec2Id('volume', volume),
      Size: sizeGiB,
      VolumeType: type,
      Iops: iops,
      Throughput: throughput,
      MultiAttachEnabled: multiAttach,
    }
    if (Object.values(change).every((each) => each === undefined))
      throw invalid(
        'Nothing of the volume is to be changed',
        'sizeGiB, type, iops, throughput or multiAttach',
      )
    await modify(client, parameters, left)
  })
}

/**
 * Takes a volume from every node that has it, as the pulling of a plug would: for a node that does not let go of it, which the state `detaching`
 * tells. What the node has not written is lost, and its file system may be broken. `not-found` where there is no such volume.
 */
export function forceDetachVolume(
  driver: HasClient<Ec2Client>,
  volume: Ref<'volume'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => detachVolume(client, volume, left, true))
}

/** The last change of each volume, or of one, that was made in the last weeks. */
export function listVolumeChanges(
  driver: HasClient<Ec2Client>,
  query: { readonly volume?: Ref<'volume'> | undefined } = {},
  call?: CallOptions,
): Listing<ModificationWire> {
  checkNames('listVolumeChanges', query, ['volume'])
  const { volume } = query
  const filters = volume === undefined ? [] : [exactly('volume-id', [idOf('volume', volume, 'volume')])]
  return list(clientOf(driver), modificationDescription, filters, call)
}
