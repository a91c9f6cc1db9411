import type { HostKeyFile } from '../worker-protocol.ts'
import { systemText } from './accounts.ts'
import type { Computer } from './computer.ts'
import { findNode } from './tree.ts'

/** The private host keys that sshd finds on the disk when it starts or is told to read them again. */
export function hostKeysOn({ tree }: Computer): readonly HostKeyFile[] {
  return ['rsa', 'ecdsa', 'ed25519'].flatMap((type) => {
    const path = `/etc/ssh/ssh_host_${type}_key`
    return findNode(tree, path)?.kind === 'file'
      ? [{ privateKey: systemText(tree, path), publicKey: '' }]
      : []
  })
}
