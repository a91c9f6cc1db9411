import type { Secret } from '../secret.ts'

/** A value of JSON. */
export type ConfigValue =
  | string
  | number
  | boolean
  | null
  | readonly ConfigValue[]
  | { readonly [name: string]: ConfigValue }

/** What a machine is to become at its first boot. Every text arrives as it is: nothing in it is taken for YAML. */
export interface CloudConfig {
  readonly hostname?: string | undefined
  /** As in `Europe/Berlin`. */
  readonly timezone?: string | undefined
  /** Besides the image's own default user, unless that is left out by `defaultUser: false`. */
  readonly users?: readonly ConfigUser[] | undefined
  /** Whether there is the image's default user: true unless given. */
  readonly defaultUser?: boolean | undefined
  /** OpenSSH public keys that let the default user in. */
  readonly authorizedKeys?: readonly string[] | undefined
  readonly packages?: readonly (string | { readonly name: string; readonly version: string })[] | undefined
  /** Whether the list of packages is read anew before any is installed; true where there are packages, unless given. */
  readonly packageUpdate?: boolean | undefined
  readonly packageUpgrade?: boolean | undefined
  readonly files?: readonly ConfigFile[] | undefined
  /** Early at every boot, before the network. An array is a program and its arguments, a string a line of the shell. */
  readonly bootcmd?: readonly (string | readonly string[])[] | undefined
  /** Once, at the end of the first boot, in order. An array is a program and its arguments, a string a line of the shell. */
  readonly runcmd?: readonly (string | readonly string[])[] | undefined
  /** The machine has these SSH host keys and makes none itself. Whoever can read user data has them too. */
  readonly hostKeys?: Partial<Record<'ed25519' | 'ecdsa' | 'rsa', ConfigHostKey>> | undefined
  /** Whether sshd takes passwords; as the image has it unless given. */
  readonly passwordLogins?: boolean | undefined
  /** Any other key of cloud-config, as cloud-init has it: https://docs.cloud-init.io/en/latest/reference/modules.html */
  readonly more?: Readonly<Record<string, ConfigValue>> | undefined
}

export interface ConfigUser {
  readonly name: string
  readonly fullName?: string | undefined
  readonly groups?: readonly string[] | undefined
  readonly shell?: string | undefined
  readonly home?: string | undefined
  readonly uid?: number | undefined
  /** A user without a home and a login, for a program. */
  readonly system?: boolean | undefined
  /** May run all as root, without a password; or the rules of sudoers, each without the user's name, as in `ALL=(ALL) /usr/bin/systemctl`. */
  readonly sudo?: boolean | readonly string[] | undefined
  readonly authorizedKeys?: readonly string[] | undefined
  /** As `mkpasswd` makes it, `$6$…`. Without it no password lets the user in. */
  readonly passwordHash?: string | Secret | undefined
}

export interface ConfigFile {
  /** Absolute. Folders that lack are made. */
  readonly path: string
  readonly content: string | Uint8Array | Secret
  /** Permission bits, 0o644 unless given. */
  readonly mode?: number | undefined
  /** `user` or `user:group`; root unless given. */
  readonly owner?: string | undefined
  /** Adds to what is there. */
  readonly append?: boolean | undefined
  /** Written after users were made and packages installed; true where the owner is not root, unless given. */
  readonly defer?: boolean | undefined
}

export interface ConfigHostKey {
  /** An OpenSSH public line. */
  readonly publicKey: string
  readonly privateKey: string | Secret
}
