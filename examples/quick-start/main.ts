// The main job on the embedded cloud: list sizes, deploy a node, look at what was installed, destroy the node, and ask the cloud what is left.
import { deployNode, script, waitForNode } from '@cloud/core'
import { compute } from '@cloud/ec2'
import { startCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'
import { heading, phase, table } from './print.ts'

heading('Start the embedded cloud')
await using local = await startCloud()
const ec2 = compute(local.ec2)
console.log(`EC2 answers at ${local.ec2.endpoint}, region ${local.ec2.region}`)

heading('The first sizes')
const sizes = await ec2.listSizes().toArray({ max: 8 })
table(
  ['size', 'vcpus', 'memory MiB', 'architecture'],
  sizes.map(({ id, vcpus, memoryMiB, architecture = '' }) => [id, vcpus, memoryMiB, architecture]),
)

heading('Deploy a node')
const [image] = await ec2
  .listImages({ owner: 'amazon', name: 'al2023-*', architecture: 'x86_64' })
  .toArray({ max: 1 })
if (!image) throw new Error('The embedded cloud has no image of Amazon Linux')
console.log(`from ${image.id}, ${image.name}`)

const { node, results } = await deployNode(ec2, {
  name: 'web-1',
  size: 't3.micro',
  image,
  shell: ssh({ user: 'ec2-user', ...local.ssh }),
  steps: [
    script('yum -y install emacs strace tcpdump', { sudo: true }),
    script('rpm -q emacs strace tcpdump', { title: 'what is there now' }),
  ],
  onFailure: 'destroy',
  onEvent: phase,
})
console.log(`deployed ${node.name}: ${node.id}, ${node.state}, ${node.publicIps.join(' ')}`)
console.log(`what is there now: ${results.at(-1)?.stdout.trim().split('\n').join(', ')}`)

heading('The nodes')
const nodes = await ec2.listNodes().toArray()
table(
  ['id', 'name', 'state', 'size', 'address'],
  nodes.map(({ id, name, state, size = '', publicIps }) => [id, name, state, size, publicIps[0] ?? '']),
)

heading('Destroy it')
await ec2.destroyNode(node)
const gone = await waitForNode(ec2, node, 'terminated')
console.log(`${gone.id} is ${gone.state}`)

const left = await ec2.listNodes().toArray()
const keys = await ec2.listKeyPairs().toArray()
if (left.length + keys.length > 0)
  throw new Error(`Still there: ${[...left, ...keys].map(({ id }) => id).join(', ')}`)
console.log('nothing is left')
