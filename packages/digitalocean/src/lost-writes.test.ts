import { afterEach, describe, expect, it } from 'vitest'
import { createCustomImage, createProject, type DigitalOcean, enableIpv6, renameNode } from './index.ts'
import { emulated } from './testing/emulated.ts'

const cloud = emulated()
afterEach(() => cloud.local.faults.clear())

const everybody = ['0.0.0.0/0', '::/0']
const rules = [
  { direction: 'inbound', protocol: 'all', cidrs: everybody },
  { direction: 'outbound', protocol: 'tcp', ports: { from: 443, to: 443 }, cidrs: everybody },
] as const
let names = 0
const newName = () => `lost-${++names}`
const inventory = () => cloud.local.inventory().digitalocean
const newVolume = (driver: DigitalOcean, name = newName()) => driver.createVolume({ name, sizeGiB: 1 })

/** Each create, with what the cloud holds of that name afterwards. */
const creates: readonly {
  readonly operation: string
  readonly create: (driver: DigitalOcean, name: string) => Promise<{ readonly id: string }>
  readonly held: (name: string) => readonly (string | number)[]
}[] = [
  {
    operation: 'volumes_create',
    create: newVolume,
    held: (name) => idsOf(inventory().volumes, name),
  },
  {
    operation: 'volumeSnapshots_create',
    create: async (driver, name) => driver.createSnapshot({ volume: await newVolume(driver), name }),
    held: (name) => idsOf(inventory().volumeSnapshots, name),
  },
  {
    operation: 'dropletActions_post',
    create: async (driver, name) => driver.createImage({ node: await cloud.node(newName()), name }),
    held: (name) => idsOf(inventory().images, name),
  },
  {
    operation: 'images_create_custom',
    create: (driver, name) => createCustomImage(driver, { name, url: 'https://example.com/a.qcow2' }),
    held: (name) => idsOf(inventory().images, name),
  },
  {
    operation: 'firewalls_create',
    create: (driver, name) => driver.createFirewall({ name, rules }),
    held: (name) => idsOf(inventory().firewalls, name),
  },
  {
    operation: 'vpcs_create',
    create: (driver, name) => driver.createNetwork({ name }),
    held: (name) => idsOf(inventory().vpcs, name),
  },
  {
    operation: 'projects_create',
    create: (driver, name) => createProject(driver, { name, purpose: 'IoT' }),
    held: (name) => idsOf(inventory().projects, name),
  },
]

function idsOf(
  all: readonly { readonly id: string | number; readonly name: string }[],
  name: string,
): readonly string[] {
  return all.filter((each) => each.name === name).map(({ id }) => String(id))
}

describe.each(creates)('$operation', ({ operation, create, held }) => {
  it.each(['reset-before', 'reset-after', 'half-body', 'status'] as const)(
    'makes one thing where the answer is lost (%s)',
    async (kind) => {
      const name = newName()
      const remove = cloud.local.faults.add({ kind, operation, count: 1 })
      const { id } = await create(cloud.driver, name)
      remove()
      expect(held(name)).toEqual([id])
    },
  )
})

describe('an action', () => {
  it.each(['reset-before', 'reset-after', 'half-body'] as const)(
    'of a volume is done once where the answer is lost (%s)',
    async (kind) => {
      const { driver, local } = cloud
      const [volume, node] = [await newVolume(driver), await cloud.node(newName())]
      local.faults.add({ kind, operation: 'volumeActions_post_byId', count: 1 })
      await driver.attachVolume(volume, { node })
      expect((await driver.getVolume(volume)).attachedTo).toEqual([node])
      local.faults.add({ kind, operation: 'volumeActions_post_byId', count: 1 })
      await driver.resizeVolume(volume, 5)
      expect((await driver.getVolume(volume)).sizeGiB).toBe(5)
      local.faults.add({ kind, operation: 'volumeActions_post_byId', count: 1 })
      await driver.detachVolume(volume)
      expect((await driver.getVolume(volume)).attachedTo).toEqual([])
    },
  )

  it('that was just done is not taken for the next one', async () => {
    const { driver, local } = cloud
    const [volume, node] = [await newVolume(driver), await cloud.node(newName())]
    await driver.attachVolume(volume, { node })
    await driver.detachVolume(volume)
    local.faults.add({ kind: 'reset-before', operation: 'volumeActions_post_byId', count: 1 })
    await driver.attachVolume(volume, { node })
    expect((await driver.getVolume(volume)).attachedTo).toEqual([node])
  })

  it.each([
    [4, 'reservedIPsActions_post', 'reset-before'],
    [4, 'reservedIPsActions_post', 'reset-after'],
    [6, 'reservedIPv6Actions_post', 'reset-before'],
    [6, 'reservedIPv6Actions_post', 'reset-after'],
  ] as const)('of an address of IPv%i is done once (%s, %s)', async (version, operation, kind) => {
    const { driver, local } = cloud
    const [address, node] = [await driver.createAddress({ version }), await cloud.node(newName())]
    if (version === 6) await enableIpv6(driver, node)
    local.faults.add({ kind, operation, count: 1 })
    await driver.attachAddress(address, { node })
    expect((await driver.getAddress(address)).node).toBe(node)
    local.faults.add({ kind, operation, count: 1 })
    await driver.destroyAddress(address)
    expect(inventory().reservedIps.map((each) => each.address)).not.toContain(address.ip)
  })

  it('that fails is told, with its id', async () => {
    const { driver, local } = cloud
    const [volume, node] = [await newVolume(driver), await cloud.node(newName())]
    local.faults.add({ kind: 'errored', operation: 'volumeActions_post_byId', count: 1 })
    await expect(driver.attachVolume(volume, { node })).rejects.toMatchObject({
      code: 'failed',
      details: { actionId: expect.any(Number) },
    })
    local.faults.add({ kind: 'errored', operation: 'dropletActions_post', count: 1 })
    await expect(renameNode(driver, node, 'b')).rejects.toMatchObject({ code: 'failed' })
  })

  it('that takes longer than the caller waits can be found by its id', async () => {
    const { driver } = cloud
    const image = await driver.createImage({ node: await cloud.node(newName()), name: newName() })
    const cut = driver.copyImage(image, { location: 'nyc3' }, { timeoutMs: 50 })
    await expect(cut).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
      details: { actionId: expect.any(Number) },
    })
  })
})

describe('createAddress', () => {
  it('is sent once, and says that its outcome is unknown where the answer is lost', async () => {
    const { driver, local } = cloud
    const before = inventory().reservedIps.length
    local.faults.add({ kind: 'reset-after', operation: 'reservedIPs_create', count: 1 })
    await expect(driver.createAddress()).rejects.toMatchObject({ code: 'network', outcome: 'unknown' })
    expect(inventory().reservedIps.length - before).toBe(1)
  })
})

describe('setTags', () => {
  it('is repeated step by step, and says that it may have changed something where a later one fails', async () => {
    const { driver, local } = cloud
    const volume = await driver.createVolume({ name: newName(), sizeGiB: 1, tags: { role: 'db' } })
    local.faults.add({ kind: 'reset-after', operation: 'tags_assign_resources', count: 1 })
    local.faults.add({ kind: 'reset-after', operation: 'tags_unassign_resources', count: 1 })
    await driver.setTags(volume, { role: 'web' })
    expect((await driver.getVolume(volume)).tags).toEqual({ role: 'web' })
    const refusal = { kind: 'error', code: 'forbidden', operation: 'tags_unassign_resources' } as const
    local.faults.add({ ...refusal, count: 1 })
    await expect(driver.setTags(volume, { role: 'cache' })).rejects.toMatchObject({
      code: 'forbidden',
      outcome: 'unknown',
    })
    await driver.setTags(volume, { role: 'cache' })
    expect((await driver.getVolume(volume)).tags).toEqual({ role: 'cache' })
  })
})
