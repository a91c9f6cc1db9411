import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Node, script, waitForNode } from '@cloud/core'
import { runOnNodes } from '@cloud/core/deploy'
import { compute as ec2 } from '@cloud/ec2'
import { ec2Images, type LocalCloud, startCloud } from '@cloud/emulators'
import { generateKeyPair, ssh } from '@cloud/ssh'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { stringify } from 'yaml'
import { compute, type InventoryNode } from './index.ts'

const login = generateKeyPair()
const folder = mkdtempSync(join(tmpdir(), 'static-'))
let local: LocalCloud
let machines: InventoryNode[]

beforeAll(async () => {
  local = await startCloud()
  const cloud = ec2(local.ec2)
  const made = await Promise.all(
    ['web-1', 'web-2'].map(async (name) => {
      const options = { name, size: 't3.micro', image: ec2Images.amazonLinux2023 }
      const node = await cloud.createNode({ ...options, authorizedKeys: [login.publicKey] })
      return waitForNode(cloud, node, 'running')
    }),
  )
  // A machine makes its keys while it boots.
  machines = await vi.waitFor(() => made.map(entryOf), { interval: 20, timeout: 10_000 })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await local?.close()
})

function entryOf({ id, name, publicIps }: Node): InventoryNode {
  const { hostKeys = [] } = local.inventory().nodes.find((one) => one.id === id) ?? {}
  expect(hostKeys).not.toEqual([])
  return { name, publicIps, hostKeys, tags: { role: 'web' } }
}

const shell = () => ssh({ user: 'ec2-user', privateKey: login.privateKey, hostKey: 'provider', ...local.ssh })
const steps = [script('hostname; echo "here" > been')]

it('steps run on the machines of a file, each held to the host keys of its line', async () => {
  const path = join(folder, 'inventory.yaml')
  writeFileSync(path, stringify({ nodes: machines }))
  const { done, failed } = await runOnNodes(compute({ inventory: path }), {
    ...{ nodes: { tags: { role: 'web' } }, shell: shell(), steps },
  })
  expect(failed).toEqual([])
  expect(done.map(({ node, results }) => [node.name, results[0]?.exitCode])).toEqual([
    ['web-1', 0],
    ['web-2', 0],
  ])
  expect(done[0]?.node.native.tags).toEqual({ role: 'web' })
})

it('a machine that has another’s host key, and one that the inventory has none of, get nothing to run', async () => {
  const [first, second] = machines
  if (!first || !second) throw new Error('there are two machines')
  const nodes = [
    { ...first, hostKeys: second.hostKeys },
    { ...second, hostKeys: undefined },
  ]
  const { done, failed } = await runOnNodes(compute({ inventory: { nodes } }), {
    ...{ nodes: {}, shell: shell(), steps },
  })
  expect(done).toEqual([])
  expect(failed).toMatchObject([
    {
      node: { name: 'web-1' },
      error: { code: 'untrusted', details: { phase: 'shell', done: [], mode: 'provider' } },
    },
    {
      node: { name: 'web-2' },
      error: { code: 'untrusted', message: expect.stringContaining('no host key of web-2') },
    },
  ])
})
