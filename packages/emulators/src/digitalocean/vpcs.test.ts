import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { openApi, whereOpenApi } from '../testing/openapi.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { vpcMembers } from './vpc-members.ts'
import { vpcs } from './vpcs.ts'

let local: LocalCloud
let client: DigitalOceanClient
let made = 0

beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const create = (input: object = {}) => {
  made += 1
  return client.call('POST', '/v2/vpcs', { name: `net-${made}`, region: 'nyc3', ...input })
}
const newVpc = async (input: object = {}): Promise<Body> => (await create(input)).body.vpc
const remove = ({ id }: Body) => client.call('DELETE', `/v2/vpcs/${id}`)

describe('A VPC', () => {
  test('is made with what was asked, changed, and deleted', async () => {
    const vpc = await newVpc({ description: 'for tests', ip_range: '10.10.10.0/24' })
    expect(vpc).toMatchObject({
      urn: `do:vpc:${vpc.id}`,
      description: 'for tests',
      region: 'nyc3',
      ip_range: '10.10.10.0/24',
      default: false,
    })
    const renamed = await client.call('PATCH', `/v2/vpcs/${vpc.id}`, { name: 'renamed' })
    expect(renamed.body.vpc).toEqual({ ...vpc, name: 'renamed' })
    const replaced = await client.call('PUT', `/v2/vpcs/${vpc.id}`, { name: 'again' })
    expect(replaced.body.vpc).toEqual({ ...vpc, name: 'again', description: '' })
    expect((await client.get(`/v2/vpcs/${vpc.id}`)).vpc).toEqual(replaced.body.vpc)
    expect((await remove(vpc)).status).toBe(204)
    expect((await client.call('GET', `/v2/vpcs/${vpc.id}`)).status).toBe(404)
  })

  test('without a range gets one that no other has', async () => {
    const ranges = [await newVpc(), await newVpc()].map((vpc) => vpc.ip_range)
    expect(ranges).toEqual([expect.stringMatching(/^10\.\d+\.\d+\.0\/20$/), expect.stringMatching(/\/20$/)])
    expect(ranges[0]).not.toBe(ranges[1])
  })

  test.each([
    [{ ip_range: '10.10.0.0/15' }, 'Range must be between /16 and /28 in size'],
    [{ ip_range: '10.10.0.0/29' }, 'Range must be between /16 and /28 in size'],
    [{ ip_range: '11.0.0.0/20' }, 'Range must be within the private addresses of RFC 1918'],
    [{ ip_range: '172.32.0.0/16' }, 'Range must be within the private addresses of RFC 1918'],
    [{ ip_range: '10.1.1.1/20' }, 'Range is not a network in CIDR notation'],
    [{ ip_range: 'ten' }, 'Range is not a network in CIDR notation'],
    [{ ip_range: '10.244.16.0/20' }, 'Range is reserved for internal use'],
    [{ region: 'mars1' }, 'Region is not available'],
    [{ region: 'sfo1' }, 'Region is not available'],
    [{ name: 'my net' }, 'Name may only contain alphanumeric characters, dashes, and periods'],
    [{ description: 'x'.repeat(256) }, "description's length must be at most 255."],
  ])('is refused with %o', async (input, message) => {
    expect(await create(input)).toMatchObject({ status: 422, body: { message } })
  })

  test('has a name and a range of its own in the whole account', async () => {
    const { name } = await newVpc({ ip_range: '192.168.0.0/20' })
    expect(await create({ name, region: 'fra1' })).toMatchObject({ status: 409, body: { id: 'conflict' } })
    const overlapping = await create({ ip_range: '192.168.15.0/24', region: 'fra1' })
    expect(overlapping.status).toBe(422)
    expect(overlapping.body.message).toMatch(/overlaps with another VPC network/)
    expect((await create({ ip_range: '192.168.16.0/24' })).status).toBe(201)
  })
})

test('Each region has a default VPC, which stays until another one is made the default', async () => {
  const { vpcs } = await client.get('/v2/vpcs?per_page=200')
  const defaults = vpcs.filter((vpc: Body) => vpc.default).map((vpc: Body) => vpc.region)
  expect(defaults).toEqual(expect.arrayContaining(['nyc3', 'fra1', 'ams3']))
  expect(new Set(defaults).size).toBe(defaults.length)
  const old = vpcs.find((vpc: Body) => vpc.default && vpc.region === 'ams3')
  expect(await remove(old)).toMatchObject({ status: 403, body: { id: 'forbidden' } })
  expect((await client.call('PATCH', `/v2/vpcs/${old.id}`, { default: false })).status).toBe(422)
  const next = await newVpc({ region: 'ams3' })
  const changed = await client.call('PATCH', `/v2/vpcs/${next.id}`, { default: true })
  expect(changed.body.vpc.default).toBe(true)
  expect((await client.get(`/v2/vpcs/${old.id}`)).vpc.default).toBe(false)
  const droplet = await client.droplet({ region: 'ams3' })
  expect(droplet.vpc_uuid).toBe(next.id)
  expect((await remove(old)).status).toBe(204)
})

test('A VPC lists its members and cannot be deleted while it has any', async () => {
  const vpc = await newVpc({ ip_range: '10.20.0.0/28' })
  const droplet = await client.droplet({ vpc_uuid: vpc.id })
  expect(droplet.networks.v4).toContainEqual({
    ip_address: '10.20.0.2',
    netmask: '255.255.255.240',
    gateway: '10.20.0.1',
    type: 'private',
  })
  const { load_balancer } = await client.post('/v2/load_balancers', {
    name: 'inside',
    region: 'nyc3',
    vpc_uuid: vpc.id,
    droplet_ids: [droplet.id],
    forwarding_rules: [{ entry_protocol: 'tcp', entry_port: 80, target_protocol: 'tcp', target_port: 80 }],
  })
  const { members } = await client.get(`/v2/vpcs/${vpc.id}/members`)
  expect(members.map(({ urn }: Body) => urn).sort()).toEqual([
    `do:droplet:${droplet.id}`,
    `do:loadbalancer:${load_balancer.id}`,
  ])
  const droplets = await client.get(`/v2/vpcs/${vpc.id}/members?resource_type=droplet`)
  expect(droplets.members).toEqual([expect.objectContaining({ name: droplet.name })])
  expect(await remove(vpc)).toMatchObject({
    status: 409,
    body: { message: 'Can not delete VPC with members' },
  })
  await client.call('DELETE', `/v2/droplets/${droplet.id}`)
  await client.call('DELETE', `/v2/load_balancers/${load_balancer.id}`)
  expect((await remove(vpc)).status).toBe(204)
  expect(local.inventory().digitalocean.vpcs.map(({ id }) => id)).not.toContain(vpc.id)
})

test('A VPC has no room for more than its range', async () => {
  const vpc = await newVpc({ ip_range: '10.20.1.0/28' })
  const names = Array.from({ length: 10 }, (_, at) => `small-${at}`)
  const body = { names, region: 'nyc3', size: 's-1vcpu-1gb', image: 'debian-12-x64', vpc_uuid: vpc.id }
  expect((await client.call('POST', '/v2/droplets', body)).status).toBe(202)
  const more = await client.call('POST', '/v2/droplets', { ...body, names: names.slice(0, 4) })
  expect(more).toMatchObject({ status: 422, body: { message: 'The VPC has no IP addresses left.' } })
  expect((await client.call('POST', '/v2/droplets', { ...body, names: names.slice(0, 3) })).status).toBe(202)
})

test.skipIf(!openApi)(`Every operation answers as the specification says${whereOpenApi}`, () => {
  expect([...client.checked]).toEqual(expect.arrayContaining(Object.keys({ ...vpcs, ...vpcMembers })))
})
