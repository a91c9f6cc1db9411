import { isIP } from 'node:net'
import type { CreateNode, CreateNodeBatch, NodeQuery, Ref } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { parsePublicKey } from '../openssh-public-key.ts'

const states =
  'pending starting running rebooting updating stopping stopped suspended terminating terminated error unknown'

export function known(value: object, names: string): void {
  if (typeof value !== 'object' || value === null) throw invalid('no options are given')
  const strange = Object.keys(value).filter((name) => !names.split(' ').includes(name))
  if (strange.length > 0) throw invalid(`${strange.join(', ')} is no option`, `options are ${names}`)
}

/** The id that a reference carries; `invalid` where it is of another kind. */
export function idOf<K extends string>(ref: Ref<K>, kind: K): string {
  if (ref === undefined || ref === null) throw invalid(`the ${kind} is left out`)
  const { id, kind: given } = typeof ref === 'string' ? { id: ref } : ref
  if (typeof id !== 'string') throw invalid(`${String(id)} is no id of a ${kind}`)
  if (given !== undefined && given !== kind) throw invalid(`${String(given)} is no ${kind}`)
  return id
}

export function optionalId<K extends string>(ref: Ref<K> | undefined, kind: K): string | undefined {
  return ref === undefined ? undefined : idOf(ref, kind)
}

export function checkName(name: unknown): void {
  if (typeof name !== 'string') throw invalid('the name is no text')
  if (name.length < 1 || name.length > 255)
    throw invalid('the name is empty or too long', '1 to 255 characters')
  if (/[\u0000-\u001f\u007f-\u009f]/.test(name)) throw invalid('the name holds a control character')
}

export function checkPublicKey(key: unknown): void {
  if (typeof key !== 'string' || !parsePublicKey(key))
    throw invalid('no OpenSSH public key', 'one line, as in id_ed25519.pub')
}

export function checkCreate(options: CreateNode): void {
  known(options, 'name size image location authorizedKeys userData tags idempotencyKey native')
  const {
    name,
    size,
    image,
    location,
    authorizedKeys = [],
    userData = '',
    tags = {},
    idempotencyKey,
  } = options
  checkName(name)
  if (size === undefined || image === undefined) throw invalid('size and image are needed')
  idOf(size, 'size')
  idOf(image, 'image')
  if (location !== undefined) idOf(location, 'location')
  if (!Array.isArray(authorizedKeys)) throw invalid('authorizedKeys is no list')
  for (const key of authorizedKeys) checkPublicKey(key)
  checkTags(tags)
  if (typeof userData !== 'string' && !(userData instanceof Uint8Array))
    throw invalid('userData is no text or bytes')
  if (Buffer.byteLength(userData) > 65_536) throw invalid('userData is too large', 'at most 65,536 bytes')
  checkKey(idempotencyKey)
}

export function checkBatch(options: CreateNodeBatch): void {
  const { names, ...shared } = options
  known(shared, 'size image location authorizedKeys userData tags idempotencyKey native')
  if (!Array.isArray(names) || names.length === 0) throw invalid('names is no list of one or more')
  for (const name of names) checkCreate({ ...shared, name })
}

export function checkKey(idempotencyKey: string | undefined): void {
  if (idempotencyKey !== undefined && !/^[\x21-\x7e]{1,64}$/.test(idempotencyKey)) {
    throw invalid('the idempotency key cannot be stored', '1 to 64 printable ASCII characters but spaces')
  }
}

/** A range of addresses of that version; none is of version 0. */
export function checkCidr(cidr: unknown, version: number): void {
  const [address = '', length = ''] = String(cidr).split('/')
  const good = version !== 0 && isIP(address) === version && /^\d+$/.test(length)
  if (!good || Number(length) > (version === 4 ? 32 : 128)) throw invalid(`${String(cidr)} is no range`)
  if (!bitsOf(address).slice(Number(length)).match(/^0*$/))
    throw invalid(`${cidr} has bits beyond its prefix`)
}

/** An address in binary digits. */
function bitsOf(address: string): string {
  if (isIP(address) === 4)
    return address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('')
  const [head = [], tail = []] = address
    .split('::')
    .map((half) => half.split(':').filter((part) => part !== ''))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail]
    .map((part) => Number.parseInt(part, 16).toString(2).padStart(16, '0'))
    .join('')
}

export function checkQuery(query: NodeQuery): void {
  known(query, 'ids name states tags')
  if (query.name === '') throw invalid('the name is empty')
  for (const state of query.states ?? []) {
    if (!states.split(' ').includes(state)) throw invalid(`${state} is no state`, states)
  }
}

export function checkTags(tags: unknown): void {
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) throw invalid('tags are no record')
  for (const [key, value] of Object.entries(tags)) {
    if (typeof value !== 'string') throw invalid(`tag ${key} is no text`)
    if (key.length < 1 || key.length > 128 || value.length > 256) throw invalid('a tag is too long')
  }
}
