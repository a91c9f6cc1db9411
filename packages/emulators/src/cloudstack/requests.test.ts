import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type CloudStackClient, cloudstackClient } from '../testing/cloudstack-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import type { commands } from './command-table.ts'
import { commands as answered } from './commands.ts'
import { declarationOf } from './parameters.ts'
import { signatureOf } from './signature.ts'
import { cloudstackZones } from './zones.ts'

let local: LocalCloud
let client: CloudStackClient
beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  client = cloudstackClient(local)
})
afterAll(() => local.close())

const signed = (input: Readonly<Record<string, string>>) => {
  const sent = new Map(Object.entries({ apikey: local.cloudstack.apiKey, ...input }))
  return new URLSearchParams([...sent, ['signature', signatureOf(sent, local.cloudstack.secretKey)]])
}

describe('a request', () => {
  test('is a GET or a POST, at the path of CloudStack or that of Ninefold', async () => {
    const form = signed({ command: 'listZones', response: 'json' })
    for (const { endpoint } of [local.cloudstack, local.ninefold]) {
      for (const request of [fetch(`${endpoint}?${form}`), fetch(endpoint, { method: 'POST', body: form })]) {
        const response = await request
        expect([response.status, response.headers.get('content-type')]).toEqual([
          200,
          'application/json; charset=UTF-8',
        ])
        expect(await response.json()).toMatchObject({ listzonesresponse: { count: 2 } })
      }
    }
    const elsewhere = await fetch(new URL('/api', local.cloudstack.endpoint))
    expect(elsewhere.status).toBe(404)
  })

  test('that does not ask for JSON gets XML', async () => {
    const response = await fetch(
      `${local.cloudstack.endpoint}?${signed({ command: 'listZones', name: 'zone-basic' })}`,
    )
    expect(response.headers.get('content-type')).toBe('text/xml; charset=UTF-8')
    const text = await response.text()
    expect(text).toContain('<listzonesresponse cloud-stack-version="4.22.0.0"><count>1</count><zone><id>')
    expect(text).toContain('<securitygroupsenabled>true</securitygroupsenabled>')
  })

  test('that is not signed is 401, whatever it asks for', async () => {
    const form = signed({ command: 'listZones', response: 'json' })
    form.set('name', 'another')
    const response = await fetch(`${local.cloudstack.endpoint}?${form}`)
    expect(response.status).toBe(401)
    expect(await response.json()).toEqual({
      listzonesresponse: {
        uuidList: [],
        errorcode: 401,
        cserrorcode: 9999,
        errortext: 'unable to verify user credentials and/or request signature',
      },
    })
  })

  test('for a command that there is none of is 432', async () => {
    expect(await client.call('listDragons')).toMatchObject({
      status: 432,
      name: 'errorresponse',
      body: { errorcode: 432, cserrorcode: 9999, errortext: expect.stringContaining("'listDragons'") },
    })
  })

  test.each([
    ['listZones', { colour: 'red' }, 'Unknown parameters : colour'],
    ['listZones', { page: 'one', pagesize: 1 }, 'due to invalid value one for parameter page'],
    ['listZones', { available: 'perhaps' }, 'due to invalid value perhaps for parameter available'],
    [
      'startVirtualMachine',
      {},
      'Unable to execute API command startvirtualmachine due to missing parameter id',
    ],
    ['startVirtualMachine', { id: 'none' }, 'Invalid parameter id value=none'],
    ['listZones', { id: '00000000-0000-4000-8000-000000000000' }, 'or entity does not exist'],
    ['listZones', { page: 1 }, '"pagesize" parameter is required when "page" is specified'],
    ['listZones', { pagesize: 1 }, '"page" parameter is required when "pagesize" is specified'],
    ['listZones', { page: 1, pagesize: 501 }, "Page size can't exceed max allowed page size value: 500"],
    ['listZones', { name: 'a\u0007b' }, 'illegal ASCII non-printable characters'],
    ['createSSHKeyPair', { name: 'a'.repeat(256) }, 'Value greater than max allowed length 255'],
  ])('%s of %o is 431: %s', async (command, input, text) => {
    expect(await client.call(command, input)).toMatchObject({
      status: 431,
      name: `${command.toLowerCase()}response`,
      body: { errorcode: 431, errortext: expect.stringContaining(text) },
    })
  })

  test('with a map that is none is 430', async () => {
    expect(await client.call('listVirtualMachines', { 'tags[0]': 'a' })).toMatchObject({
      status: 430,
      body: { errorcode: 430, cserrorcode: 9999 },
    })
  })

  test('with a parameter that is not heeded is refused, and not passed over', async () => {
    expect(await client.call('listZones', { showcapacities: true })).toMatchObject({ status: 432 })
  })

  test('names parameters in any case', async () => {
    const form = signed({ COMMAND: 'listZones', Response: 'json', NAME: 'zone-basic' })
    expect(await (await fetch(`${local.cloudstack.endpoint}?${form}`)).json()).toMatchObject({
      listzonesresponse: { zone: [{ id: cloudstackZones.basic }] },
    })
  })
})

test('lists are cut into pages, and count what all of them hold', async () => {
  const pages = [1, 2, 3, 4].map((page) => client.ask('listServiceOfferings', { page, pagesize: 2 }))
  const [first, second, third, beyond] = await Promise.all(pages)
  expect([first.count, first.serviceoffering.length, second.serviceoffering.length]).toEqual([5, 2, 2])
  expect(third.serviceoffering.map((one: { readonly name: string }) => one.name)).toEqual(['Custom Instance'])
  expect(beyond).toEqual({})
})

test.each([
  ['530', 530, 4250],
  ['535', 535, 4370],
  [undefined, 429, 4545],
  ['RequestLimitExceeded', 429, 4545],
])('a fault with the code %s answers %i', async (code, status, cserrorcode) => {
  const fault = { kind: 'error', operation: 'listZones', count: 1 } as const
  local.faults.add(code === undefined ? fault : { ...fault, code })
  expect(await client.call('listZones')).toMatchObject({ status, body: { errorcode: status, cserrorcode } })
})

test('the log holds what was asked, and no secret', async () => {
  await client.call('deployVirtualMachine', { userdata: 'c2VjcmV0', password: 'secret' })
  const { params, ...entry } = local.requests.at(-1) ?? { params: {} }
  expect(entry).toMatchObject({ api: 'cloudstack', operation: 'deployVirtualMachine', status: 431 })
  expect(params).toEqual({ command: 'deployVirtualMachine', response: 'json' })
})

test('every command takes parameters that the description has, and answers with a job where it says so', () => {
  for (const [name, command] of Object.entries(answered)) {
    const { fields, asynchronous } = declarationOf(name as keyof typeof commands)
    const strange = [...command.takes].filter(
      (one) => !fields.has(one) && one !== 'projectid' && one !== 'showicon',
    )
    expect([name, strange, command.way]).toEqual([name, [], asynchronous ? 'job' : 'now'])
    const lost = [...fields].filter(([one, { required }]) => required && !command.takes.has(one))
    expect([name, lost]).toEqual([name, []])
  }
})
