import { waitForImage, waitForNode, waitForSnapshot, waitForVolume } from '@cloud/core'
import { type Moto, motoIsHere, startMoto } from '@tooling/vitest/moto'
import nock from 'nock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as ec2 from './index.ts'

const title = motoIsHere ? 'the driver on moto' : 'the driver on moto (not run: there is no moto_server)'
const location = 'eu-west-1a'
const soon = { timeoutMs: 30_000 }

describe.skipIf(!motoIsHere)(title, () => {
  let moto: Moto | undefined
  const driverOf = (): ec2.Ec2 => {
    const credentials = { accessKeyId: 'AKIAMOTO', secretAccessKey: 'secret-of-the-tests' }
    return ec2.compute({ region: 'eu-west-1', endpoint: moto?.endpoint, credentials })
  }
  const imageOf = async (driver: ec2.Ec2) => {
    const [image] = await driver.listImages({ architecture: 'x86_64' }).toArray({ max: 1 })
    return image?.id ?? ''
  }
  const nodeOf = async (driver: ec2.Ec2) =>
    driver.createNode({
      name: 'web-1',
      size: 't3.micro',
      image: await imageOf(driver),
      location,
      tags: { role: 'web' },
    })

  beforeAll(async () => {
    nock.restore()
    moto = await startMoto()
  }, 60_000)
  afterAll(async () => {
    nock.activate()
    await moto?.[Symbol.asyncDispose]()
  })

  it('lists what there is to choose from', async () => {
    const driver = driverOf()
    const zones = await driver.listLocations().toArray()
    expect(zones.map(({ id }) => id)).toContain(location)
    const sizes = await driver.listSizes({ location }).toArray()
    expect(sizes.find(({ id }) => id === 't3.micro')).toMatchObject({ vcpus: 2, memoryMiB: 1024 })
  }, 60_000)

  it('takes a node through its life', async () => {
    const driver = driverOf()
    const made = await nodeOf(driver)
    expect(await waitForNode(driver, made, 'running', soon)).toMatchObject({ id: made.id, size: 't3.micro' })
    const found = await driver.listNodes({ tags: { role: 'web' } }).toArray()
    expect(found.map(({ id }) => id)).toEqual([made.id])
    await driver.setTags(made, { tier: 'front' })
    await driver.removeTags(made, ['role'])
    expect((await driver.getNode(made)).tags).toEqual({ tier: 'front' })
    await driver.stopNode(made)
    await waitForNode(driver, made, 'stopped', soon)
    await driver.resizeNode(made, { size: 't3.small' })
    await driver.startNode(made)
    expect(await waitForNode(driver, made, 'running', soon)).toMatchObject({ size: 't3.small' })
    await driver.rebootNode(made)
    await driver.destroyNode(made)
    await waitForNode(driver, made, 'terminated', soon)
    expect(await driver.listNodes().toArray()).toEqual([])
    await expect(driver.getNode('i-0123456789abcdef0')).rejects.toMatchObject({ code: 'not-found' })
  }, 120_000)

  it('keeps key pairs', async () => {
    const driver = driverOf()
    const pair = await driver.createKeyPair({ name: 'laptop' })
    expect((await driver.listKeyPairs().toArray()).map(({ id }) => id)).toEqual([pair.id])
    await expect(driver.createKeyPair({ name: 'laptop' })).rejects.toMatchObject({ code: 'already-exists' })
    await driver.deleteKeyPair(pair)
    await expect(driver.getKeyPair('laptop')).rejects.toMatchObject({ code: 'not-found' })
  }, 60_000)

  it('takes a volume, a snapshot of it and an image of its node through their lives', async () => {
    const driver = driverOf()
    const node = await nodeOf(driver)
    await waitForNode(driver, node, 'running', soon)
    const volume = await driver.createVolume({ name: 'data', sizeGiB: 2, location })
    await waitForVolume(driver, volume, 'available', soon)
    await driver.attachVolume(volume, { node })
    expect((await driver.getVolume(volume)).attachedTo).toEqual([node.id])
    await driver.resizeVolume(volume, 4, soon)
    const snapshot = await driver.createSnapshot({ volume, name: 'backup' })
    await waitForSnapshot(driver, snapshot, 'available', soon)
    await driver.detachVolume(volume)
    await driver.destroyVolume(volume)
    await driver.destroySnapshot(snapshot)
    const image = await driver.createImage({ node, name: 'golden' })
    await waitForImage(driver, image, 'available', soon)
    await driver.deleteImage(image)
    await driver.destroyNode(node)
  }, 120_000)

  it('guards a node, and gives it an address', async () => {
    const driver = driverOf()
    const node = await nodeOf(driver)
    await waitForNode(driver, node, 'running', soon)
    const web = {
      direction: 'inbound',
      protocol: 'tcp',
      ports: { from: 443, to: 443 },
      cidrs: ['0.0.0.0/0', '::/0'],
    } as const
    const firewall = await driver.createFirewall({ name: 'web', rules: [web] })
    expect((await driver.getFirewall(firewall)).rules).toMatchObject([web])
    await driver.attachFirewall(firewall, { node })
    expect((await driver.getFirewall(firewall)).nodes).toEqual([node.id])
    await driver.detachFirewall(firewall, { node })
    expect((await driver.setFirewallRules(firewall, [])).rules).toEqual([])
    await driver.destroyFirewall(firewall)
    const address = await driver.createAddress()
    await driver.attachAddress(address, { node })
    expect((await driver.getAddress(address)).node).toBe(node.id)
    await driver.destroyAddress(address)
    await driver.destroyNode(node)
  }, 120_000)

  it('builds a network and takes it away', async () => {
    const driver = driverOf()
    const subnets = [{ cidr: '10.1.1.0/24', location }]
    const network = await driver.createNetwork({ name: 'inner', cidr: '10.1.0.0/16', native: { subnets } })
    const [subnet] = await ec2.listSubnets(driver, { network }).toArray()
    const gateway = await ec2.createInternetGateway(driver)
    await ec2.attachInternetGateway(driver, gateway, { network })
    const table = await ec2.createRouteTable(driver, { network })
    await ec2.createRoute(driver, table, { to: '0.0.0.0/0', internetGateway: gateway })
    const association = await ec2.associateRouteTable(driver, table, { subnet: subnet?.id ?? '' })
    await ec2.disassociateRouteTable(driver, association)
    await ec2.deleteRouteTable(driver, table)
    await ec2.detachInternetGateway(driver, gateway)
    await ec2.deleteInternetGateway(driver, gateway)
    await ec2.deleteSubnet(driver, subnet?.id ?? '')
    await driver.destroyNetwork(network)
    await expect(driver.getNetwork(network)).rejects.toMatchObject({ code: 'not-found' })
  }, 120_000)
})
