import { windowWire } from './backup-policy.ts'
import { type DigitalOcean, timeText } from './cloud.ts'
import { type Droplet, statusOf } from './droplet.ts'
import { imagesOf } from './droplet-image.ts'
import { imageWire } from './image.ts'
import type { Json } from './operation.ts'
import { regionWire } from './region-catalogue.ts'
import { ipsOf } from './reserved-ip.ts'
import { diskInfo, gpuInfo, sizeWire } from './size-catalogue.ts'
import { volumesOf } from './volume.ts'
import { gatewayOf, netmaskOf, type Vpc } from './vpc.ts'

export function dropletWire(cloud: DigitalOcean, droplet: Droplet): Json {
  const { id, name, size, region, image, server, backups } = droplet
  return {
    id,
    name,
    memory: size.memoryMiB,
    vcpus: size.vcpus,
    disk: droplet.diskGiB,
    disk_info: diskInfo({ ...size, diskGiB: droplet.diskGiB }),
    // The vendor's own locks: an event that is under way does not show here.
    locked: false,
    status: statusOf(droplet),
    kernel: null,
    created_at: timeText(server.createdAt),
    features: features(droplet),
    backup_ids: imagesOf(cloud, droplet, 'backup').map((one) => one.id),
    next_backup_window: backups ? windowWire(backups.nextAt) : null,
    snapshot_ids: imagesOf(cloud, droplet, 'snapshot').map((one) => one.id),
    image: imageWire(cloud, image),
    volume_ids: volumesOf(cloud, id).map((volume) => volume.id),
    size: sizeWire(size),
    size_slug: size.slug,
    networks: networks(cloud, droplet),
    region: regionWire(region),
    tags: cloud.tags.of('droplet', id),
    vpc_uuid: droplet.vpc.id,
    ...(size.gpu && { gpu_info: gpuInfo(size.gpu) }),
  }
}

const features = ({ backups, monitoring, agent, ipv6 }: Droplet) => [
  ...(backups ? ['backups'] : []),
  ...(monitoring ? ['monitoring'] : []),
  ...(agent ? ['droplet_agent'] : []),
  ...(ipv6 ? ['ipv6'] : []),
  'private_networking',
]

function networks(cloud: DigitalOcean, { id, server, vpc, ipv6, created }: Droplet): Json {
  // Addresses are not known while a droplet is being made.
  if (created.status === 'in-progress') return { v4: [], v6: [] }
  const { publicAddress, privateAddress } = server
  // The data centre gives IPv6 addresses when its IPv4 ones have run out.
  const shared = [publicAddress, ipv6].flatMap((address) => address ?? [])
  const reserved = ipsOf(cloud, 4).filter(({ dropletId }) => dropletId === id)
  return {
    v4: [
      ...shared.filter((address) => !address.includes(':')).map(publicV4),
      ...(privateAddress ? [privateV4(privateAddress, vpc)] : []),
      // After the droplet's own: clients take the first that is public.
      ...reserved.map(({ address }) => publicV4(address)),
    ],
    v6: shared.filter((address) => address.includes(':')).map(publicV6),
  }
}

const publicV4 = (address: string) => ({
  ip_address: address,
  netmask: '255.255.255.0',
  gateway: address.replace(/\d+$/, '254'),
  type: 'public',
})

const privateV4 = (address: string, { range }: Vpc) => ({
  ip_address: address,
  netmask: netmaskOf(range),
  gateway: gatewayOf(range),
  type: 'private',
})

const publicV6 = (address: string) => ({
  ip_address: address,
  netmask: 64,
  gateway: address.replace(/[^:]+$/, ''),
  type: 'public',
})
