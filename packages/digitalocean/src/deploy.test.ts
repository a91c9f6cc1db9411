import { deployNode, script } from '@cloud/core'
import { startCloud } from '@cloud/emulators'
import { generateKeyPair, ssh } from '@cloud/ssh'
import { expect, it } from 'vitest'
import { compute } from './index.ts'

it('a deployment creates a droplet, runs its steps as root, and leaves no key in the account', async () => {
  await using local = await startCloud()
  const cloud = compute({ ...local.digitalocean, region: 'fra1' })
  const { node, results } = await deployNode(cloud, {
    name: 'web-1',
    size: 's-1vcpu-1gb',
    image: 'debian-12-x64',
    shell: ssh({ user: 'root', ...local.ssh }),
    steps: [script('apt-get -y install emacs strace tcpdump'), script('command -v emacs; whoami')],
    onFailure: 'destroy',
  })
  expect(results[1]?.stdout).toBe('/usr/bin/emacs\nroot\n')
  expect(await cloud.listKeyPairs().toArray()).toEqual([])
  await cloud.destroyNode(node)
  expect(local.inventory().digitalocean.droplets).toEqual([])
})

it('nodes that are created at once with one key share it, and leave none in the account', async () => {
  await using local = await startCloud()
  const cloud = compute({ ...local.digitalocean, region: 'fra1' })
  const { publicKey } = generateKeyPair('shared')
  const options = { size: 's-1vcpu-1gb', image: 'debian-12-x64', authorizedKeys: [publicKey] }
  const made = ['a', 'b', 'c'].map((name) => cloud.createNode({ ...options, name }))
  expect((await Promise.all(made)).map(({ name }) => name)).toEqual(['a', 'b', 'c'])
  expect(await cloud.listKeyPairs().toArray()).toEqual([])
  await cloud.createNode({ ...options, name: 'd' })
  expect(await cloud.listKeyPairs().toArray()).toEqual([])
})
