import type { TagTarget } from '@cloud/core'
import { type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compute, type Gce, type GceTagged } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const clock = virtualClock({ auto: true })
let local: LocalCloud
let gce: Gce
const targets: Record<string, TagTarget<GceTagged>> = {}
let look: Readonly<Record<string, () => Promise<{ readonly native: { readonly labels?: unknown } }>>>

beforeAll(async () => {
  local = await startCloud({ clock })
  gce = compute({ ...local.gce, clock, transport: checkedTransport() })
  const node = await gce.createNode({ name: 'a', size: 'e2-micro', image: 'debian-cloud/family/debian-12' })
  await gce.stopNode(node)
  const volume = await gce.createVolume({ name: 'v', sizeGiB: 10 })
  const snapshot = await gce.createSnapshot({ name: 's', volume })
  const image = await gce.createImage({ name: 'i', node })
  Object.assign(targets, { node, volume, snapshot, image })
  look = {
    node: () => gce.getNode(node),
    volume: () => gce.getVolume(volume),
    snapshot: () => gce.getSnapshot(snapshot),
    image: () => gce.getImage(image),
  }
})
afterAll(() => local.close())

const labelsOf = async (kind: string) => (await look[kind]?.())?.native.labels
const targetOf = (kind: string) => targets[kind] ?? expect.fail(kind)

it.each(['node', 'volume', 'snapshot', 'image'])('a %s gets tags, and loses them', async (kind) => {
  await gce.setTags(targetOf(kind), { role: 'web', tier: 'front' })
  expect(await labelsOf(kind)).toMatchObject({ role: 'web', tier: 'front' })
  await gce.removeTags(targetOf(kind), ['role'])
  expect(await labelsOf(kind)).toMatchObject({ tier: 'front' })
  expect(await labelsOf(kind)).not.toHaveProperty('role')
})

it.each([
  ['node', 'instances'],
  ['volume', 'disks'],
  ['snapshot', 'snapshots'],
  ['image', 'images'],
])('a %s is tagged once where the answer was lost', async (kind, family) => {
  const operation = `compute.${family}.setLabels`
  for (const fault of ['reset-before', 'reset-after'] as const) {
    local.faults.add({ kind: fault, operation, count: 1 })
    await gce.setTags(targetOf(kind), { lost: fault })
    expect(await labelsOf(kind)).toMatchObject({ lost: fault })
  }
})
