import type { Abilities } from '@cloud/core'
import type { AbilityName, BalancerAbilityName, StorageAbilityName } from './options.ts'

type Members<N extends keyof Abilities> = { readonly [A in N]: readonly (keyof Abilities[A] & string)[] }

/** What each ability consists of: the suite's own list, so that a member missing in core's shows. */
export const abilityMembers: Members<AbilityName> = {
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
}

export const abilityNames: readonly AbilityName[] = Object.keys(abilityMembers) as AbilityName[]

export const balancerMembers: Members<'LoadBalancers'>['LoadBalancers'] = [
  'listBalancers',
  'getBalancer',
  'createBalancer',
  'updateBalancer',
  'destroyBalancer',
  'listMembers',
  'attachMember',
  'detachMember',
]

export const balancerAbilityMembers: Members<BalancerAbilityName> = {
  Algorithms: ['getAlgorithm', 'setAlgorithm'],
  HealthChecks: ['getHealthCheck', 'setHealthCheck'],
  Listeners: ['addListener', 'removeListener'],
  Certificates: ['listCertificates', 'getCertificate', 'importCertificate', 'deleteCertificate'],
  Stickiness: ['getStickiness', 'setStickiness'],
}

export const balancerAbilityNames: readonly BalancerAbilityName[] = Object.keys(
  balancerAbilityMembers,
) as BalancerAbilityName[]

export const storageMembers: Members<'Storage'>['Storage'] = [
  'listBuckets',
  'createBucket',
  'deleteBucket',
  'listObjects',
  'getObject',
  'readObject',
  'putObject',
  'deleteObject',
]

export const storageAbilityMembers: Members<StorageAbilityName> = {
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

export const storageAbilityNames: readonly StorageAbilityName[] = Object.keys(
  storageAbilityMembers,
) as StorageAbilityName[]
