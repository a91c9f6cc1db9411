import { defaultLimits } from './account.ts'
import { type BackupPolicyInput, type Backups, startBackups } from './backup-policy.ts'
import type { DigitalOcean } from './cloud.ts'
import { checkName } from './droplet.ts'
import { findImage, type Image } from './image.ts'
import { unprocessable } from './refusal.ts'
import type { Region } from './region-catalogue.ts'
import type { Size } from './size-catalogue.ts'
import { findKey } from './ssh-key.ts'
import { checkTags } from './tag-name.ts'
import { existingVolume, mostVolumes, type Volume } from './volume.ts'
import { checkRoom, defaultVpc, existingVpc, type Vpc } from './vpc.ts'

export interface DropletInput {
  readonly name?: string
  readonly names?: readonly string[]
  readonly region?: string
  readonly size: string
  readonly image: string | number
  readonly ssh_keys?: readonly (string | number)[]
  readonly backups?: boolean
  readonly backup_policy?: BackupPolicyInput
  readonly ipv6?: boolean
  readonly monitoring?: boolean
  readonly tags?: readonly string[] | null
  readonly user_data?: string
  readonly volumes?: readonly string[]
  readonly vpc_uuid?: string
  readonly with_droplet_agent?: boolean
  readonly public_networking?: boolean
}

export interface DropletPlan {
  readonly names: readonly string[]
  readonly size: Size
  readonly image: Image
  readonly region: Region
  readonly vpc: Vpc
  readonly publicKeys: readonly string[]
  readonly volumes: readonly Volume[]
  readonly tags: readonly string[]
  readonly backups: Backups | undefined
}

const largestUserData = 64 * 1024
const mostNames = 10

/** Everything that a create names, found and fitting together. Throws the API's own error for the first that is not. */
export function planDroplets(cloud: DigitalOcean, input: DropletInput): DropletPlan {
  const names = input.names ?? [input.name ?? '']
  if (names.length === 0 || names.length > mostNames)
    throw unprocessable(`Between 1 and ${mostNames} Droplets can be created at once.`)
  for (const name of names) checkName(name)
  const size = cloud.sizes.get(input.size)
  if (!size) throw unprocessable('You specified an invalid size for Droplet creation.')
  const image = findImage(cloud, input.image)
  if (!image) throw unprocessable('You specified an invalid image for Droplet creation.')
  const volumes = findVolumes(cloud, input, names.length)
  const region = findRegion(cloud, input, size, image, volumes)
  checkFit(size, image, region)
  if (Buffer.byteLength(input.user_data ?? '') > largestUserData)
    throw unprocessable('User data is too long (maximum is 64 KiB)')
  const tags = input.tags ?? []
  checkTags(tags)
  checkLimits(cloud, size, names.length)
  return {
    names,
    size,
    image,
    region,
    vpc: findVpc(cloud, input.vpc_uuid, region, names.length),
    publicKeys: findKeys(cloud, input.ssh_keys ?? []),
    volumes,
    tags,
    backups: input.backups ? startBackups(input.backup_policy, cloud.centre.clock.now()) : undefined,
  }
}

/** A region named, or that of the network or the volumes, or the first that has the size and the image. */
function findRegion(
  cloud: DigitalOcean,
  input: DropletInput,
  size: Size,
  image: Image,
  volumes: readonly Volume[],
): Region {
  const fits = ({ slug, available }: Region) =>
    available && size.regions.includes(slug) && image.regions.has(slug)
  const implied = cloud.vpcs.get(input.vpc_uuid ?? '')?.region ?? volumes[0]?.region.slug
  const wanted = input.region ?? implied
  const region = cloud.regions.find((one) => (wanted === undefined ? fits(one) : one.slug === wanted))
  if (!region) throw unprocessable('You specified an invalid region for Droplet creation.')
  if (volumes.some((volume) => volume.region !== region))
    throw unprocessable('Volumes must be in the same region as the Droplet.')
  return region
}

function checkFit(size: Size, image: Image, { slug, available }: Region): void {
  if (!available) throw unprocessable('Region is not available.')
  if (!size.available || !size.regions.includes(slug))
    throw unprocessable('Size is not available in this region.')
  if (image.status !== 'available') throw unprocessable('The image you specified is not available.')
  if (!image.regions.has(slug)) {
    throw unprocessable(
      'The image you specified is not available in the selected region, you can transfer it to this region from the images pages.',
    )
  }
  if (size.diskGiB < image.minDiskGiB)
    throw unprocessable('This size is not available because it has a smaller disk.')
}

function findKeys(cloud: DigitalOcean, names: readonly (string | number)[]): readonly string[] {
  const lost = names.filter((name) => !findKey(cloud, name))
  if (lost.length > 0) {
    throw unprocessable(`${lost.join(', ')} are invalid key identifiers for Droplet creation.`)
  }
  return names.flatMap((name) => findKey(cloud, name)?.publicKey ?? [])
}

function findVolumes(
  cloud: DigitalOcean,
  { volumes: ids = [] }: DropletInput,
  count: number,
): readonly Volume[] {
  if (ids.length > mostVolumes) throw unprocessable(`A Droplet may have at most ${mostVolumes} volumes.`)
  if (ids.length > 0 && count > 1)
    throw unprocessable('Volumes cannot be attached to several Droplets at once.')
  const volumes = ids.map((id) => existingVolume(cloud, id))
  const taken = volumes.find(({ dropletId }) => dropletId !== undefined)
  if (taken) throw unprocessable(`Volume ${taken.id} is already attached to a Droplet.`)
  return volumes
}

function findVpc(cloud: DigitalOcean, id: string | undefined, region: Region, count: number): Vpc {
  const vpc = id === undefined ? defaultVpc(cloud, region) : existingVpc(cloud, id)
  if (vpc.region !== region.slug) throw unprocessable('The VPC is not in the region of the Droplet.')
  checkRoom(cloud, vpc, count)
  return vpc
}

function checkLimits({ droplets, options }: DigitalOcean, size: Size, count: number): void {
  const { dropletLimit = defaultLimits.droplets, capacity = {} } = options
  if (droplets.size + count > dropletLimit)
    throw unprocessable('creating this/these droplet(s) will exceed your droplet limit')
  const used = [...droplets.values()].filter((droplet) => droplet.size.slug === size.slug).length
  if (used + count > (capacity[size.slug] ?? Number.POSITIVE_INFINITY))
    throw unprocessable('Size is not available in this region.')
}
