import * as core from '@cloud/core'
import * as storage from '@cloud/core/storage'
import * as digitalocean from '@cloud/digitalocean'
import * as ec2 from '@cloud/ec2'
import * as elb from '@cloud/elb'
import * as s3 from '@cloud/s3'
import { table } from './markdown.ts'
import { write } from './places.ts'

type Row = readonly [theirs: string, ours: readonly string[], how?: string]

/** pkgcloud 2.2.0: what its clients have, and what stands for it. Names of ours are looked for when the page is made. */
const tables: Readonly<Record<string, readonly Row[]>> = {
  'Servers, images, keys': [
    [
      '`createClient({ provider })`',
      ['compute'],
      "of the cloud's package: `import { compute } from '@cloud/ec2'`",
    ],
    [
      '`getServers`',
      ['listNodes'],
      'pages come as they are wanted; EC2 needs one request for a page, not one for each server',
    ],
    ['`getServer`', ['getNode']],
    ['`createServer`', ['createNode'], '`flavor` is `size`; resolves when the cloud has accepted it'],
    ['`destroyServer`', ['destroyNode']],
    ['`rebootServer`', ['rebootNode']],
    ['`startServer`, `stopServer`', ['startNode', 'stopNode']],
    ['`resizeServer`', ['resizeNode'], 'confirming and reverting is done by the driver'],
    ['`renameServer`', ['setTags'], 'on EC2 the name is a tag; DigitalOcean has `renameNode`'],
    ['`rebuildServer`', ['rebuildNode'], 'of DigitalOcean and CloudStack, a function of their packages'],
    [
      '`server.setWait`',
      ['waitForNode'],
      'rejects with `timeout`, and ends early where the state can no longer be reached',
    ],
    ['`server.refresh`', ['getNode'], 'resources are plain data and do not change'],
    ['`getFlavors`, `getFlavor`', ['listSizes', 'chooseSize']],
    ['`getImages`', ['listImages', 'chooseImage']],
    ['`getImage`, `createImage`, `destroyImage`', ['getImage', 'createImage', 'deleteImage']],
    [
      '`listKeys`, `getKey`, `addKey`, `destroyKey`',
      ['listKeyPairs', 'getKeyPair', 'createKeyPair', 'importKeyPair', 'deleteKeyPair'],
    ],
    [
      '`listGroups`, `getGroup`, `addGroup`, `destroyGroup`',
      ['listFirewalls', 'getFirewall', 'createFirewall', 'destroyFirewall'],
    ],
    ['`addRules`, `delRules`, `addRule`, `deleteRule`', ['setFirewallRules']],
    [
      '`getFloatingIps`, `allocateNewFloatingIp`, `deallocateFloatingIp`',
      ['listAddresses', 'createAddress', 'destroyAddress'],
    ],
    ['`addFloatingIp`, `removeFloatingIp`', ['attachAddress', 'detachAddress']],
    ['`getServerAddresses`', ['getNode'], '`publicIps`, `privateIps`'],
    ['`getLimits`', ['getAccount'], 'of DigitalOcean; on EC2 `getAccountLimits`'],
  ],
  Disks: [
    ['`getVolumes`, `getVolume`', ['listVolumes', 'getVolume']],
    ['`createVolume`, `deleteVolume`', ['createVolume', 'destroyVolume']],
    ['`updateVolume`', ['resizeVolume', 'setTags']],
    ['`attachVolume`, `detachVolume`', ['attachVolume', 'detachVolume']],
    ['`getVolumeAttachments`', ['getVolume'], '`attachedTo`'],
    ['`getSnapshots`, `getSnapshot`', ['listSnapshots', 'getSnapshot']],
    ['`createSnapshot`, `deleteSnapshot`', ['createSnapshot', 'destroySnapshot']],
  ],
  Objects: [
    [
      '`getContainers`, `createContainer`, `destroyContainer`',
      ['listBuckets', 'createBucket', 'deleteBucket'],
    ],
    ['`getFiles`', ['listObjects'], 'every page; with `prefix`, `delimiter`, `startAfter`'],
    ['`getFile`', ['getObject'], 'what is known of it, without its content'],
    [
      '`upload`',
      ['upload'],
      'a promise in place of a stream to pipe into; parts go up in parallel, and on after a crash',
    ],
    ['`download`', ['download', 'readObject'], 'to a file, or as a web stream'],
    ['`removeFile`', ['deleteObject']],
    ['`bulkDelete`', ['deleteObjects']],
    ['`copy`', ['copyObject', 'copyBetween']],
    ['`generateTempUrl`', ['signUrl']],
    ['`updateFileMetadata`', ['copyObject'], 'onto itself, with other `metadata`'],
  ],
  'Load balancers': [
    ['`getLoadBalancers`, `getLoadBalancer`', ['listBalancers', 'getBalancer']],
    [
      '`createLoadBalancer`, `updateLoadBalancer`, `deleteLoadBalancer`',
      ['createBalancer', 'updateBalancer', 'destroyBalancer'],
    ],
    ['`getNodes`, `addNodes`, `removeNode`', ['listMembers', 'attachMember', 'detachMember']],
    ['`getHealthMonitor`, `updateHealthMonitor`', ['getHealthCheck', 'setHealthCheck']],
    ['`getSessionPersistence`, `enableSessionPersistence`', ['getStickiness', 'setStickiness']],
  ],
}

const aws = { region: 'eu-west-1' }
const droplets = { token: 'token' }

/** Every place where a name of ours may be: what the drivers have, what packages export. */
const known = [
  ...[ec2.compute(aws), elb.loadBalancers(aws), s3.storage(aws)],
  ...[digitalocean.compute(droplets), digitalocean.loadBalancers(droplets)],
  ...[core, storage, ec2, digitalocean],
]

function check(name: string): string {
  if (!known.some((place) => typeof Reflect.get(place, name) === 'function'))
    throw new Error(`The table of pkgcloud names ${name}, which is nowhere`)
  return `\`${name}\``
}

export function writePkgcloud(): void {
  const parts = Object.entries(tables).map(([title, rows]) => {
    const lines = rows.map(([theirs, ours, how = '']) => [theirs, ours.map(check).join(' '), how])
    return `### ${title}\n\n${table(['pkgcloud', 'Here', ''], lines)}`
  })
  write('.generated/pkgcloud.md', parts.join('\n\n'))
}
