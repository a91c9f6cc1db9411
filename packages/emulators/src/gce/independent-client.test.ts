import {
  ImagesClient,
  InstancesClient,
  MachineTypesClient,
  ZoneOperationsClient,
} from '@google-cloud/compute'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { googleAuth } from '../testing/google-auth.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let options: ConstructorParameters<typeof InstancesClient>[0]
let instances: InstancesClient

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 10 } })
  options = optionsFor(local)
  instances = new InstancesClient(options)
})
afterAll(() => local.close())

/** A client of `target` with the service account of `owner`. */
function optionsFor(target: LocalCloud, owner: LocalCloud = target) {
  const { hostname: apiEndpoint, port } = new URL(target.gce.endpoint)
  return { auth: googleAuth(owner), apiEndpoint, port: Number(port), protocol: 'http', fallback: true }
}

/** Of google.rpc.Code: what the client makes of 401, and of 404. */
const unauthenticated = 16
const notFound = 5

const instanceResource = (name: string) => ({
  name,
  machineType: `zones/${local.gce.zone}/machineTypes/e2-small`,
  disks: [
    {
      boot: true,
      autoDelete: true,
      initializeParams: {
        sourceImage: 'projects/ubuntu-os-cloud/global/images/family/ubuntu-2404-lts-amd64',
      },
    },
  ],
  networkInterfaces: [{ accessConfigs: [{ type: 'ONE_TO_ONE_NAT', name: 'External NAT' }] }],
  labels: { role: 'web' },
  metadata: { items: [{ key: 'user-data', value: '#cloud-config\n' }] },
})

/** Waits with the vendor's own operations client until an operation has ended. */
async function finished(name: string | undefined) {
  const operations = new ZoneOperationsClient(options)
  const { project, zone } = local.gce
  const [operation] = await operations.wait({ project, zone, operation: name ?? '' })
  expect([operation.status, operation.error ?? null]).toEqual(['DONE', null])
}

test("the vendor's client creates, lists, pages, stops and deletes instances", async () => {
  const { project, zone } = local.gce
  for (const name of ['web-1', 'web-2', 'web-3']) {
    const [operation] = await instances.insert({ project, zone, instanceResource: instanceResource(name) })
    await finished(operation.latestResponse.name as string)
  }
  const pages: (string | null | undefined)[][] = []
  let pageToken: string | undefined
  do {
    const [page, next] = await instances.list(
      { project, zone, maxResults: 2, filter: 'labels.role = web', ...(pageToken && { pageToken }) },
      { autoPaginate: false },
    )
    pages.push(page.map(({ name }) => name))
    pageToken = next?.pageToken ?? undefined
  } while (pageToken)
  expect(pages).toEqual([['web-1', 'web-2'], ['web-3']])

  const all = []
  for await (const [scope, { instances: own }] of instances.aggregatedListAsync({ project }))
    if (own?.length) all.push([scope, own.length])
  expect(all).toEqual([[`zones/${zone}`, 3]])

  const [stop] = await instances.stop({ project, zone, instance: 'web-1' })
  await finished(stop.latestResponse.name as string)
  const [stopped] = await instances.get({ project, zone, instance: 'web-1' })
  expect(stopped).toMatchObject({ status: 'TERMINATED', labels: { role: 'web' } })

  const [removed] = await instances.delete({ project, zone, instance: 'web-1' })
  await finished(removed.latestResponse.name as string)
  await expect(instances.get({ project, zone, instance: 'web-1' })).rejects.toMatchObject({ code: notFound })
})

test('it reads the catalogues, the public images by their family among them', async () => {
  const { project, zone } = local.gce
  const [types] = await new MachineTypesClient(options).list({ project, zone, filter: 'name = e2-small' })
  expect(types).toMatchObject([{ name: 'e2-small', guestCpus: 2, memoryMb: 2_048, isSharedCpu: true }])
  const images = new ImagesClient(options)
  const [latest] = await images.getFromFamily({ project: 'debian-cloud', family: 'debian-12' })
  const [same] = await images.get({ project: 'debian-cloud', image: latest.name ?? '' })
  expect(same).toMatchObject({ family: 'debian-12', status: 'READY', id: latest.id })
})

test('it is refused without a service account of the project', async () => {
  const { project, zone } = local.gce
  await using other = await startCloud()
  const stranger = new InstancesClient(optionsFor(local, other))
  await expect(stranger.list({ project, zone })).rejects.toMatchObject({ code: unauthenticated })
})
