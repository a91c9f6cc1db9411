import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, Ref } from '@cloud/core'
import {
  beforeWrite,
  CloudError,
  changed,
  invalid,
  isCloudError,
  named,
  object,
  required,
  waitUntil,
  type XmlShape,
} from '@cloud/core/driver'
import { checkWhole } from './check-options.ts'
import { type Ec2Client, send } from './client.ts'
import { describe } from './description.ts'
import { getVolume } from './get-volume.ts'
import { type ModificationWire, modification, modificationDescription } from './volume-modifications-wire.ts'

interface ModifiedWire {
  readonly volumeModification: ModificationWire
}

const modified: XmlShape<ModifiedWire> = object<ModifiedWire>({ volumeModification: required(modification) })

export async function resizeVolume(
  client: Ec2Client,
  ref: Ref<'volume'>,
  sizeGiB: number,
  call: CallOptions,
): Promise<void> {
  checkWhole('sizeGiB', sizeGiB)
  const volume = await beforeWrite(getVolume(client, ref, call))
  if (sizeGiB <= volume.sizeGiB)
    throw invalid(`The volume has ${volume.sizeGiB} GiB`, `more than that, and not ${sizeGiB}`)
  await modify(client, { VolumeId: volume.id, Size: sizeGiB }, call)
}

/** By the parameter that asks for it, the member of the answer that tells it. */
const targets: Readonly<Record<string, keyof ModificationWire>> = {
  Size: 'targetSize',
  VolumeType: 'targetVolumeType',
  Iops: 'targetIops',
  Throughput: 'targetThroughput',
  MultiAttachEnabled: 'targetMultiAttachEnabled',
}

/**
 * Asks for a change and waits until the volume has it; that its blocks are moved goes on behind it for hours, and nobody need wait for
 * that. While one change goes on EC2 refuses another, so that a look tells whether a lost request took effect.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVolume.html
 */
export async function modify(
  client: Ec2Client,
  parameters: QueryParameters & { readonly VolumeId: string },
  call: CallOptions,
): Promise<void> {
  const { VolumeId: id, ...wanted } = parameters
  const isOfThis = (wire: ModificationWire) =>
    Object.entries(wanted).every(([name, value]) => {
      const target = targets[name]
      return value === undefined || (target !== undefined && wire[target] === value)
    })
  const isThis = (wire: ModificationWire) => wire.modificationState !== 'failed' && isOfThis(wire)
  const find = async (left: CallOptions) => {
    const found = await lastModification(client, id, left)
    return found !== undefined && isThis(found) ? { volumeModification: found } : undefined
  }
  const request = { name: 'ModifyVolume', repeat: named(find), parameters, answer: modified }
  let answer: ModifiedWire
  try {
    answer = await send(client, request, call)
  } catch (error) {
    throw tooOften(error)
  }
  const { volumeModification: asked } = answer
  if (!isMade(asked)) await untilMade(client, id, isOfThis(asked) ? isOfThis : () => true, call)
}

/** A volume takes a few changes in some hours: its state, and no rate of requests that waiting a second would meet. */
function tooOften(error: unknown): unknown {
  const isIt = isCloudError(error) && error.providerCode === 'VolumeModificationRateExceeded'
  return isIt ? changed(error, { code: 'conflict', retryable: false }) : error
}

const isMade = ({ modificationState: state }: ModificationWire) =>
  state === 'optimizing' || state === 'completed'

/** The change before this one may be told for a while yet, and how that ended says nothing of this one. */
async function untilMade(
  client: Ec2Client,
  id: string,
  isOfThis: (wire: ModificationWire) => boolean,
  call: CallOptions,
): Promise<void> {
  try {
    await waitUntil(
      {
        what: `the change of volume ${id}`,
        look: (left) => lastModification(client, id, left),
        done: (seen) => seen !== undefined && isOfThis(seen) && isMade(unlessFailed(seen, client)),
        describe: (seen) => seen?.modificationState ?? 'not there',
      },
      call,
      client.clock,
    )
  } catch (error) {
    // It was accepted: what is not known is when it ends, or what came of it.
    throw isCloudError(error) ? changed(error, { outcome: 'unknown', retryable: false }) : error
  }
}

function unlessFailed(wire: ModificationWire, { provider }: Ec2Client): ModificationWire {
  if (wire.modificationState !== 'failed') return wire
  throw new CloudError(`The change of the volume failed: ${wire.statusMessage ?? 'EC2 does not say why'}`, {
    code: 'failed',
    provider,
    operation: 'ModifyVolume',
  })
}

/** EC2 answers with an error for a volume that was never changed. */
async function lastModification(
  client: Ec2Client,
  id: string,
  call: CallOptions,
): Promise<ModificationWire | undefined> {
  try {
    return (await describe(client, modificationDescription, { VolumeId: [id] }, call)).items[0]
  } catch (error) {
    if (isCloudError(error, 'not-found')) return undefined
    throw error
  }
}
