import { describe, expect, it } from 'vitest'
import { getBackendHealth, getProject, listGroupInstances, listManagedInstances } from './index.ts'
import { answer, mockedDriver, refuse } from './testing/mock-gce.ts'

const driver = mockedDriver()
const zone = '/zones/europe-west1-b'
const web1 = { instance: 'projects/my-project/zones/europe-west1-b/instances/web-1', status: 'RUNNING' }

describe('the instances of a group', () => {
  it('are asked for page by page', async () => {
    const path = `POST ${zone}/instanceGroups/web/listInstances`
    const first = answer(path, 200, { items: [web1], nextPageToken: 'more' })
    const second = answer(path, 200, {})
    expect(await listGroupInstances(driver, 'europe-west1-b/web', { state: 'RUNNING' }).toArray()).toEqual([
      web1,
    ])
    expect(first.body).toEqual({ instanceState: 'RUNNING' })
    expect([first.query.get('pageToken'), second.query.get('pageToken')]).toEqual([null, 'more'])
  })

  it('of a managed one, with what is being done to each, also in a region', async () => {
    const managed = { ...web1, currentAction: 'CREATING' }
    answer(`POST ${zone}/instanceGroupManagers/web/listManagedInstances`, 200, {
      managedInstances: [managed],
    })
    expect(await listManagedInstances(driver, 'europe-west1-b/web').toArray()).toEqual([managed])
    answer('POST /regions/europe-west1/instanceGroupManagers/web/listManagedInstances', 200, {})
    expect(await listManagedInstances(driver, 'europe-west1/web').toArray()).toEqual([])
  })

  it('of what is no group, or under a state that is none, are not asked for', () => {
    expect(() => listGroupInstances(driver, 'web')).toThrow(expect.objectContaining({ code: 'not-found' }))
    expect(() => listGroupInstances(driver, 'europe-west1-b/web', { state: 'ASLEEP' as never })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    )
  })
})

describe('the health of what is behind a backend service', () => {
  it('is told group by group', async () => {
    const health = { instance: web1.instance, healthState: 'HEALTHY', port: 80 }
    const sent = answer('POST /global/backendServices/web/getHealth', 200, { healthStatus: [health] })
    expect(await getBackendHealth(driver, 'web', 'europe-west1-b/web')).toEqual([health])
    expect(sent.body).toEqual({ group: 'projects/my-project/zones/europe-west1-b/instanceGroups/web' })
    answer('POST /global/backendServices/web/getHealth', 200, {})
    expect(await getBackendHealth(driver, 'web', 'europe-west1-b/web')).toEqual([])
  })

  it('of a service that there is not is not found', async () => {
    const asked = getBackendHealth(driver, 'We b', 'europe-west1-b/web')
    await expect(asked).rejects.toMatchObject({ code: 'not-found' })
    refuse('POST /global/backendServices/web/getHealth', 404, 'notFound')
    await expect(getBackendHealth(driver, 'web', 'europe-west1-b/web')).rejects.toMatchObject({
      code: 'not-found',
    })
  })
})

it('the project is told with its quotas, and without its metadata', async () => {
  const quotas = [{ metric: 'SNAPSHOTS', limit: 1000, usage: 3 }]
  const items = [{ key: 'password', value: 'hidden' }]
  answer('GET //my-project', 200, { name: 'my-project', quotas, commonInstanceMetadata: { items } })
  expect(await getProject(driver)).toEqual({ name: 'my-project', quotas })
})
