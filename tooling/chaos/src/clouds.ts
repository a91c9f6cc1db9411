import { cloudstackOfferings, cloudstackTemplates, ec2Images, type LocalCloud } from '@cloud/emulators'
import type { CloudName } from './connect.ts'

/** A node that costs money. */
export interface Live {
  readonly id: string
  readonly name: string
}

export interface Cloud {
  readonly name: CloudName
  readonly size: string
  readonly image: string
  readonly live: (local: LocalCloud) => readonly Live[]
  /** Names of the keys that the account holds. */
  readonly keys: (local: LocalCloud) => readonly string[]
}

/** The four clouds, each with the least that a node is made of, and what its inventory says is there. */
export const clouds: readonly Cloud[] = [
  {
    name: 'ec2',
    size: 't3.micro',
    image: ec2Images.amazonLinux2023,
    live: (local) =>
      local.inventory().nodes.filter(({ state }) => state !== 'terminated' && state !== 'shutting-down'),
    keys: (local) => local.inventory().keyPairs.map(({ name }) => name),
  },
  {
    name: 'digitalocean',
    size: 's-1vcpu-1gb',
    image: 'debian-12-x64',
    live: (local) =>
      local.inventory().digitalocean.droplets.map(({ id, name }) => ({ id: String(id), name })),
    keys: (local) => local.inventory().digitalocean.sshKeys.map(({ name }) => name),
  },
  {
    name: 'gce',
    size: 'e2-micro',
    image: 'debian-cloud/family/debian-12',
    live: (local) =>
      local.inventory().gce.instances.map(({ name, zone }) => ({ id: `${zone}/${name}`, name })),
    keys: () => [],
  },
  {
    name: 'ninefold',
    size: cloudstackOfferings.medium,
    image: cloudstackTemplates.debian12,
    live: (local) =>
      local
        .inventory()
        .cloudstack.virtualMachines.filter(
          ({ state }) => !['Destroyed', 'Expunging', 'Error'].includes(state),
        )
        .map(({ id, displayName }) => ({ id, name: displayName })),
    keys: (local) => local.inventory().cloudstack.sshKeyPairs.map(({ name }) => name),
  },
]
