import { type Compute, type CreateNode, deployNode, type Step, script, waitForNode } from '@cloud/core'
import type { SshOptions } from '@cloud/ssh'
import { ssh } from '@cloud/ssh'
import { heading, phase, table } from './print.ts'

export interface Job {
  readonly cloud: string
  readonly node: Pick<CreateNode, 'size' | 'image'>
  readonly login: SshOptions
  readonly install: Step
}

/** The same on every cloud: list sizes, deploy a node, look at what was installed, destroy the node, ask the cloud what is left. */
export async function mainJob(driver: Compute, { cloud, node: from, login, install }: Job): Promise<void> {
  heading(`${cloud}: the first sizes`)
  const sizes = await driver.listSizes().toArray({ max: 5 })
  table(
    ['size', 'vcpus', 'memory MiB', 'architecture'],
    sizes.map(({ id, vcpus, memoryMiB, architecture = '' }) => [id, vcpus, memoryMiB, architecture]),
  )

  heading(`${cloud}: deploy a node`)
  const { node, results } = await deployNode(driver, {
    name: 'web-1',
    ...from,
    shell: ssh(login),
    steps: [
      install,
      script('for p in emacs strace tcpdump; do command -v $p; done', { title: 'what is there now' }),
    ],
    onFailure: 'destroy',
    onEvent: phase,
  })
  console.log(`deployed ${node.name}: ${node.id}, ${node.state}, ${node.publicIps.join(' ')}`)
  console.log(`what is there now: ${results.at(-1)?.stdout.trim().split('\n').join(', ')}`)

  heading(`${cloud}: the nodes`)
  const nodes = await driver.listNodes().toArray()
  table(
    ['id', 'name', 'state', 'size', 'address'],
    nodes.map(({ id, name, state, size = '', publicIps }) => [id, name, state, size, publicIps[0] ?? '']),
  )

  heading(`${cloud}: destroy it`)
  await driver.destroyNode(node)
  const gone = await waitForNode(driver, node, 'terminated')
  console.log(`${gone.id} is ${gone.state}`)

  const left = await driver.listNodes().toArray()
  if (left.length > 0) throw new Error(`Still there: ${left.map(({ id }) => id).join(', ')}`)
  console.log('nothing is left')
}
