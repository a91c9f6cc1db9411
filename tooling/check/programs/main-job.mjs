import assert from 'node:assert/strict'
import { deployNode, script } from '@cloud/core'
import { compute } from '@cloud/ec2'
import { startCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'

const local = await startCloud()
try {
  const ec2 = compute(local.ec2)
  const [image] = await ec2.listImages({ owner: 'amazon', architecture: 'x86_64' }).toArray({ max: 1 })
  const { node, results } = await deployNode(ec2, {
    name: 'web-1',
    size: 't3.micro',
    image,
    shell: ssh({ user: 'ec2-user', ...local.ssh }),
    steps: [script('uname -s && whoami', { sudo: true })],
  })
  assert.equal(results[0].stdout, 'Linux\nroot\n')
  await ec2.destroyNode(node)
} finally {
  await local.close()
}
console.log('ok')
