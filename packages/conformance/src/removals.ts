import {
  type Compute,
  isCloudError,
  type Listing,
  type LoadBalancers,
  type Storage,
  supports,
} from '@cloud/core'

/** A kind of thing that cases make: how to find it and how to remove it. */
export interface Removal {
  readonly kind: string
  readonly list: () => Listing<unknown>
  readonly remove: (id: string) => Promise<void>
}

export interface Found {
  readonly id: string
  /** Empty where it is no text. */
  readonly name: string
  readonly state?: string
}

/** What a driver gave, whatever its shape: of a driver that is wrong too, what was made is to be removed. */
export function toFound(value: unknown): Found | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const text = (member: string): string => {
    const told: unknown = Reflect.get(value, member)
    return typeof told === 'string' ? told : ''
  }
  const [id, state] = [text('id'), text('state')]
  if (id === '') return undefined
  return { id, name: text('name'), ...(state === '' ? {} : { state }) }
}

/** Every kind that the driver can make, each before what it may need: what is attached lets go of nodes before they go. */
export function removals(driver: Compute): readonly Removal[] {
  return [
    ...addresses(driver),
    ...firewalls(driver),
    ...volumes(driver),
    nodeRemoval(driver),
    ...snapshots(driver),
    ...images(driver),
    ...networks(driver),
    ...keyPairs(driver),
  ]
}

export function nodeRemoval(driver: Compute): Removal {
  return { kind: 'node', list: () => driver.listNodes(), remove: (id) => driver.destroyNode(id) }
}

/** What hangs on balancers. */
export function balancerRemovals(driver: LoadBalancers): readonly Removal[] {
  const balancers: Removal = {
    kind: 'balancer',
    list: () => driver.listBalancers(),
    remove: (id) => driver.destroyBalancer(id),
  }
  if (!supports(driver, 'Certificates')) return [balancers]
  return [
    balancers,
    {
      kind: 'certificate',
      list: () => driver.listCertificates(),
      remove: (id) => driver.deleteCertificate(id),
    },
  ]
}

/** Buckets with all that is in them. */
export function bucketRemoval(driver: Storage): Removal {
  const remove = async (bucket: string) => {
    if (supports(driver, 'MultipartUploads'))
      for await (const one of driver.listMultipartUploads(bucket)) await driver.abortMultipartUpload(one)
    for await (const one of driver.listObjects(bucket)) await driver.deleteObject(one)
    if (supports(driver, 'Versions'))
      for await (const one of driver.listVersions(bucket)) await driver.deleteVersion(one)
    await driver.deleteBucket(bucket)
  }
  return { kind: 'bucket', list: () => driver.listBuckets(), remove }
}

/** Resolves also where the thing is gone, or cannot go yet. */
export async function unlessInUse(removing: Promise<void>): Promise<void> {
  try {
    await removing
  } catch (error) {
    if (!isCloudError(error, 'not-found') && !isCloudError(error, 'conflict')) throw error
  }
}

function addresses(driver: Compute): Removal[] {
  if (!supports(driver, 'Addresses')) return []
  const remove = async (id: string) => {
    await unlessInUse(driver.detachAddress(id))
    await driver.destroyAddress(id)
  }
  return [{ kind: 'address', list: () => driver.listAddresses(), remove }]
}

function firewalls(driver: Compute): Removal[] {
  if (!supports(driver, 'Firewalls')) return []
  const remove = async (id: string) => {
    const told: unknown = Reflect.get(Object(await driver.getFirewall(id)), 'nodes')
    for (const node of Array.isArray(told) ? told : []) await unlessInUse(driver.detachFirewall(id, { node }))
    await driver.destroyFirewall(id)
  }
  return [{ kind: 'firewall', list: () => driver.listFirewalls(), remove }]
}

function volumes(driver: Compute): Removal[] {
  if (!supports(driver, 'Volumes')) return []
  const remove = async (id: string) => {
    await unlessInUse(driver.detachVolume(id))
    await driver.destroyVolume(id)
  }
  return [{ kind: 'volume', list: () => driver.listVolumes(), remove }]
}

function snapshots(driver: Compute): Removal[] {
  if (!supports(driver, 'Snapshots')) return []
  return [
    { kind: 'snapshot', list: () => driver.listSnapshots(), remove: (id) => driver.destroySnapshot(id) },
  ]
}

function images(driver: Compute): Removal[] {
  if (!supports(driver, 'Images')) return []
  const list = () => driver.listImages({ owner: 'self' })
  return [{ kind: 'image', list, remove: (id) => driver.deleteImage(id) }]
}

function networks(driver: Compute): Removal[] {
  if (!supports(driver, 'Networks')) return []
  return [{ kind: 'network', list: () => driver.listNetworks(), remove: (id) => driver.destroyNetwork(id) }]
}

function keyPairs(driver: Compute): Removal[] {
  if (!supports(driver, 'KeyPairs')) return []
  return [{ kind: 'key-pair', list: () => driver.listKeyPairs(), remove: (id) => driver.deleteKeyPair(id) }]
}
