import type { CallOptions, Ref } from '@cloud/core'
import {
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  object,
  required,
  text,
  type XmlShape,
} from '@cloud/core/driver'
import { checkOptions } from './check-options.ts'
import { type Ec2Client, send } from './client.ts'
import { getSnapshot, snapshotDescription } from './get-snapshot.ts'
import { ec2Id } from './ids.ts'
import { byIntent, newIntent } from './intent.ts'
import { onceKnown } from './once-known.ts'
import { checkOwnTags, tagsOfNew } from './resource-tags.ts'
import { destroySnapshot } from './snapshots.ts'
import type { Ec2Snapshot } from './snapshots-wire.ts'

export interface CopySnapshot {
  readonly snapshot: Ref<'snapshot'>
  /** Where the snapshot is. Left out, the driver's own region. */
  readonly fromRegion?: string | undefined
  readonly name: string
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly description?: string | undefined
  /** A copy of what is encrypted always is. */
  readonly encrypted?: boolean | undefined
  readonly kmsKeyId?: string | undefined
  /** What EC2 wants to copy an encrypted snapshot of another region: this request to that region, signed for it as a URL. */
  readonly presignedUrl?: string | undefined
}

interface CopyWire {
  readonly snapshotId: string
}

const copied: XmlShape<CopyWire> = object<CopyWire>({ snapshotId: required(text) })

/**
 * Copies a snapshot, of another region too, into the region of `driver`. Resolves with the copy, which is `pending` at first. `not-found`
 * where there is no such snapshot; `quota`.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html
 */
export function copySnapshot(
  driver: HasClient<Ec2Client>,
  options: CopySnapshot,
  call?: CallOptions,
): Promise<Ec2Snapshot> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const intent = newIntent()
    const parameters = await toWire(client, options, intent)
    const repeat = byIntent(client, {
      description: snapshotDescription,
      intent,
      toAnswer: ({ id }): CopyWire => ({ snapshotId: id }),
      remove: (surplus, limits) => destroySnapshot(client, surplus, limits),
    })
    const request = { name: 'CopySnapshot', repeat, parameters, answer: copied }
    const { snapshotId } = await send(client, request, left)
    const look = (limits: CallOptions) => getSnapshot(client, snapshotId, limits)
    return onceKnown(client, { what: `the snapshot ${snapshotId}`, look }, left)
  })
}

async function toWire(client: Ec2Client, options: CopySnapshot, intent: string) {
  const { snapshot, tags, ...rest } = options
  checkNames('copySnapshot', options, ['snapshot', 'tags', ...Object.keys(kinds)])
  checkOptions('copySnapshot', rest, kinds)
  checkOwnTags(tags)
  const name = checkText('The name of the snapshot', rest.name, { max: 255 })
  return {
    SourceSnapshotId: ec2Id('snapshot', snapshot),
    SourceRegion: rest.fromRegion ?? (await client.region()),
    Description: rest.description,
    Encrypted: rest.encrypted,
    KmsKeyId: rest.kmsKeyId,
    PresignedUrl: rest.presignedUrl,
    TagSpecification: tagsOfNew('snapshot', { name, tags, intent }),
  }
}

const kinds = {
  fromRegion: 'text',
  name: 'text',
  description: 'text',
  encrypted: 'boolean',
  kmsKeyId: 'text',
  presignedUrl: 'text',
} as const
