import { createHash } from 'node:crypto'
import { withColons } from '../ec2/public-key.ts'
import type { CloudStack } from './cloud.ts'
import { invalid } from './refusal.ts'

export interface KeyPair {
  readonly id: string
  readonly name: string
  /** OpenSSH public key line without a comment. */
  readonly publicKey: string
  /** MD5 of the key, in hexadecimal with colons. */
  readonly fingerprint: string
  readonly createdAt: number
  readonly projectId: string | undefined
}

const kinds = /^(?:ssh-rsa|ssh-dss|ssh-ed25519|ecdsa-sha2-nistp(?:256|384|521))$/

/** Reads an OpenSSH public key line, maybe in base 64 once more. Throws a `Refusal` for what is none. */
export function readPublicKey(text: string): { readonly line: string; readonly fingerprint: string } {
  const material = text.trim().includes(' ') ? text : Buffer.from(text, 'base64').toString()
  const [kind = '', base64 = ''] = material.trim().split(/\s+/)
  const blob = Buffer.from(base64, 'base64')
  const length = blob.length > 4 ? blob.readUInt32BE(0) : 0
  if (!kinds.test(kind) || blob.subarray(4, 4 + length).toString() !== kind)
    throw invalid('Public key is invalid')
  const line = `${kind} ${blob.toString('base64')}`
  return { line, fingerprint: withColons(createHash('md5').update(blob).digest('hex')) }
}

/** Throws a `Refusal` for a name that no key pair of the owner has. */
export function existingKeyPair(cloud: CloudStack, name: string, projectId: string | undefined): KeyPair {
  const pair = cloud.keyPairs.get(keyOf(name, projectId))
  if (!pair) throw invalid(`A key pair with name '${name}' was not found.`)
  return pair
}

export const keyOf = (name: string, projectId: string | undefined): string => `${projectId ?? ''}/${name}`
