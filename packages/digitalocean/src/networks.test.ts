import { describe, expect, it } from 'vitest'
import { answer, listed, mockedDriver, refuse, region } from './testing/mock-digitalocean.ts'

const id = '5a4981aa-9653-4bd1-bef5-d6bff52042e4'
const vpc = (more: object = {}) => ({
  id,
  urn: `do:vpc:${id}`,
  name: 'inner',
  description: '',
  region: 'fra1',
  ip_range: '10.10.10.0/24',
  default: false,
  created_at: '2026-01-01T00:00:00Z',
  ...more,
})

describe('createNetwork', () => {
  it('sends its name, range and region', async () => {
    const sent = answer('POST /vpcs', 201, { vpc: vpc() })
    expect(await mockedDriver().createNetwork({ name: 'inner', cidr: '10.10.10.0/24' })).toEqual({
      kind: 'network',
      id,
      name: 'inner',
      cidr: '10.10.10.0/24',
      location: 'fra1',
      default: false,
      native: vpc(),
    })
    expect(sent.body).toEqual({ name: 'inner', region: 'fra1', ip_range: '10.10.10.0/24' })
  })

  it('tells a name that is taken, and a region that is not there', async () => {
    refuse('POST /vpcs', 409, 'conflict')
    listed('/vpcs?page=1&per_page=200', 'vpcs', vpc())
    await expect(mockedDriver().createNetwork({ name: 'inner' })).rejects.toMatchObject({
      code: 'already-exists',
      outcome: 'not-applied',
    })
    refuse('POST /vpcs', 422, 'unprocessable_entity')
    listed('/vpcs?page=1&per_page=200', 'vpcs')
    listed('/regions?page=1&per_page=200', 'regions', region)
    await expect(mockedDriver().createNetwork({ name: 'inner', location: 'moon1' })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  it.each([
    [{ name: 'in ner' }, 'none of a network'],
    [{ cidr: '10.0.0.0' }, 'no range of addresses'],
    [{ cidr: 'fd00::/64' }, 'no range of addresses: as in 203.0.113.0/24'],
    [{ cidr: '10.200.0.0/15' }, 'cidr is "10.200.0.0/15": a range from /16 to /28'],
    [{ cidr: '10.200.0.0/29' }, 'a range from /16 to /28'],
    [{ name: 'a'.repeat(300) }, 'has 300 characters'],
    [{ native: { description: 'x'.repeat(256) } }, '0 to 255 characters'],
  ])('refuses %j before it sends anything', async (wrong, message) => {
    await expect(mockedDriver().createNetwork({ name: 'inner', ...wrong })).rejects.toThrow(message)
  })
})

describe('destroyNetwork', () => {
  it('tells a default network, and one in use, from one that the account may not touch', async () => {
    const destroy = () => {
      refuse(`DELETE /vpcs/${id}`, 403, 'forbidden')
      return mockedDriver().destroyNetwork(id)
    }
    answer(`GET /vpcs/${id}`, 200, { vpc: vpc({ default: true }) })
    await expect(destroy()).rejects.toMatchObject({ code: 'conflict', outcome: 'not-applied' })
    answer(`GET /vpcs/${id}`, 200, { vpc: vpc() })
    answer(`GET /vpcs/${id}/members?per_page=1`, 200, { members: [{ urn: 'do:droplet:7' }] })
    await expect(destroy()).rejects.toMatchObject({ code: 'conflict' })
    answer(`GET /vpcs/${id}`, 200, { vpc: vpc() })
    answer(`GET /vpcs/${id}/members?per_page=1`, 200, { members: [] })
    await expect(destroy()).rejects.toMatchObject({ code: 'forbidden' })
  })
})
