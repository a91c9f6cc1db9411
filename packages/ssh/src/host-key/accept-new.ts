import { appendFile, readFile } from 'node:fs/promises'
import { CloudError } from '@cloud/core'
import type { PublicKey } from '../public-key.ts'
import { anyOf, type HostKeyPolicy } from './check.ts'
import { readKnownHosts } from './known-hosts-file.ts'
import { remembered } from './remembered.ts'

/**
 * Believes a node's first key and holds the node to it: addresses are given to other nodes in time, ids are not. In memory, for the
 * life of the access; with `path`, in a file of the form of known_hosts, the node's id in place of the host.
 */
export function acceptNew(path?: string): HostKeyPolicy {
  return remembered({
    mode: 'accept-new',
    check: async ({ to }) => {
      const name = encoded(to.node.id)
      const known = path === undefined ? [] : await stored(path, name)
      if (known.length > 0) return anyOf(known)
      return {
        types: [],
        judge: () => undefined,
        accepted: async (seen) => {
          if (path !== undefined) await store(path, name, seen)
        },
      }
    },
  })
}

/** Ids with spaces, commas or wildcards stay one word, and match nothing but themselves. */
const encoded = (id: string): string =>
  encodeURIComponent(id).replace(/[!*?]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)

async function stored(path: string, name: string): Promise<PublicKey[]> {
  try {
    const lines = readKnownHosts(await readFile(path, 'utf8'))
    return lines.filter((line) => line.hosts === name).map((line) => line.key)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw unusable(path, error)
  }
}

async function store(path: string, name: string, { type, blob }: PublicKey): Promise<void> {
  try {
    await appendFile(path, `${name} ${type} ${blob.toString('base64')}\n`, { mode: 0o600 })
  } catch (error) {
    throw unusable(path, error)
  }
}

function unusable(path: string, cause: unknown): CloudError {
  return new CloudError(`The host keys in ${path} cannot be used`, {
    code: 'invalid',
    provider: 'ssh',
    operation: 'connect',
    hint: 'a file that this process can read and write, in a folder that exists',
    cause,
  })
}
