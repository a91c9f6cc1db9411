import type { Node } from '@cloud/core'

/** The machines that there are: what an inventory file holds. Its order is that of `listNodes`. */
export interface Inventory {
  readonly nodes: readonly InventoryNode[]
}

/** A machine. It has an address at least. */
export interface InventoryNode {
  /** No other's name. */
  readonly name: string
  /** No other's id; the name unless given. */
  readonly id?: string | undefined
  /** IP addresses in the order in which to try them, before the private ones. Names are not looked up. */
  readonly publicIps?: readonly string[] | undefined
  readonly privateIps?: readonly string[] | undefined
  /** `running` unless given. Nobody looks: `stopped` takes a machine out of what `runOnNodes` runs on unless it is asked for. */
  readonly state?: 'running' | 'stopped' | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  /** Public lines, `ssh-ed25519 AAAA…`, as in `/etc/ssh/ssh_host_ed25519_key.pub` of the machine. */
  readonly hostKeys?: readonly string[] | undefined
}

/** `native` is the machine as the inventory has it. */
export type StaticNode = Node<InventoryNode>
