import { deployNode, isCloudError, script, supports } from '@cloud/core'
import { compute, type Ec2 } from '@cloud/ec2'
import { ec2Images, startCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'

const local = await startCloud()
const ec2: Ec2 = compute(local.ec2)
const { node, results } = await deployNode(ec2, {
  ...{ name: 'web-1', size: 't3.micro', image: ec2Images.amazonLinux2023 },
  shell: ssh({ user: 'ec2-user', ...local.ssh }),
  steps: [script('uname -s')],
})
const told = await ec2
  .getNode('i-0123456789abcdef0')
  .catch((error: unknown) => isCloudError(error, 'not-found'))
await local.close()
console.log(node.state, results[0]?.stdout.trim(), told, supports(ec2, 'Volumes'))
