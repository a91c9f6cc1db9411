import { generateKeyPair, type SshKeyPair } from '../openssh-key.ts'
import { type PublicKey, readPublicKey, sameKey } from '../public-key.ts'
import { anyOf, type HostKeyPolicy, noKeyKnown } from './check.ts'
import { remembered } from './remembered.ts'

/**
 * Makes a host key for every node that is to be created and hands it over as user data; cloud-init installs it before sshd starts.
 * Which of the keys became which node's is known once the node was reached. From then on the node is held to that key, and no
 * other node is taken with it: a machine that was broken into cannot pass for one that comes after it.
 */
export function injected(): HostKeyPolicy {
  const free: PublicKey[] = []
  const take = (seen: PublicKey) => {
    const index = free.findIndex((key) => sameKey(key, seen))
    if (index >= 0) free.splice(index, 1)
  }
  return remembered({
    mode: 'injected',
    userData: () => {
      const pair = generateKeyPair()
      const key = readPublicKey(pair.publicKey)
      if (key) free.push(key)
      return cloudConfig(pair)
    },
    check: async () =>
      free.length > 0
        ? anyOf([...free], take)
        : noKeyKnown('no host key was handed to this machine, as it was not created with this access'),
  })
}

/** https://docs.cloud-init.io/en/latest/reference/modules.html#ssh: keys that are given are installed, and none generated. */
function cloudConfig({ publicKey, privateKey }: SshKeyPair): string {
  const lines = privateKey.reveal().trimEnd().split('\n')
  return [
    '#cloud-config',
    'ssh_deletekeys: true',
    'ssh_keys:',
    '  ed25519_private: |',
    ...lines.map((line) => `    ${line}`),
    `  ed25519_public: ${publicKey}`,
    '',
  ].join('\n')
}
