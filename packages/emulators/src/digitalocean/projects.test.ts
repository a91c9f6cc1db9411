import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { openApi, whereOpenApi } from '../testing/openapi.ts'
import { shortTimes } from '../testing/sdk-client.ts'
import { projectResources } from './project-resources.ts'
import { projects } from './projects.ts'

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
  return client.call('POST', '/v2/projects', {
    name: `project-${made}`,
    purpose: 'Web Application',
    ...input,
  })
}
const newProject = async (input: object = {}): Promise<Body> => (await create(input)).body.project
const urns = async (id: string): Promise<readonly string[]> =>
  (await client.get(`/v2/projects/${id}/resources?per_page=200`)).resources.map(({ urn }: Body) => urn)
const assign = async (id: string, ...resources: string[]) =>
  Object.fromEntries(
    (await client.call('POST', `/v2/projects/${id}/resources`, { resources })).body.resources.map(
      ({ urn, status }: Body) => [urn, status],
    ),
  )

test('An account has a default project, which every resource is in that nobody assigned', async () => {
  const { project } = await client.get('/v2/projects/default')
  expect(project).toMatchObject({ is_default: true, purpose: 'Just trying out DigitalOcean' })
  const droplet = await client.droplet()
  const { volume } = await client.post('/v2/volumes', { name: 'data', region: 'nyc3', size_gigabytes: 1 })
  const { resources } = await client.get('/v2/projects/default/resources')
  expect(resources).toContainEqual({
    urn: `do:droplet:${droplet.id}`,
    assigned_at: droplet.created_at,
    links: { self: `${local.digitalocean.endpoint}/v2/droplets/${droplet.id}` },
    status: 'ok',
  })
  expect(await urns(project.id)).toContain(`do:volume:${volume.id}`)
  await client.call('DELETE', `/v2/droplets/${droplet.id}`)
  expect(await urns(project.id)).not.toContain(`do:droplet:${droplet.id}`)
  expect((await client.call('DELETE', `/v2/projects/${project.id}`)).status).toBe(412)
})

test('A project is made, changed in part or in whole, listed and deleted', async () => {
  const project = await newProject({ purpose: 'chess', environment: 'Staging' })
  expect(project).toMatchObject({ purpose: 'Other: chess', environment: 'Staging', is_default: false })
  const path = `/v2/projects/${project.id}`
  const patched = await client.call('PATCH', path, { description: 'games' })
  expect(patched.body.project).toMatchObject({ name: project.name, description: 'games' })
  const whole = {
    name: `${project.name}-b`,
    description: '',
    purpose: 'Other: chess',
    environment: 'Production',
    is_default: false,
  }
  expect((await client.call('PUT', path, { name: 'only' })).status).toBe(422)
  expect((await client.call('PUT', path, whole)).body.project).toMatchObject(whole)
  expect((await client.get(path)).project).toMatchObject(whole)
  expect((await client.get('/v2/projects')).projects).toContainEqual(expect.objectContaining(whole))
  const main = await client.call('PATCH', '/v2/projects/default', { description: 'all else' })
  expect(main.body.project).toMatchObject({ is_default: true, description: 'all else' })
  expect((await client.call('DELETE', path)).status).toBe(204)
  expect((await client.call('GET', path)).status).toBe(404)
})

test.each([
  [422, { name: ' ' }],
  [422, { name: 'x'.repeat(176) }],
  [422, { purpose: '' }],
  [422, { environment: 'Moon' }],
  [409, { name: 'first-project' }],
])('A project is refused with %i for %o', async (status, input) => {
  expect((await create(input)).status).toBe(status)
})

test('Resources are assigned, moved between projects, and keep a project from being deleted', async () => {
  const [one, two] = [await newProject(), await newProject()]
  const made = await client.post('/v2/reserved_ips', { region: 'nyc3', project_id: one.id })
  const { ip } = made.reserved_ip
  expect(made.reserved_ip.project_id).toBe(one.id)
  const [urn, lost] = [`do:floatingip:${ip}`, 'do:droplet:7']
  expect(await urns(one.id)).toEqual([urn])
  const [resource] = (await client.get(`/v2/projects/${one.id}/resources`)).resources
  const self = resource.links.self.slice(local.digitalocean.endpoint.length)
  expect((await client.get(self)).reserved_ip.ip).toBe(ip)
  expect(await assign(one.id, urn)).toEqual({ [urn]: 'already_assigned' })
  expect(await assign(two.id, urn, lost)).toEqual({ [urn]: 'assigned', [lost]: 'not_found' })
  expect([await urns(one.id), await urns(two.id)]).toEqual([[], [urn]])
  expect((await client.get(`/v2/reserved_ips/${ip}`)).reserved_ip.project_id).toBe(two.id)
  const malformed = await client.call('POST', `/v2/projects/${two.id}/resources`, {
    resources: ['droplet:7'],
  })
  expect(malformed.status).toBe(422)
  const refused = await client.call('DELETE', `/v2/projects/${two.id}`)
  expect(refused).toMatchObject({ status: 412, body: { id: 'precondition_failed' } })
  const { body } = await client.call('POST', '/v2/projects/default/resources', { resources: [urn] })
  expect(body.resources).toContainEqual(expect.objectContaining({ urn, status: 'assigned' }))
  expect((await client.call('DELETE', `/v2/projects/${two.id}`)).status).toBe(204)
})

test('Another project becomes the default, and what was in the old one stays there', async () => {
  const [old, next] = [(await client.get('/v2/projects/default')).project, await newProject()]
  const before = (await client.post('/v2/reserved_ips', { region: 'nyc3' })).reserved_ip
  expect((await client.call('PATCH', '/v2/projects/default', { is_default: false })).status).toBe(422)
  await client.call('PATCH', `/v2/projects/${next.id}`, { is_default: true })
  const after = (await client.post('/v2/reserved_ips', { region: 'nyc3' })).reserved_ip
  expect([before.project_id, after.project_id]).toEqual([old.id, next.id])
  expect((await client.get(`/v2/projects/${old.id}`)).project.is_default).toBe(false)
  expect((await client.get(`/v2/reserved_ips/${before.ip}`)).reserved_ip.project_id).toBe(old.id)
  const whole = { name: 'main', description: '', purpose: 'IoT', environment: 'Production', is_default: true }
  expect((await client.call('PUT', '/v2/projects/default', whole)).body.project).toMatchObject({
    id: next.id,
    ...whole,
  })
})

test.skipIf(!openApi)(`Every operation answers as the specification says${whereOpenApi}`, () => {
  expect([...client.checked]).toEqual(
    expect.arrayContaining(Object.keys({ ...projects, ...projectResources })),
  )
})
