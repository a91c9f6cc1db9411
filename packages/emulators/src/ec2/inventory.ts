import type { Ec2 } from './action.ts'
import { type DiskInventory, diskInventory } from './disk-inventory.ts'
import { type Instance, stateOf } from './instance.ts'
import { type NetworkInventory, networkInventory } from './network/network-inventory.ts'
import { spotState } from './spot-request.ts'

export interface InventoryNode {
  readonly id: string
  readonly name: string
  /** In EC2's words: pending, running, stopping, stopped, shutting-down, terminated. */
  readonly state: string
  readonly size: string
  readonly image: string
  readonly location: string
  /** RFC 3339. */
  readonly createdAt: string
  /** The machine answers on port 22. */
  readonly booted: boolean
  readonly publicIp?: string
  readonly privateIp?: string
  readonly keyName?: string
  readonly tags: Readonly<Record<string, string>>
  /** OpenSSH public key lines. */
  readonly hostKeys: readonly string[]
  /** What went wrong when the simulation last switched the machine. */
  readonly problem?: string
}

export interface InventoryKeyPair {
  readonly id: string
  readonly name: string
  readonly fingerprint: string
}

export interface InventoryPlacementGroup {
  readonly id: string
  readonly name: string
  readonly strategy: string
}

export interface InventorySpotRequest {
  readonly id: string
  readonly state: string
  readonly nodeId: string
}

/** What exists at EC2, whatever the API shows of it at the moment. Terminated nodes are in it for as long as the API shows them. */
export interface Ec2Inventory extends NetworkInventory, DiskInventory {
  readonly nodes: readonly InventoryNode[]
  readonly keyPairs: readonly InventoryKeyPair[]
  readonly placementGroups: readonly InventoryPlacementGroup[]
  readonly spotRequests: readonly InventorySpotRequest[]
}

/** Of all regions together. */
export const inventoryOf = (regions: readonly Ec2[]): Ec2Inventory => regions.map(ofRegion).reduce(joined)

function joined(one: Ec2Inventory, other: Ec2Inventory): Ec2Inventory {
  const names = Object.keys(one) as (keyof Ec2Inventory)[]
  // Each member is a list, and stays a list of the same.
  return Object.fromEntries(
    names.map((name) => [name, [...one[name], ...other[name]]]),
  ) as unknown as Ec2Inventory
}

function ofRegion(ec2: Ec2): Ec2Inventory {
  return {
    nodes: ec2.centre.servers.list().flatMap(({ id }) => {
      const instance = ec2.instances.get(id)
      return instance ? [node(ec2, instance)] : []
    }),
    keyPairs: [...ec2.keyPairs.values()].map(({ id, name, fingerprint }) => ({ id, name, fingerprint })),
    placementGroups: [...ec2.placementGroups.values()].map(({ id, name, strategy }) => ({
      id,
      name,
      strategy,
    })),
    spotRequests: [...ec2.spotRequests.values()].map((request) => ({
      id: request.id,
      state: spotState(ec2, request).state,
      nodeId: request.instanceId,
    })),
    ...diskInventory(ec2),
    ...networkInventory(ec2),
  }
}

function node(ec2: Ec2, instance: Instance): InventoryNode {
  const { id, server, type, image, zone, keyName } = instance
  const tags = Object.fromEntries(ec2.centre.tags.of(id))
  return {
    id,
    name: tags.Name ?? '',
    state: stateOf(instance).name,
    size: type.name,
    image: image.id,
    location: zone.name,
    createdAt: new Date(server.createdAt).toISOString(),
    booted: server.booted,
    ...(server.publicAddress && { publicIp: server.publicAddress }),
    ...(server.privateAddress && { privateIp: server.privateAddress }),
    ...(keyName !== undefined && { keyName }),
    tags,
    hostKeys: server.machine.hostKeys(),
    ...(server.problem && { problem: server.problem.message }),
  }
}
