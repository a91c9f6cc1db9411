import { generateKeyPairSync } from 'node:crypto'
import type { Compute, Console, HostKeys, KeyPairs, Power } from '@cloud/core'
import { publicKeyLine } from '../openssh-public-key.ts'
import type { ConformanceOptions } from '../options.ts'
import { memoryCatalogue } from './memory-catalogue.ts'
import { type MemoryCloud, memoryCloud } from './memory-cloud.ts'
import { idOf } from './memory-input.ts'
import { memoryKeyPairs } from './memory-key-pairs.ts'
import { allNodes, memoryNodes, nodeOf } from './memory-nodes.ts'

export type MemoryDriver = Compute & Power & KeyPairs & Console & HostKeys

/** A driver of all abilities on a {@link memoryCloud}: what the suite itself is tested on. */
export function memoryDriver(cloud: MemoryCloud, token: string = cloud.token): MemoryDriver {
  return {
    ...memoryNodes(cloud, token),
    ...memoryCatalogue(cloud, token),
    ...memoryKeyPairs(cloud, token),
    ...memoryConsole(cloud, token),
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
    nodeIds: () => allNodes(cloud).flatMap(({ id, state }) => (state === 'terminated' ? [] : [id])),
    requests: cloud.requests,
    slow: cloud.slow,
    secrets: () => [cloud.token],
    pageSize: 2,
    intervalMs: 5,
  }
}

function memoryConsole(cloud: MemoryCloud, token: string): Console & HostKeys {
  const hostKey = publicKeyLine(generateKeyPairSync('ed25519').publicKey, 'root@memory')
  return {
    getConsoleOutput: async (ref, call) => {
      const id = idOf(ref, 'node')
      return cloud.request({ operation: 'GetConsoleOutput', token, call }, () => {
        const up = nodeOf(cloud, id).state === 'running'
        return { text: up ? `login:\n${hostKey}\n` : '', at: new Date().toISOString() }
      })
    },
    listHostKeys: async (ref, call) => {
      const id = idOf(ref, 'node')
      return cloud.request({ operation: 'ListHostKeys', token, call }, () =>
        nodeOf(cloud, id).state === 'running' ? [hostKey] : [],
      )
    },
  }
}
