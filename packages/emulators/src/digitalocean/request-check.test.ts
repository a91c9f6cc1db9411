import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type DigitalOceanClient, digitaloceanClient, smallDroplet } from '../testing/digitalocean-client.ts'

let local: LocalCloud
let client: DigitalOceanClient

beforeAll(async () => {
  local = await startCloud()
  client = digitaloceanClient(local)
})
afterAll(() => local.close())

const create = (input: object) => client.call('POST', '/v2/droplets', { ...smallDroplet, ...input })

test.each([
  ['an unknown member', { colour: 'red' }, 'colour is not known here.'],
  ['a member of a wrong type', { backups: 'yes' }, 'backups must be a boolean.'],
  ['an item of a wrong type', { ssh_keys: [true] }, 'ssh_keys[0] must be a string.'],
  ['a missing member', { size: undefined }, 'size is required.'],
  [
    'a value out of its enumeration',
    { backup_policy: { hour: 5 } },
    'backup_policy.hour must be one of 0, 4, 8, 12, 16, 20.',
  ],
  ['an unknown member further in', { backup_policy: { day: 1 } }, 'backup_policy.day is not known here.'],
  ['null where it is not allowed', { name: null }, 'name must be a string.'],
  ['both a name and names', { names: ['a'] }, 'names is not known here.'],
])('%s is refused before anything is made', async (_what, input, message) => {
  expect(await create(input)).toMatchObject({ status: 422, body: { id: 'unprocessable_entity', message } })
  expect(local.inventory().digitalocean.droplets).toEqual([])
})

test.each([
  ['an unknown parameter', '?colour=red', 'The query parameter colour is not known here.'],
  ['a page that is none', '?page=first', 'page must be an integer.'],
  ['page 0', '?page=0', 'page must be at least 1.'],
  ['more than 200 a page', '?per_page=201', 'per_page must be at most 200.'],
  ['a parameter given twice', '?page=1&page=2', 'The query parameter page is given twice.'],
  ['a value out of its enumeration', '?type=cats', 'type must be one of droplets, gpus.'],
  [
    'filters that do not go together',
    '?tag_name=a&name=b',
    'tag_name can not be combined with name or type.',
  ],
])('%s in a query is a bad request', async (_what, query, message) => {
  expect(await client.call('GET', `/v2/droplets${query}`)).toMatchObject({
    status: 400,
    body: { id: 'bad_request', message },
  })
})

test.each([
  ['without a type', {}, 'type is required.'],
  [
    'of a kind that does not exist',
    { type: 'dance' },
    expect.stringMatching(/^type must be one of enable_backups, /),
  ],
  ['with a member of another kind', { type: 'reboot', size: 's-1vcpu-1gb' }, 'size is not known here.'],
])('an action %s is refused', async (_what, body, message) => {
  const answer = await client.call('POST', '/v2/droplets/1/actions', body)
  expect(answer).toMatchObject({ status: 422, body: { message } })
})

describe('A request', () => {
  const send = (path: string, init: RequestInit) => fetch(`${local.digitalocean.endpoint}${path}`, init)

  test.each([
    ['no token', {}],
    ['another token', { authorization: 'Bearer dop_v1_0000' }],
    ['another scheme', { authorization: 'Basic dop_v1_0000' }],
  ])('with %s is unauthorized', async (_what, headers) => {
    const answer = await send('/v2/account', { headers: headers as Record<string, string> })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({
      id: 'Unauthorized',
      message: 'Unable to authenticate you',
      request_id: answer.headers.get('x-request-id'),
    })
  })

  test.each([
    ['text that is no JSON', '{', 'application/json', 400],
    ['a list', '[]', 'application/json', 422],
    ['a form', 'name=web', 'application/x-www-form-urlencoded', 415],
  ])('with %s for a body is refused', async (_what, body, type, status) => {
    const headers = { authorization: `Bearer ${local.digitalocean.token}`, 'content-type': type }
    expect((await send('/v2/droplets', { method: 'POST', headers, body })).status).toBe(status)
  })

  test('for a path or a method that does not exist finds nothing', async () => {
    expect((await client.call('GET', '/v2/cats')).status).toBe(404)
    expect((await client.call('PATCH', '/v2/droplets/1')).status).toBe(404)
    expect((await client.call('GET', '/v2/droplets/%ff')).status).toBe(404)
  })

  test('is in the log by its operation, without user data', async () => {
    await create({ user_data: 'secret', colour: 'red' })
    expect(local.requests.at(-1)).toMatchObject({
      api: 'digitalocean',
      operation: 'droplets_create',
      status: 422,
      params: { name: 'web-1', size: 's-1vcpu-1gb', colour: 'red' },
    })
    expect(JSON.stringify(local.requests)).not.toContain('secret')
  })
})
