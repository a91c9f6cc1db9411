import { checkNames, checkText, idOf } from './check.ts'
import type { CreateNode } from './contract/compute.ts'
import { invalid } from './errors.ts'
import { checkPublicKey } from './ssh-public-key.ts'

/** What a provider stores, beyond what the contract says. */
export interface CreateNodeLimits {
  /** The names of the driver's options under `native`. */
  readonly native: readonly string[]
  /** In characters. */
  readonly tags: { readonly most: number; readonly key: number; readonly value: number }
}

const names = [
  'name',
  'size',
  'image',
  'location',
  'authorizedKeys',
  'userData',
  'tags',
  'idempotencyKey',
  'native',
]

/** A node's options with their references resolved to ids, and keys without white space around them. */
export type CheckedNode<In> = Omit<CreateNode<In>, 'size' | 'image' | 'location'> & {
  readonly size: string
  readonly image: string
  readonly location: string | undefined
}

/** Checks what every driver would: `invalid` tells what is wrong, where, and what would be right. */
export function checkCreateNode<In>(options: CreateNode<In>, limits: CreateNodeLimits): CheckedNode<In> {
  checkNames('createNode', options, names)
  if (options.native !== undefined)
    checkNames('createNode under native', options.native as object, limits.native)
  checkText('The name of the node', options.name, { max: 255 })
  checkKeys(options.authorizedKeys ?? [])
  checkTags(options.tags ?? {}, limits.tags)
  checkUserData(options.userData)
  checkIdempotencyKey(options.idempotencyKey)
  return {
    ...options,
    authorizedKeys: options.authorizedKeys?.map((key) => key.trim()),
    size: idOf('size', options.size, 'size'),
    image: idOf('image', options.image, 'image'),
    location: options.location === undefined ? undefined : idOf('location', options.location, 'location'),
  }
}

function checkKeys(keys: readonly string[]): void {
  if (!Array.isArray(keys)) throw invalid('authorizedKeys must be an array', 'of OpenSSH public key lines')
  for (const [index, key] of keys.entries()) {
    if (typeof key !== 'string') throw invalid(`authorizedKeys[${index}] must be a string`)
    try {
      // A .pub file ends its line.
      checkPublicKey(key.trim())
    } catch (error) {
      throw invalid(`authorizedKeys[${index}]: ${error instanceof Error ? error.message : error}`)
    }
  }
}

function checkTags(tags: Readonly<Record<string, string>>, limits: CreateNodeLimits['tags']): void {
  if (typeof tags !== 'object' || Array.isArray(tags)) throw invalid('tags must be an object of texts')
  const all = Object.entries(tags)
  if (all.length > limits.most) throw invalid(`There are ${all.length} tags`, `at most ${limits.most}`)
  for (const [key, value] of all) {
    checkText('The key of a tag', key, { max: limits.key })
    checkText(`The tag ${key}`, value, { min: 0, max: limits.value })
  }
}

function checkUserData(userData: unknown): void {
  if (userData === undefined || typeof userData === 'string' || userData instanceof Uint8Array) return
  throw invalid('userData must be a string or a Uint8Array')
}

function checkIdempotencyKey(key: unknown): void {
  if (key === undefined || (typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key))) return
  throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
}
