import type { KeyPair } from '@cloud/core'
import { object, required, text, type XmlShape } from '@cloud/core/driver'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_KeyPairInfo.html, as spelled in its XML. */
export interface KeyPairWire {
  readonly keyName: string
  readonly keyPairId?: string
  readonly keyType?: string
  readonly keyFingerprint?: string
  readonly publicKey?: string
  readonly createTime?: string
}

/** Its id is its name, by which EC2 starts instances and everybody knows it; EC2's own id is under `native.keyPairId`. */
export type Ec2KeyPair = KeyPair<KeyPairWire>

export interface CreatedKeyPairWire extends KeyPairWire {
  readonly keyMaterial: string
}

const members = {
  keyName: required(text),
  keyPairId: text,
  keyType: text,
  keyFingerprint: text,
  publicKey: text,
  createTime: text,
}

export const keyPair: XmlShape<KeyPairWire> = object<KeyPairWire>(members)
export const createdKeyPair: XmlShape<CreatedKeyPairWire> = object<CreatedKeyPairWire>({
  ...members,
  keyMaterial: required(text),
})

export function toKeyPair(wire: KeyPairWire): Ec2KeyPair {
  return {
    kind: 'key-pair',
    id: wire.keyName,
    name: wire.keyName,
    ...(wire.keyFingerprint !== undefined && { fingerprint: wire.keyFingerprint }),
    ...(wire.publicKey !== undefined && { publicKey: wire.publicKey.trim() }),
    native: wire,
  }
}
