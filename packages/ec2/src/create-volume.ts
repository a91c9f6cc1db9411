import type { CallOptions, CreateVolume } from '@cloud/core'
import { changed, checkNames, checkText, idOf, invalid, isCloudError, keyed } from '@cloud/core/driver'
import { checkOptions, checkWhole, type OptionKinds } from './check-options.ts'
import { type Ec2Client, send } from './client.ts'
import { clientToken } from './client-token.ts'
import { zoneIsMissing } from './explain-refusal.ts'
import { ec2Id } from './ids.ts'
import { checkOwnTags, tagsOfNew } from './resource-tags.ts'
import type { VolumeType } from './volume-type.ts'
import { type Ec2Volume, toVolume, volume } from './volumes-wire.ts'

/** What `createVolume` takes under `native`. */
export interface Ec2CreateVolume {
  /** Left out, EC2 makes a `gp2`. */
  readonly type?: VolumeType | undefined
  /** Of gp3, io1 and io2. */
  readonly iops?: number | undefined
  /** In MiB a second; of gp3. */
  readonly throughput?: number | undefined
  readonly encrypted?: boolean | undefined
  /** A key of KMS: its id, alias or ARN. Left out, an encrypted volume takes the account's default. */
  readonly kmsKeyId?: string | undefined
  /** Several nodes may have it at a time; of io1 and io2. */
  readonly multiAttach?: boolean | undefined
}

/** What a volume is made of, and can be changed to. */
export const performanceKinds: OptionKinds = {
  type: 'text',
  iops: 'number',
  throughput: 'number',
  multiAttach: 'boolean',
}
const names = ['name', 'sizeGiB', 'location', 'snapshot', 'tags', 'idempotencyKey', 'native']

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html */
export async function createVolume(
  client: Ec2Client,
  options: CreateVolume<Ec2CreateVolume>,
  call: CallOptions,
): Promise<Ec2Volume> {
  const parameters = toWire(options)
  const { ClientToken: token, AvailabilityZone: zone } = parameters
  const repeat = { class: 'token', field: 'ClientToken' } as const
  try {
    return toVolume(await send(client, { name: 'CreateVolume', repeat, parameters, answer: volume }, call))
  } catch (error) {
    const unclear = isCloudError(error, 'invalid') && error.providerCode === 'InvalidParameterValue'
    const told =
      unclear && (await zoneIsMissing(client, zone, call))
        ? changed(error, { code: 'not-found', message: `There is no location ${zone}: ${error.message}` })
        : error
    throw keyed(told, token)
  }
}

function toWire(options: CreateVolume<Ec2CreateVolume>) {
  checkNames('createVolume', options, names)
  const { sizeGiB, location, snapshot, tags, native = {} } = options
  const name = checkText('The name of the volume', options.name, { max: 255 })
  checkOwnTags(tags)
  checkOptions('createVolume under native', native, {
    ...performanceKinds,
    encrypted: 'boolean',
    kmsKeyId: 'text',
  })
  if (sizeGiB !== undefined || snapshot === undefined) checkWhole('sizeGiB', sizeGiB)
  if (location === undefined) throw invalid('A volume of EC2 needs a location', 'an availability zone')
  return {
    AvailabilityZone: idOf('location', location, 'location'),
    Size: sizeGiB,
    SnapshotId: snapshot === undefined ? undefined : ec2Id('snapshot', snapshot),
    VolumeType: native.type,
    Iops: native.iops,
    Throughput: native.throughput,
    Encrypted: native.encrypted,
    KmsKeyId: native.kmsKeyId,
    MultiAttachEnabled: native.multiAttach,
    ClientToken: clientToken(options.idempotencyKey),
    TagSpecification: tagsOfNew('volume', { name, tags }),
  }
}
