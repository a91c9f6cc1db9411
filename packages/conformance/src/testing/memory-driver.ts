import { generateKeyPairSync } from 'node:crypto'
import type {
  Addresses,
  Compute,
  Console,
  Firewalls,
  HostKeys,
  Images,
  KeyPairs,
  Networks,
  NodeBatches,
  Power,
  Resize,
  Snapshots,
  Tags,
  Volumes,
} from '@cloud/core'
import { publicKeyLine } from '../openssh-public-key.ts'
import type { ConformanceOptions } from '../options.ts'
import { memoryAddresses } from './memory-addresses.ts'
import { memoryCatalogue } from './memory-catalogue.ts'
import { memoryChanges } from './memory-changes.ts'
import { type MemoryCloud, memoryCloud, withClock } from './memory-cloud.ts'
import { memoryFirewalls } from './memory-firewalls.ts'
import { memoryImages } from './memory-images.ts'
import { idOf } from './memory-input.ts'
import { memoryKeyPairs } from './memory-key-pairs.ts'
import { memoryNetworks } from './memory-networks.ts'
import { memoryNodes, nodesOf } from './memory-nodes.ts'
import { memorySnapshots } from './memory-snapshots.ts'
import { memoryVolumes } from './memory-volumes.ts'

export type MemoryDriver = Compute &
  Power &
  KeyPairs &
  Console &
  HostKeys &
  Resize &
  NodeBatches &
  Tags &
  Volumes &
  Snapshots &
  Images &
  Firewalls &
  Addresses &
  Networks

/** A driver of all abilities on a {@link memoryCloud}: what the suite itself is tested on. */
export function memoryDriver(cloud: MemoryCloud, token: string = cloud.token): MemoryDriver {
  return {
    ...memoryNodes(cloud, token),
    ...memoryCatalogue(cloud, token),
    ...memoryKeyPairs(cloud, token),
    ...memoryConsole(cloud, token),
    ...memoryChanges(cloud, token),
    ...memoryVolumes(cloud, token),
    ...memorySnapshots(cloud, token),
    ...memoryImages(cloud, token),
    ...memoryFirewalls(cloud, token),
    ...memoryAddresses(cloud, token),
    ...memoryNetworks(cloud, token),
    ...withClock(cloud),
  }
}

/** The suite's options for a cloud in memory; `change` makes another driver of the good one. */
export function memoryOptions(
  change: (driver: MemoryDriver, cloud: MemoryCloud) => Compute = (driver) => driver,
): ConformanceOptions {
  const cloud = memoryCloud()
  return {
    name: 'a cloud in memory',
    driver: () => change(memoryDriver(cloud), cloud),
    wrongCredentials: () => change(memoryDriver(cloud, 'another token'), cloud),
    nodeIds: () =>
      nodesOf(cloud)
        .all()
        .flatMap(({ id, state }) => (state === 'terminated' ? [] : [id])),
    requests: cloud.requests,
    slow: cloud.slow,
    outage: cloud.outage,
    loseCreate: () => cloud.lose('CreateNode'),
    secrets: () => [cloud.token],
    pageSize: 2,
    unfitSize: 'a2',
    otherLocation: 'south-1',
    clock: cloud.clock,
  }
}

function memoryConsole(cloud: MemoryCloud, token: string): Console & HostKeys {
  const hostKey = publicKeyLine(generateKeyPairSync('ed25519').publicKey, 'root@memory')
  return {
    getConsoleOutput: async (ref, call) => {
      const id = idOf(ref, 'node')
      return cloud.request({ operation: 'GetConsoleOutput', token, call }, () => {
        const up = nodesOf(cloud).find(id).state === 'running'
        return { text: up ? `login:\n${hostKey}\n` : '', at: new Date().toISOString() }
      })
    },
    listHostKeys: async (ref, call) => {
      const id = idOf(ref, 'node')
      return cloud.request({ operation: 'ListHostKeys', token, call }, () =>
        nodesOf(cloud).find(id).state === 'running' ? [hostKey] : [],
      )
    },
  }
}
