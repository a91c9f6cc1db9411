import { checkDriver } from '../check-driver.ts'
import type { Address, Addresses, CreateAddress } from '../contract/addresses.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Node } from '../contract/compute.ts'
import type { CreateFirewall, Firewall, Firewalls } from '../contract/firewalls.ts'
import type { CreateVolume, Volume, Volumes } from '../contract/volumes.ts'
import { waitForVolume } from '../wait-for-state.ts'

/** Something that a deployment makes beside its node, when that runs, and removes with it. */
export interface Companion {
  readonly kind: 'volume' | 'address' | 'firewall'
  /** As the caller names it; of what has no name, what it is. */
  readonly name: string
  readonly create: (request: CompanionRequest, call: CallOptions) => Promise<{ readonly id: string }>
  /** Where `create` with the same request gives what it made before: then one whose answer was lost is found by asking again. */
  readonly repeatable: boolean
  readonly attach: (id: string, node: Node, call: CallOptions) => Promise<void>
  /** Rejects with `not-found` where it is gone, with `conflict` while a node has it. */
  readonly destroy: (id: string, call: CallOptions) => Promise<void>
}

export interface CompanionRequest {
  readonly node: Node
  readonly idempotencyKey: string
  /** To be stored with it, where the provider stores tags of its kind. */
  readonly tags: Readonly<Record<string, string>>
}

/** A volume for the node of a deployment: made where the node is, and attached. What is on it is not formatted or mounted. */
export function newVolume<In = never>(
  driver: Volumes<Volume, In>,
  options: Omit<CreateVolume<In>, 'location' | 'idempotencyKey'> & { readonly device?: string | undefined },
): Companion {
  checkDriver('newVolume', driver, ['createVolume', 'getVolume', 'attachVolume', 'destroyVolume'])
  const { device, ...wanted } = options
  return {
    kind: 'volume',
    name: wanted.name,
    create: ({ node: { location }, idempotencyKey, tags }, call) =>
      driver.createVolume({ ...wanted, location, idempotencyKey, tags: { ...wanted.tags, ...tags } }, call),
    repeatable: true,
    attach: async (id, node, call) => {
      await waitForVolume(driver, id, 'available', call)
      await driver.attachVolume(id, { node: node.id, device }, call)
    },
    destroy: (id, call) => driver.destroyVolume(id, call),
  }
}

/** A public address for the node of a deployment, that leads to it. */
export function newAddress<In = never>(
  driver: Addresses<Address, In>,
  options: CreateAddress<In> = {},
): Companion {
  checkDriver('newAddress', driver, ['createAddress', 'attachAddress', 'destroyAddress'])
  return {
    kind: 'address',
    name: `IPv${options.version ?? 4} address`,
    create: (_request, call) => driver.createAddress(options, call),
    repeatable: false,
    attach: (id, node, call) => driver.attachAddress(id, { node: node.id }, call),
    destroy: (id, call) => driver.destroyAddress(id, call),
  }
}

/** A firewall in front of the node of a deployment. Until it is there, what the provider lets through without one passes. */
export function newFirewall<In = never, RuleIn = never>(
  driver: Firewalls<Firewall, In, RuleIn>,
  options: CreateFirewall<In, RuleIn>,
): Companion {
  checkDriver('newFirewall', driver, ['createFirewall', 'attachFirewall', 'destroyFirewall'])
  return {
    kind: 'firewall',
    name: options.name,
    create: (_request, call) => driver.createFirewall(options, call),
    repeatable: false,
    attach: (id, node, call) => driver.attachFirewall(id, { node: node.id }, call),
    destroy: (id, call) => driver.destroyFirewall(id, call),
  }
}
