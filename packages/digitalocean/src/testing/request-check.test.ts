import { describe, expect, it } from 'vitest'
import { specificationIsHere } from './openapi.ts'
import { type Sent, violations } from './request-check.ts'

const title = specificationIsHere
  ? "the check against DigitalOcean's specification"
  : "the check against DigitalOcean's specification (not run: no specification)"

const send = (method: string, path: string, body?: object): Sent => ({
  method,
  path,
  body: body && JSON.stringify(body),
})
const volume = '/v2/volumes/7724db7c-e098-11e5-b522-000f53304e51'
const droplet = { name: 'web-1', region: 'fra1', size: 's-1vcpu-1gb', image: 'debian-12-x64' }

describe.skipIf(!specificationIsHere)(title, () => {
  it.each([
    ['a list', send('GET', '/v2/droplets?page=1&per_page=200&tag_name=a%3Ab')],
    ['a create', send('POST', '/v2/droplets', { ...droplet, tags: null })],
    ['an action', send('POST', '/v2/droplets/7/actions', { type: 'resize', size: 'x', disk: true })],
    [
      'a choice that the body makes',
      send('POST', `${volume}/actions`, { type: 'resize', size_gigabytes: 2 }),
    ],
    ['a region that is new', send('POST', '/v2/images', { name: 'a', url: 'x', region: 'atl1' })],
    ['a part that names others', send('POST', '/v2/reserved_ips/192.0.2.1/actions', { type: 'unassign' })],
    ['a path of words', send('GET', '/v2/projects/default')],
    ['a delete with a body', send('DELETE', '/v2/tags/a:b/resources', { resources: [{ resource_id: '1' }] })],
  ])('accepts %s', (_what, request) => {
    expect(violations(request)).toEqual([])
  })

  it.each([
    ['an unknown path', send('GET', '/v2/dropletz'), 'there is no operation GET /v2/dropletz'],
    ['an unknown method', send('PATCH', '/v2/droplets'), 'there is no operation PATCH /v2/droplets'],
    ['a path parameter', send('GET', '/v2/droplets/seven'), 'droplets_get: droplet_id is no integer'],
    ['a form of one', send('GET', '/v2/volumes/7'), 'volumes_get: volume_id is "7", no uuid'],
    ['an unknown query', send('GET', '/v2/droplets?colour=red'), 'the parameter colour is not in'],
    ['a wrong query', send('GET', '/v2/droplets?per_page=201'), 'per_page is 201, above its maximum'],
    [
      'an unknown member',
      send('POST', '/v2/droplets', { ...droplet, backup: true }),
      'body.backup is not in',
    ],
    ['a missing one', send('POST', '/v2/droplets', { name: 'a', size: 'x' }), 'body.image is missing'],
    ['a wrong type', send('POST', '/v2/droplets', { ...droplet, ipv6: 'yes' }), 'body.ipv6 is no boolean'],
    ['a wrong item', send('POST', '/v2/droplets', { ...droplet, tags: [1] }), 'body.tags[0] is no string'],
    [
      'a wrong enumeration',
      send('POST', '/v2/droplets/7/actions', { type: 'explode' }),
      'body.type is "explode", not in its enumeration',
    ],
    [
      'a member that is of another choice',
      send('POST', `${volume}/actions`, { type: 'resize', droplet_id: 7 }),
      'body.size_gigabytes is missing',
    ],
    [
      'a member that only answers have',
      send('POST', '/v2/volumes', { name: 'a', region: 'fra1', id: 'x' }),
      'body.id is read only',
    ],
    ['null where it is not allowed', send('POST', '/v2/tags', { name: null }), 'body.name is null'],
    ['a body where there is none', send('DELETE', '/v2/droplets/7', {}), 'there is a body'],
    ['no body where there is one', send('POST', '/v2/tags'), 'there is no body'],
  ])('refuses %s', (_what, request, complaint) => {
    expect(violations(request).join('\n')).toContain(complaint)
  })
})
