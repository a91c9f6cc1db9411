import type { Secret } from '../secret.ts'
import type { CallOptions, Listing, Ref, Resource } from './call.ts'

/**
 * A public key that the provider stores under a name. `fingerprint` is as the provider computes it, which differs between
 * providers and key types; `publicKey` is an OpenSSH line and left out where the provider does not give it back.
 */
export interface KeyPair<Native = unknown> extends Resource<'key-pair', Native> {
  readonly fingerprint?: string
  readonly publicKey?: string
}

/** A pair that was made: the only time that the private key is to be had, in OpenSSH or PEM form. */
export type CreatedKeyPair<K extends KeyPair = KeyPair> = K & { readonly privateKey: Secret }

/** Key pairs that are kept at the provider. Their names are unique where the provider keeps them so. */
export interface KeyPairs<K extends KeyPair = KeyPair> {
  readonly listKeyPairs: (query?: { readonly name?: string | undefined }, call?: CallOptions) => Listing<K>
  /** `not-found` where there is none. */
  readonly getKeyPair: (keyPair: Ref<'key-pair'>, call?: CallOptions) => Promise<K>
  /** Has a pair made, by the provider, or by the driver where its provider makes none. `already-exists` where the name is taken and must be unique. */
  readonly createKeyPair: (options: CreateKeyPair, call?: CallOptions) => Promise<CreatedKeyPair<K>>
  /** Stores a public key. `invalid` where it is no OpenSSH key or of a type the provider refuses; `already-exists` where the name is taken and must be unique, or the key is there and may be once. */
  readonly importKeyPair: (options: ImportKeyPair, call?: CallOptions) => Promise<K>
  /** Removes it from the provider; machines that have the key keep it. `not-found` where there is none. */
  readonly deleteKeyPair: (keyPair: Ref<'key-pair'>, call?: CallOptions) => Promise<void>
}

export interface CreateKeyPair {
  readonly name: string
  /** Left out, `ed25519`. */
  readonly type?: 'ed25519' | 'rsa' | undefined
}

export interface ImportKeyPair {
  readonly name: string
  /** One OpenSSH public key line. */
  readonly publicKey: string
}
