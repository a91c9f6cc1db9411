import { checkList, checkNames, checkTags, checkText, idOf } from './check.ts'
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

/** The names of a node's options. */
export const createNodeNames: readonly string[] = [
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
  checkNames('createNode', options, createNodeNames)
  if (options.native !== undefined)
    checkNames('createNode under native', options.native as object, limits.native)
  checkText('The name of the node', options.name, { max: 255 })
  checkKeys(options.authorizedKeys)
  checkTags(options.tags, limits.tags)
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

export function checkKeys(keys: readonly string[] | undefined): void {
  checkList('authorizedKeys', keys, (what, key) => {
    if (typeof key !== 'string') throw invalid(`${what} must be a string`)
    try {
      // A .pub file ends its line.
      checkPublicKey(key.trim())
    } catch (error) {
      throw invalid(`${what}: ${(error as Error).message}`)
    }
  })
}

export function checkUserData(userData: unknown): void {
  if (userData === undefined || typeof userData === 'string' || userData instanceof Uint8Array) return
  throw invalid('userData must be a string or a Uint8Array')
}

function checkIdempotencyKey(key: unknown): void {
  if (key === undefined || (typeof key === 'string' && /^[\x21-\x7e]{1,64}$/.test(key))) return
  throw invalid('idempotencyKey does not fit', '1 to 64 printable ASCII characters without spaces')
}
