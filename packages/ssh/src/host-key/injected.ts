import { type Secret, secret } from '@cloud/core'
import { generateKeyPair, type SshKeyPair } from '../openssh-key.ts'
import { type PublicKey, readPublicKey } from '../public-key.ts'
import { anyOf, type HostKeyPolicy, noKeyKnown } from './check.ts'
import { remembered } from './remembered.ts'

/**
 * Makes a host key for every node that is to be created and hands it over as user data; cloud-init installs it before sshd starts. The
 * token that goes with it stands for the key: who connects with it takes that key and no other, and once the node was reached it is
 * held to it by its id. A machine that was broken into cannot pass for one that comes after it, nor a key that nobody used for any.
 */
export function injected(): HostKeyPolicy {
  const keys = new WeakMap<object, PublicKey>()
  return remembered({
    mode: 'injected',
    prepare: () => {
      const pair = generateKeyPair()
      const key = readPublicKey(pair.publicKey)
      const token = Object.freeze({})
      if (key) keys.set(token, key)
      return { userData: cloudConfig(pair), token }
    },
    check: async ({ to: { token } }) => {
      const key = isObject(token) ? keys.get(token) : undefined
      return key ? anyOf([key]) : noKeyKnown(token === undefined ? withoutToken : strange)
    },
  })
}

const withoutToken =
  'no host key is known of this machine, as it was not reached before and no token of prepare() was given for it'
const strange = 'the token that was given for this machine is none that prepare() of this access gave'

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** https://docs.cloud-init.io/en/latest/reference/modules.html#ssh: keys that are given are installed, and none generated. */
function cloudConfig({ publicKey, privateKey }: SshKeyPair): Secret {
  const lines = privateKey.reveal().trimEnd().split('\n')
  const text = [
    '#cloud-config',
    'ssh_deletekeys: true',
    'ssh_keys:',
    '  ed25519_private: |',
    ...lines.map((line) => `    ${line}`),
    `  ed25519_public: ${publicKey}`,
    '',
  ].join('\n')
  return secret(text)
}
