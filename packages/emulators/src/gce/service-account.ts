import { generateKeyPairSync, type KeyObject } from 'node:crypto'

/** What a driver takes: those members of the key file that Google's console hands out which a token request needs. */
export interface GceCredentials {
  readonly client_email: string
  /** PKCS #8 in PEM, of RSA. New in each start. */
  readonly private_key: string
  readonly token_uri: string
}

export interface ServiceAccount {
  readonly email: string
  readonly privateKey: () => string
  readonly publicKey: () => KeyObject
}

/** Its key is made when it is first needed: that takes longer than all else in starting a cloud. */
export function newServiceAccount(email: string): ServiceAccount {
  let made: { readonly privateKey: KeyObject; readonly publicKey: KeyObject } | undefined
  const pair = () => {
    made ??= generateKeyPairSync('rsa', { modulusLength: 2048 })
    return made
  }
  return {
    email,
    privateKey: () => pair().privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: () => pair().publicKey,
  }
}
