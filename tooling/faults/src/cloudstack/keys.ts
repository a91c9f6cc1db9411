import { reveal } from '@cloud/core'
import { newKeyPair } from '@cloud/core/driver'
import { cloudstackTemplates } from '@cloud/emulators'
import type { Driver } from './driver.ts'
import { medium, type Operation, reads, writes } from './given.ts'

const publicKey = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIF8ghGRcuGKjQFlXAmiuIN3Pn0Jd2Nxr2YwKUXwj2kJa'

export const imported = (driver: Driver) => driver.importKeyPair({ name: 'one', publicKey })

/** Made before anything is tried: it takes real time, in which virtual time would run away. */
const rsa = await newKeyPair('rsa', 'rsa')

/** A node whose image takes a password, with the key that opens it. */
export async function withKeyPair(driver: Driver) {
  const pair = await driver.importKeyPair({ name: 'rsa', publicKey: rsa.publicKey })
  const node = await driver.createNode({
    name: 'one',
    size: medium,
    image: cloudstackTemplates.ubuntu2404,
    native: { keyPairs: [pair.name] },
  })
  return { node, privateKey: reveal(rsa.privateKey) }
}

export const keyPairs: readonly Operation[] = [
  reads('listKeyPairs', 'listSSHKeyPairs', async (driver) => {
    await imported(driver)
    return () => driver.listKeyPairs().toArray()
  }),
  reads('getKeyPair', 'listSSHKeyPairs', async (driver) => {
    const pair = await imported(driver)
    return () => driver.getKeyPair(pair)
  }),
  {
    name: 'createKeyPair',
    operation: 'registerSSHKeyPair',
    repeat: 'named',
    given: async (driver) => () => driver.createKeyPair({ name: 'one' }),
    effect: ['+sshKeyPair'],
    // Only a look tells that the name is taken.
    second: 'invalid',
  },
  {
    name: 'importKeyPair',
    operation: 'registerSSHKeyPair',
    repeat: 'named',
    given: async (driver) => () => imported(driver),
    effect: ['+sshKeyPair'],
    // Only a look tells that the name is taken.
    second: 'invalid',
  },
  writes(
    'deleteKeyPair',
    'deleteSSHKeyPair',
    'named',
    async (driver) => {
      const pair = await imported(driver)
      return () => driver.deleteKeyPair(pair)
    },
    { effect: ['-sshKeyPair'], second: 'invalid' },
  ),
]
