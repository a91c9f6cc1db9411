export interface KeyPair {
  readonly id: string
  readonly name: string
  readonly type: 'rsa' | 'ed25519'
  /** A line in OpenSSH's form. */
  readonly publicKey: string
  readonly fingerprint: string
  readonly createdAt: number
}
