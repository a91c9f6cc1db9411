import { invalid } from '../errors.ts'
import type { Addresses } from './addresses.ts'
import type { Algorithms, Certificates, HealthChecks, Listeners, Stickiness } from './balancer-abilities.ts'
import type { Console, HostKeys } from './console.ts'
import type { Firewalls } from './firewalls.ts'
import type { Images } from './images.ts'
import type { KeyPairs } from './key-pairs.ts'
import type { LoadBalancers } from './load-balancers.ts'
import type { Networks } from './networks.ts'
import type { NodeBatches } from './node-batches.ts'
import type { Power } from './power.ts'
import type { Resize } from './resize.ts'
import type { Snapshots } from './snapshots.ts'
import type { Storage } from './storage.ts'
import type { BulkDelete, CopyObjects, ObjectTags, SignedUrls } from './storage-abilities.ts'
import type { MultipartUploads } from './storage-uploads.ts'
import type { Versions } from './storage-versions.ts'
import type { Tags } from './tags.ts'
import type { Volumes } from './volumes.ts'

/** The abilities that this package defines, by name. */
export interface Abilities {
  readonly Power: Power
  readonly KeyPairs: KeyPairs
  readonly Console: Console
  readonly HostKeys: HostKeys
  readonly Resize: Resize
  readonly NodeBatches: NodeBatches
  readonly Volumes: Volumes
  readonly Snapshots: Snapshots
  readonly Images: Images
  readonly Firewalls: Firewalls
  readonly Addresses: Addresses
  readonly Networks: Networks
  readonly Tags: Tags
  readonly LoadBalancers: LoadBalancers
  readonly Algorithms: Algorithms
  readonly HealthChecks: HealthChecks
  readonly Listeners: Listeners
  readonly Certificates: Certificates
  readonly Stickiness: Stickiness
  readonly Storage: Storage
  readonly CopyObjects: CopyObjects
  readonly BulkDelete: BulkDelete
  readonly SignedUrls: SignedUrls
  readonly MultipartUploads: MultipartUploads
  readonly Versions: Versions
  readonly ObjectTags: ObjectTags
}

/** An ability as a value: a third party exports one beside the interface, and `supports` takes it like a name. */
export interface Ability<T extends object> {
  readonly name: string
  readonly members: readonly (keyof T & string)[]
}

type Members = { readonly [A in keyof Abilities]: readonly (keyof Abilities[A] & string)[] }

const members: Members = {
  Power: ['startNode', 'stopNode'],
  KeyPairs: ['listKeyPairs', 'getKeyPair', 'createKeyPair', 'importKeyPair', 'deleteKeyPair'],
  Console: ['getConsoleOutput'],
  HostKeys: ['listHostKeys'],
  Resize: ['resizeNode'],
  NodeBatches: ['createNodeBatch'],
  Volumes: [
    'listVolumes',
    'getVolume',
    'createVolume',
    'attachVolume',
    'detachVolume',
    'resizeVolume',
    'destroyVolume',
  ],
  Snapshots: ['listSnapshots', 'getSnapshot', 'createSnapshot', 'destroySnapshot'],
  Images: ['getImage', 'createImage', 'copyImage', 'deleteImage'],
  Firewalls: [
    'listFirewalls',
    'getFirewall',
    'createFirewall',
    'setFirewallRules',
    'attachFirewall',
    'detachFirewall',
    'destroyFirewall',
  ],
  Addresses: [
    'listAddresses',
    'getAddress',
    'createAddress',
    'attachAddress',
    'detachAddress',
    'destroyAddress',
  ],
  Networks: ['listNetworks', 'getNetwork', 'createNetwork', 'destroyNetwork'],
  Tags: ['setTags', 'removeTags'],
  LoadBalancers: [
    'listBalancers',
    'getBalancer',
    'createBalancer',
    'updateBalancer',
    'destroyBalancer',
    'listMembers',
    'attachMember',
    'detachMember',
  ],
  Algorithms: ['getAlgorithm', 'setAlgorithm'],
  HealthChecks: ['getHealthCheck', 'setHealthCheck'],
  Listeners: ['addListener', 'removeListener'],
  Certificates: ['listCertificates', 'getCertificate', 'importCertificate', 'deleteCertificate'],
  Stickiness: ['getStickiness', 'setStickiness'],
  Storage: [
    'listBuckets',
    'createBucket',
    'deleteBucket',
    'listObjects',
    'getObject',
    'readObject',
    'putObject',
    'deleteObject',
  ],
  CopyObjects: ['copyObject'],
  BulkDelete: ['deleteObjects'],
  SignedUrls: ['signUrl'],
  MultipartUploads: [
    'createMultipartUpload',
    'uploadPart',
    'listParts',
    'completeMultipartUpload',
    'abortMultipartUpload',
    'listMultipartUploads',
  ],
  Versions: ['getVersioning', 'setVersioning', 'listVersions', 'getVersion', 'readVersion', 'deleteVersion'],
  ObjectTags: ['getObjectTags', 'putObjectTags'],
}

/**
 * Whether a driver has an ability, at run time; narrows its type. It looks for the members themselves, so a spread of a driver
 * has what the driver has. `invalid` for a name that this package does not define.
 */
export function supports<D extends object, A extends keyof Abilities>(
  driver: D,
  ability: A,
): driver is D & Abilities[A]
export function supports<D extends object, T extends object>(driver: D, ability: Ability<T>): driver is D & T
export function supports(driver: object, ability: keyof Abilities | Ability<object>): boolean {
  if (typeof ability === 'string' && !Object.hasOwn(members, ability)) {
    throw invalid(`There is no ability named ${ability}`, `one of ${Object.keys(members).join(', ')}`)
  }
  const wanted: readonly string[] = typeof ability === 'string' ? members[ability] : ability.members
  return wanted.every((member) => typeof Reflect.get(driver, member) === 'function')
}
