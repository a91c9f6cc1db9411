import { describe, expect, it } from 'vitest'
import { action, answer, done, listed, mockedDriver, refuse, region } from './testing/mock-digitalocean.ts'

const v4 = (more: object = {}) => ({ ip: '45.55.96.47', region, droplet: null, locked: false, ...more })
const v6 = (more: object = {}) => ({
  ip: '2409:40d0::1',
  region_slug: 'fra1',
  reserved_at: '2026-01-01T00:00:00Z',
  ...more,
})

describe('listAddresses', () => {
  it('gives those of IPv4 and then those of IPv6, and resumes between them', async () => {
    const pages = { pages: { next: 'https://api.digitalocean.com/v2/reserved_ips?page=2' } }
    answer('GET /reserved_ips?page=1&per_page=200', 200, { reserved_ips: [v4()], links: pages })
    listed('/reserved_ips?page=2&per_page=200', 'reserved_ips', v4({ ip: '192.0.2.2', droplet: { id: 7 } }))
    listed('/reserved_ipv6?page=1&per_page=200', 'reserved_ipv6s', v6({ droplet: { id: 7 } }))
    const all = await mockedDriver().listAddresses().toArray()
    expect(all.map(({ ip, version, node }) => [ip, version, node])).toEqual([
      ['45.55.96.47', 4, undefined],
      ['192.0.2.2', 4, '7'],
      ['2409:40d0::1', 6, '7'],
    ])
    listed('/reserved_ipv6?page=1&per_page=200', 'reserved_ipv6s', v6())
    for await (const page of mockedDriver().listAddresses().pages({ after: '6:1' }))
      expect(page.items).toHaveLength(1)
    const wrong = mockedDriver().listAddresses().pages({ after: '5:1' })[Symbol.asyncIterator]()
    await expect(wrong.next()).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('createAddress', () => {
  it('reserves one in the region, of the version that is wanted', async () => {
    const project = '746c6152-2fa2-11ed-92d3-27aaa54e4988'
    const four = answer('POST /reserved_ips', 202, { reserved_ip: v4() })
    expect(await mockedDriver().createAddress({ native: { projectId: project } })).toMatchObject({
      kind: 'address',
      id: '45.55.96.47',
      version: 4,
      location: 'fra1',
    })
    expect(four.body).toEqual({ region: 'fra1', project_id: project })
    const six = answer('POST /reserved_ipv6', 201, { reserved_ipv6: v6() })
    await mockedDriver().createAddress({ version: 6, location: 'nyc3' })
    expect(six.body).toEqual({ region_slug: 'nyc3' })
    await expect(mockedDriver().createAddress({ version: 5 } as never)).rejects.toThrow('4 or 6')
  })

  it('tells a limit from a region that is not there', async () => {
    const regions = () => listed('/regions?page=1&per_page=200', 'regions', region)
    refuse('POST /reserved_ips', 422, 'unprocessable_entity')
    regions()
    answer('GET /account', 200, { account: { floating_ip_limit: 3 } })
    answer('GET /reserved_ips?per_page=1', 200, { reserved_ips: [], meta: { total: 3 } })
    await expect(mockedDriver().createAddress()).rejects.toMatchObject({ code: 'quota' })
    refuse('POST /reserved_ips', 422, 'unprocessable_entity')
    regions()
    const away = mockedDriver().createAddress({ location: 'moon1' })
    await expect(away).rejects.toMatchObject({ code: 'not-found', outcome: 'not-applied' })
  })
})

describe('attachAddress and destroyAddress', () => {
  it('ask for actions of the address, and wait for them', async () => {
    answer('GET /reserved_ips/45.55.96.47', 200, { reserved_ip: v4() })
    const assign = answer('POST /reserved_ips/45.55.96.47/actions', 201, action(1))
    done(1)
    await mockedDriver().attachAddress('45.55.96.47', { node: '7' })
    expect(assign.body).toEqual({ type: 'assign', droplet_id: 7 })
    answer('GET /reserved_ipv6/2409:40d0::1', 200, { reserved_ipv6: v6({ droplet: { id: 7 } }) })
    const unassign = answer('POST /reserved_ipv6/2409:40d0::1/actions', 201, action(2))
    done(2)
    answer('DELETE /reserved_ipv6/2409:40d0::1', 204)
    await mockedDriver().destroyAddress('2409:40d0::1')
    expect(unassign.body).toEqual({ type: 'unassign' })
  })

  it.each(['203.0.113', 'fe80::1%eth0', '../droplets'])('do not send %s, which is no address', async (id) => {
    await expect(mockedDriver().destroyAddress(id)).rejects.toMatchObject({ code: 'not-found' })
  })
})
