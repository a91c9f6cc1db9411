import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type GceClient, gceClient, smallInstance } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: GceClient

const zone = 'zones/europe-west1-b'
const managers = `${zone}/instanceGroupManagers`
const properties = {
  machineType: 'e2-micro',
  disks: smallInstance.disks,
  networkInterfaces: smallInstance.networkInterfaces,
  labels: { role: 'web' },
}

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 5 } })
  client = gceClient(local)
  await client.change('POST', 'global/instanceTemplates', { name: 'web', properties })
})
afterAll(() => local.close())

const instances = async () =>
  ((await client.get(`${zone}/instances`)).items ?? []).map(({ name }: Body) => name)
const settled = (count: number) => expect.poll(async () => (await instances()).length).toBe(count)

test('an instance is made of a template, with what the request says besides', async () => {
  const made = await client.ended(
    await client.post(`${zone}/instances?sourceInstanceTemplate=global/instanceTemplates/web`, {
      name: 'one',
    }),
  )
  expect(made.error).toBeUndefined()
  expect(await client.get(`${zone}/instances/one`)).toMatchObject({
    labels: { role: 'web' },
    machineType: expect.stringMatching(/e2-micro$/),
  })
  await client.change('DELETE', `${zone}/instances/one`)
  expect(
    await client.refusal('POST', 'global/instanceTemplates', {
      name: 'x',
      properties: { ...properties, machineType: `${zone}/machineTypes/e2-micro` },
    }),
  ).toMatchObject({ status: 400 })
  expect(await client.refusal('POST', 'global/instanceTemplates', { name: 'x' })).toMatchObject({
    status: 400,
    reason: 'required',
  })
})

test('a managed group makes, replaces, gives away and deletes its instances', async () => {
  await client.change('POST', managers, {
    name: 'web',
    baseInstanceName: 'web',
    instanceTemplate: 'global/instanceTemplates/web',
    targetSize: 2,
  })
  const manager = await client.get(`${managers}/web`)
  expect(manager).toMatchObject({
    targetSize: 2,
    instanceGroup: expect.stringMatching(/instanceGroups\/web$/),
  })
  await settled(2)
  const statuses = async () => {
    const { managedInstances } = await client.post(`${managers}/web/listManagedInstances`)
    return managedInstances.map(({ instanceStatus }: Body) => instanceStatus)
  }
  await expect.poll(statuses).toEqual(['RUNNING', 'RUNNING'])
  await client.change('POST', `${managers}/web/resize?size=3`)
  await settled(3)
  const [first = '', second = ''] = await instances()
  await client.change('POST', `${managers}/web/deleteInstances`, {
    instances: [`${zone}/instances/${first}`],
  })
  await settled(2)
  await client.change('POST', `${managers}/web/recreateInstances`, {
    instances: [`${zone}/instances/${second}`],
  })
  await expect.poll(instances).not.toContain(second)
  const [kept = ''] = await instances()
  await client.change('POST', `${managers}/web/abandonInstances`, {
    instances: [`${zone}/instances/${kept}`],
  })
  expect((await client.get(`${managers}/web`)).targetSize).toBe(1)
  expect(
    await client.refusal('POST', `${managers}/web/deleteInstances`, {
      instances: [`${zone}/instances/${kept}`],
    }),
  ).toMatchObject({ status: 400 })
  expect(await client.refusal('DELETE', 'global/instanceTemplates/web')).toMatchObject({
    reason: 'resourceInUseByAnotherResource',
  })
  expect(await client.refusal('DELETE', `${zone}/instanceGroups/web`)).toMatchObject({
    reason: 'resourceInUseByAnotherResource',
  })
  await client.change('DELETE', `${managers}/web`)
  await expect.poll(instances).toEqual([kept])
  expect(await client.refusal('GET', `${zone}/instanceGroups/web`)).toMatchObject({ status: 404 })
  await client.change('DELETE', `${zone}/instances/${kept}`)
})

test('an autoscaler keeps its group between its bounds', async () => {
  await client.change('POST', managers, {
    name: 'scaled',
    instanceTemplate: 'global/instanceTemplates/web',
    targetSize: 1,
  })
  const autoscalingPolicy = { minNumReplicas: 2, maxNumReplicas: 3, coolDownPeriodSec: 60 }
  const scaler = { name: 'scaled', target: `${managers}/scaled`, autoscalingPolicy }
  await client.change('POST', `${zone}/autoscalers`, scaler)
  await settled(2)
  expect(await client.get(`${zone}/autoscalers/scaled`)).toMatchObject({
    status: 'ACTIVE',
    recommendedSize: 2,
  })
  await client.change('PATCH', `${zone}/autoscalers?autoscaler=scaled`, {
    autoscalingPolicy: { minNumReplicas: 3 },
  })
  await settled(3)
  expect(
    await client.refusal('POST', `${zone}/autoscalers`, {
      ...scaler,
      name: 'x',
      autoscalingPolicy: { minNumReplicas: 5, maxNumReplicas: 1 },
    }),
  ).toMatchObject({ status: 400 })
  expect(await client.refusal('POST', `${zone}/autoscalers`, { ...scaler, name: 'x' })).toMatchObject({
    reason: 'resourceInUseByAnotherResource',
  })
  expect(await client.refusal('DELETE', `${managers}/scaled`)).toMatchObject({
    reason: 'resourceInUseByAnotherResource',
  })
  await client.change('DELETE', `${zone}/autoscalers/scaled`)
  await client.change('DELETE', `${managers}/scaled`)
  await settled(0)
})
