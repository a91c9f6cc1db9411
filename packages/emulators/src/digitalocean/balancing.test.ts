import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { selfMadeCertificate } from '../testing/self-made-certificate.ts'
import { answers, get, halfAsked, serving, until } from '../testing/web.ts'

let local: LocalCloud
let client: DigitalOceanClient
let droplets: readonly Body[]

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  client = digitaloceanClient(local)
  const made = ['one', 'two'].map((name) => client.droplet({ name, user_data: serving(name, '/up') }))
  droplets = await Promise.all(made)
  await until(() => local.inventory().digitalocean.droplets.every(({ booted }) => booted))
})
afterAll(() => local.close())

const http = { entry_protocol: 'http', entry_port: 80, target_protocol: 'http', target_port: 80 }
const tcp = { entry_protocol: 'tcp', entry_port: 8080, target_protocol: 'tcp', target_port: 80 }

/** A balancer that is active, and where a port of it is on this computer. */
async function balance(input: object) {
  const droplet_ids = droplets.map(({ id }) => id)
  const { load_balancer } = await client.post('/v2/load_balancers', {
    ...{ name: `front-${randomUUID()}`, region: 'nyc3', droplet_ids, forwarding_rules: [http, tcp] },
    ...input,
  })
  const path = `/v2/load_balancers/${load_balancer.id}`
  const show = async (): Promise<Body> => (await client.get(path)).load_balancer
  await until(async () => (await show()).status === 'active')
  const { ip } = await show()
  return { path, at: (port: number) => local.balancerAt({ host: ip, port }) }
}

test('requests and connections go to droplets, and one that is taken out ends what it has', async () => {
  const { path, at } = await balance({})
  const [web, raw] = [await at(80), await at(8080)]
  expect((await answers(web, 4)).toSorted()).toEqual(['one', 'one', 'two', 'two'])
  const held = [await halfAsked(raw), await halfAsked(raw)]
  await client.call('DELETE', `${path}/droplets`, { droplet_ids: [droplets[0].id] })
  expect(await answers(raw, 2)).toEqual(['two', 'two'])
  expect(await answers(web, 2)).toEqual(['two', 'two'])
  expect((await Promise.all(held.map(({ finish }) => finish()))).toSorted()).toEqual(['one', 'two'])
})

test('a cookie of the name that was chosen keeps clients at their droplet', async () => {
  const sticky_sessions = { type: 'cookies', cookie_name: 'AT', cookie_ttl_seconds: 300 }
  const { at } = await balance({ sticky_sessions })
  const first = await get(await at(80))
  const cookie = first.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
  expect(cookie).toMatch(/^AT=/)
  expect(await answers(await at(80), 3, { headers: { cookie } })).toEqual([
    first.text,
    first.text,
    first.text,
  ])
})

test('a droplet whose check fails gets nothing', async () => {
  const health_check = { protocol: 'http', port: 80, path: '/nothing', check_interval_seconds: 5 }
  const { at } = await balance({ health_check })
  expect(await get(await at(80))).toMatchObject({ status: 503 })
})

test('a balancer that redirects leads to https, and only what came by http', async () => {
  const { certificate, privateKey } = selfMadeCertificate({ name: 'example.com' })
  const own = await client.post('/v2/certificates', {
    name: 'web',
    type: 'custom',
    leaf_certificate: certificate,
    private_key: privateKey,
  })
  const certificate_id = own.certificate.id
  const https = { ...http, entry_protocol: 'https', entry_port: 443, certificate_id }
  const { at } = await balance({ forwarding_rules: [http, https, tcp], redirect_http_to_https: true })
  expect(await get(await at(80), { path: '/a?b=c', headers: { host: 'example.com:80' } })).toMatchObject({
    status: 307,
    headers: { location: 'https://example.com/a?b=c' },
  })
  expect(await answers(await at(8080), 2)).toEqual(expect.arrayContaining(['one', 'two']))
})
