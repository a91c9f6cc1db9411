import type { CreateNode } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { regionIn } from './ids.ts'
import { type ImageName, imageId, imageLink } from './images-wire.ts'
import { checkMetadata, type GceCreateNode, keyLines, loginUser } from './node-options.ts'
import {
  type AttachedDiskWire,
  type InstanceWire,
  imageItem,
  type MetadataWire,
  type NetworkInterfaceWire,
  type SchedulingWire,
} from './nodes-wire.ts'

/** An instance as it is asked for; what is undefined is not sent. */
export type InstanceBody = { readonly [K in keyof InstanceWire]?: InstanceWire[K] | undefined }

export interface Wanted extends Pick<CreateNode, 'name' | 'authorizedKeys' | 'userData'> {
  readonly size: string
  readonly image: ImageName
  readonly project: string
  readonly zone: string
  readonly labels: Readonly<Record<string, string>>
  readonly native?: GceCreateNode | undefined
}

export function instanceBody(wanted: Wanted): InstanceBody {
  const { name, size, zone, labels, native = {} } = wanted
  const { gpus, shielded, networkTags, serviceAccount } = native
  const { minCpuPlatform, deletionProtection, canIpForward, hostname, description } = native
  return {
    ...{ name, labels, minCpuPlatform, deletionProtection, canIpForward, hostname, description },
    machineType: `zones/${zone}/machineTypes/${size}`,
    disks: [bootDisk(wanted), ...(native.disks ?? [])],
    networkInterfaces: [networkInterface(zone, native)],
    metadata: metadataOf(wanted),
    tags: networkTags && { items: networkTags },
    serviceAccounts: serviceAccount && [{ email: 'default', scopes: [everything], ...serviceAccount }],
    scheduling: schedulingOf(native),
    guestAccelerators: gpus?.map(({ type, count }) => ({
      acceleratorType: `zones/${zone}/acceleratorTypes/${type}`,
      acceleratorCount: count,
    })),
    shieldedInstanceConfig: shielded,
  }
}

/** What an account may do is better said by its roles than by scopes. https://cloud.google.com/compute/docs/access/service-accounts */
const everything = 'https://www.googleapis.com/auth/cloud-platform'

function bootDisk({ image, project, zone, native: { bootDisk: disk = {} } = {} }: Wanted): AttachedDiskWire {
  const { sizeGiB, type, autoDelete = true } = disk
  return {
    boot: true,
    autoDelete,
    initializeParams: {
      sourceImage: imageLink(image, project),
      ...(sizeGiB !== undefined && { diskSizeGb: String(sizeGiB) }),
      ...(type !== undefined && { diskType: `zones/${zone}/diskTypes/${type}` }),
    },
  }
}

function networkInterface(zone: string, native: GceCreateNode): NetworkInterfaceWire {
  const {
    network = native.subnetwork === undefined ? 'default' : undefined,
    subnetwork,
    publicIp = true,
  } = native
  const given = typeof publicIp === 'string' ? { natIP: publicIp } : {}
  return {
    ...(network !== undefined && { network: `global/networks/${network}` }),
    ...(subnetwork !== undefined && { subnetwork: `regions/${regionIn(zone)}/subnetworks/${subnetwork}` }),
    ...(publicIp !== false && { accessConfigs: [{ ...natConfig, ...given }] }),
  }
}

/** The one kind of access from outside that there is. */
export const natConfig = { type: 'ONE_TO_ONE_NAT', name: 'External NAT' } as const

/** A node with a GPU cannot be moved, and a node of spare capacity is not kept. */
function schedulingOf({ spot, gpus, scheduling }: GceCreateNode): SchedulingWire | undefined {
  const ofSpot: SchedulingWire = { provisioningModel: 'SPOT', preemptible: true, automaticRestart: false }
  const stays = spot || (gpus !== undefined && gpus.length > 0)
  if (!stays) return scheduling
  return { ...(spot && ofSpot), onHostMaintenance: 'TERMINATE', ...scheduling }
}

/** Guest attributes are how a machine tells its host keys: where they are not wanted, `native.metadata` says so. */
function metadataOf({ image, project, authorizedKeys = [], userData, native = {} }: Wanted): MetadataWire {
  const { user = loginUser, startupScript, metadata } = native
  const items: Readonly<Record<string, string>> = {
    'enable-guest-attributes': 'TRUE',
    ...(authorizedKeys.length > 0 && { 'ssh-keys': keyLines(user, authorizedKeys) }),
    ...(startupScript !== undefined && { 'startup-script': startupScript }),
    ...userDataItems(userData),
    ...metadata,
    [imageItem]: imageId(image, project),
  }
  for (const [key, value] of Object.entries(items)) checkMetadata(key, value)
  return { items: Object.entries(items).map(([key, value]) => ({ key, value })) }
}

/** Text goes as it is; other bytes as base64, which cloud-init is told. https://docs.cloud-init.io/en/latest/reference/datasources/gce.html */
function userDataItems(userData: CreateNode['userData']): Readonly<Record<string, string>> {
  if (userData === undefined || userData.length === 0) return {}
  if (typeof userData === 'string') {
    if (!userData.isWellFormed()) throw invalid('The user data is not well-formed Unicode')
    return { 'user-data': userData }
  }
  const bytes = Buffer.from(userData)
  const text = bytes.toString('utf8')
  if (Buffer.compare(Buffer.from(text), bytes) === 0) return { 'user-data': text }
  return { 'user-data': bytes.toString('base64'), 'user-data-encoding': 'base64' }
}
