import { describe, expect, it } from 'vitest'
import { getOperation, listOperations, resumeNode, suspendNode, waitForOperation } from './index.ts'
import { answer, done, instance, mockedDriver, operation, refuse } from './testing/mock-gce.ts'

const zone = 'zones/europe-west1-b'

describe('an operation', () => {
  it.each([zone, 'regions/europe-west1', 'global'])('of %s is waited for by its handle', async (scope) => {
    const { name } = operation(scope)
    const handle = `projects/my-project/${scope}/operations/${name}`
    answer(`GET /${scope}/operations/${name}`, 200, operation(scope, { status: 'PENDING' }))
    answer(`GET /${scope}/operations/${name}`, 503, {})
    answer(`GET /${scope}/operations/${name}`, 200, operation(scope, { status: 'DONE', targetId: '7' }))
    expect(await waitForOperation(mockedDriver(), handle)).toMatchObject({ status: 'DONE', targetId: '7' })
  })

  it('that outlasts the call leaves its handle on the error, and the outcome open', async () => {
    const running = operation(zone, { status: 'RUNNING' })
    answer(`GET /${zone}/instances/web-1`, 200, instance('web-1', { status: 'TERMINATED' }))
    answer(`POST /${zone}/instances/web-1/start`, 200, running)
    for (let looks = 0; looks < 4; looks += 1)
      answer(`GET /${zone}/operations/${running.name}`, 200, { ...running, progress: 10 })
    const error = mockedDriver().startNode('europe-west1-b/web-1', { timeoutMs: 2000 })
    await expect(error).rejects.toMatchObject({
      code: 'timeout',
      outcome: 'unknown',
      operation: 'compute.instances.start',
      details: { operation: `projects/my-project/${zone}/operations/${running.name}` },
    })
  })

  it('that failed rejects as the call that began it would have', async () => {
    const failed = operation('global', {
      error: { errors: [{ code: 'RESOURCE_NOT_FOUND', message: 'Gone.' }] },
    })
    const handle = `projects/my-project/global/operations/${failed.name}`
    answer(`GET /global/operations/${failed.name}`, 200, failed)
    await expect(waitForOperation(mockedDriver(), handle)).rejects.toMatchObject({
      code: 'not-found',
      details: { operation: handle, errors: [{ code: 'RESOURCE_NOT_FOUND', message: 'Gone.' }] },
    })
  })

  it('is looked at, and listed', async () => {
    const { name } = operation('global')
    refuse(`GET /global/operations/${name}`, 404, 'notFound')
    const handle = `projects/my-project/global/operations/${name}`
    await expect(getOperation(mockedDriver(), handle)).rejects.toMatchObject({ code: 'not-found' })
    answer('GET /aggregated/operations', 200, { items: { global: { operations: [operation('global')] } } })
    expect(await listOperations(mockedDriver()).toArray()).toHaveLength(1)
  })

  it.each(['operation-1', 'projects/a/zones/b', 'projects/a/global/operations/../x', 7])(
    'is not looked for by the handle %s, which none has',
    async (handle) => {
      await expect(waitForOperation(mockedDriver(), handle as string)).rejects.toMatchObject({
        code: 'invalid',
      })
    },
  )
})

describe('a node', () => {
  it('is put to sleep and woken', async () => {
    answer(`GET /${zone}/instances/web-1`, 200, instance('web-1'))
    done(`POST /${zone}/instances/web-1/suspend`)
    await suspendNode(mockedDriver(), 'europe-west1-b/web-1')
    answer(`GET /${zone}/instances/web-1`, 200, instance('web-1', { status: 'SUSPENDED' }))
    done(`POST /${zone}/instances/web-1/resume`)
    await resumeNode(mockedDriver(), 'europe-west1-b/web-1')
  })

  it('that is stopped cannot be put to sleep', async () => {
    answer(`GET /${zone}/instances/web-1`, 200, instance('web-1', { status: 'TERMINATED' }))
    await expect(suspendNode(mockedDriver(), 'europe-west1-b/web-1')).rejects.toMatchObject({
      code: 'conflict',
    })
  })
})
