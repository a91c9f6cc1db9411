import { createHash } from 'node:crypto'
import { type DigitalOcean, numberOf } from './cloud.ts'
import { notFound, unprocessable } from './refusal.ts'

export interface SshKey {
  readonly id: number
  name: string
  /** The line as it was given. */
  readonly publicKey: string
  /** MD5 of OpenSSH's own form, in pairs between colons. */
  readonly fingerprint: string
}

const kinds =
  /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp(?:256|384|521)|sk-(?:ssh-ed25519|ecdsa-sha2-nistp256)@openssh\.com)$/

/** Throws a `Refusal` for what is no OpenSSH public key line. */
export function fingerprintOf(line: string): string {
  const [kind = '', base64 = ''] = line.trim().split(/\s+/)
  const blob = Buffer.from(base64, 'base64')
  const whole = blob.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '')
  if (!kinds.test(kind) || !whole || blob.length < 36 || !beginsWith(blob, kind)) {
    throw unprocessable(
      'Key invalid, key should be of the format ssh-rsa AAAA..., or another kind of OpenSSH',
    )
  }
  return createHash('md5')
    .update(blob)
    .digest('hex')
    .replace(/(..)(?=.)/g, '$1:')
}

/** A key names its kind again, as its first string. */
const beginsWith = (blob: Buffer, kind: string) =>
  blob.readUInt32BE(0) === kind.length && blob.subarray(4, 4 + kind.length).toString() === kind

/** By number or fingerprint. */
export const findKey = (cloud: DigitalOcean, name: string | number): SshKey | undefined =>
  cloud.sshKeys.get(numberOf(name)) ??
  [...cloud.sshKeys.values()].find(({ fingerprint }) => fingerprint === name)

export function existingKey(cloud: DigitalOcean, name: string | undefined): SshKey {
  const key = findKey(cloud, name ?? '')
  if (!key) throw notFound()
  return key
}
