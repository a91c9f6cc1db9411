import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { NodeState } from './contract/compute.ts'
import { CloudError } from './errors.ts'
import { fakeCompute, fakeNode, type Look, notFound } from './testing/fake-compute.ts'
import { failure } from './testing/operations.ts'
import { waitForNode } from './wait-for-node.ts'

const setup = (...looks: readonly Look[]) => {
  const clock = virtualClock({ start: 0, auto: true })
  return { clock, driver: fakeCompute(clock, looks) }
}
const lost = new CloudError('The connection was lost', { code: 'network', retryable: true })

describe('waitForNode', () => {
  it('refuses a state that no node can be in, which would never come', async () => {
    const { driver } = setup(fakeNode('running'))
    const waiting = waitForNode(driver, 'n-1', 'runing' as NodeState)
    await expect(waiting).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringContaining('"runing"'),
    })
  })

  it.each([undefined, null, {}, Promise.resolve({})])('refuses %o in place of a driver', async (driver) => {
    expect(await failure(waitForNode(driver as never, 'n-1', 'running'))).toMatchObject({
      code: 'invalid',
      message:
        "The driver that waitForNode was given has no function getNode: pass what a driver's compute() returned",
    })
  })

  it('asks for that node alone until it is in the state', async () => {
    const { driver } = setup('pending', 'starting', 'running')
    expect(await waitForNode(driver, 'n-1', 'running')).toEqual(fakeNode('running'))
    expect(driver.calls).toEqual(['getNode', 'getNode', 'getNode'])
  })

  it('asks at once, on the clock that the driver lives in', async () => {
    const { driver, clock } = setup('pending', 'running')
    await waitForNode(driver, { id: 'n-1' }, 'running')
    expect(driver.looks.map(({ at }) => at)).toEqual([0, 250])
    expect(clock.now()).toBe(250)
  })

  it('asks also where the node that it is given is in the state already', async () => {
    const { driver } = setup('running')
    await waitForNode(driver, fakeNode('running'), 'running')
    expect(driver.looks).toHaveLength(1)
  })

  it('bears single failed looks', async () => {
    const { driver } = setup('pending', lost, lost, 'running')
    expect((await waitForNode(driver, 'n-1', 'running')).state).toBe('running')
  })

  it('ends after five failed looks in a row', async () => {
    const { driver } = setup('pending', lost)
    expect(await failure(waitForNode(driver, 'n-1', 'running'))).toBe(lost)
    expect(driver.looks).toHaveLength(6)
  })

  it('tells the last state when its time is up', async () => {
    const { driver, clock } = setup('pending', 'starting')
    const waiting = waitForNode(driver, 'n-1', 'running', { timeoutMs: 30_000 })
    expect(await failure(waiting)).toMatchObject({
      code: 'timeout',
      message: 'Waited 30000 ms for node n-1 to be running; last: it is starting',
    })
    expect(clock.now()).toBe(30_000)
  })

  it('is aborted in the middle of a pause', async () => {
    const clock = virtualClock({ start: 0 })
    const driver = fakeCompute(clock, ['pending'])
    const controller = new AbortController()
    const waiting = failure(waitForNode(driver, 'n-1', 'running', { signal: controller.signal }))
    await clock.advance(100)
    controller.abort('enough')
    expect(await waiting).toMatchObject({ code: 'aborted', cause: 'enough' })
    expect(driver.looks).toHaveLength(1)
  })

  it('rejects what is no node', async () => {
    const { driver } = setup('running')
    for (const ref of ['', { kind: 'volume', id: 'v-1' }, undefined]) {
      expect(await failure(waitForNode(driver, ref as never, 'running'))).toMatchObject({ code: 'invalid' })
    }
    expect(driver.calls).toEqual([])
  })
})

describe('a node that the provider does not know', () => {
  it('is waited for where it was never seen', async () => {
    const { driver } = setup(notFound, notFound, notFound, notFound, notFound, notFound, 'running')
    expect((await waitForNode(driver, fakeNode('pending'), 'running')).state).toBe('running')
  })

  it('is waited for no longer than 60 seconds', async () => {
    const { driver, clock } = setup(notFound)
    expect(await failure(waitForNode(driver, 'n-1', 'running'))).toMatchObject({ code: 'not-found' })
    expect(clock.now()).toBeGreaterThanOrEqual(60_000)
    expect(clock.now()).toBeLessThanOrEqual(70_000)
  })

  it('is gone at once where it was seen before', async () => {
    const { driver } = setup('pending', notFound)
    expect(await failure(waitForNode(driver, 'n-1', 'running'))).toBe(notFound)
    expect(driver.looks).toHaveLength(2)
  })
})

describe('a wait that cannot end well', () => {
  it.each<readonly [NodeState, NodeState]>([
    ['error', 'running'],
    ['terminating', 'running'],
    ['terminated', 'running'],
    ['terminated', 'stopped'],
    ['terminated', 'terminating'],
    ['terminated', 'error'],
  ])('ends at once in state %s where %s is waited for', async (state, goal) => {
    const { driver } = setup('pending', state)
    expect(await failure(waitForNode(driver, 'n-1', goal))).toMatchObject({
      code: 'failed',
      message: `Node n-1 is ${state} and will not be ${goal}`,
      details: { nodeId: 'n-1', state },
    })
    expect(driver.looks).toHaveLength(2)
  })

  it.each<readonly [NodeState, NodeState]>([
    ['error', 'terminated'],
    ['terminating', 'terminated'],
    ['error', 'terminating'],
    ['stopped', 'running'],
    ['unknown', 'running'],
  ])('is not one in state %s where %s is waited for', async (state, goal) => {
    const { driver } = setup(state, goal)
    expect((await waitForNode(driver, 'n-1', goal)).state).toBe(goal)
  })
})

describe('waiting for terminated', () => {
  it('resolves with the node while the provider shows it', async () => {
    const { driver } = setup('terminating', 'terminated')
    expect((await waitForNode(driver, 'n-1', 'terminated')).state).toBe('terminated')
  })

  it('resolves with the node as last seen when the provider does not know it any more', async () => {
    const last = fakeNode('terminating', { publicIps: ['192.0.2.1'], tags: { a: 'b' } })
    const { driver } = setup(last, notFound)
    expect(await waitForNode(driver, 'n-1', 'terminated')).toEqual({
      ...last,
      state: 'terminated',
      publicIps: [],
    })
  })

  it('resolves with the node that it was given where that is gone already, after three looks', async () => {
    for (const intervalMs of [1_000, 60_000]) {
      const { driver } = setup(notFound)
      const waiting = waitForNode(driver, fakeNode('stopped'), 'terminated', { intervalMs })
      expect(await waiting).toEqual(fakeNode('terminated'))
      expect(driver.looks).toHaveLength(3)
    }
  })

  it('gives a node that it has not seen two and a half seconds to show, however quick its looks', async () => {
    const { driver, clock } = setup(notFound)
    await waitForNode(driver, fakeNode('pending'), 'terminated')
    expect(clock.now()).toBeGreaterThanOrEqual(2_500)
    expect(driver.looks).toHaveLength(6)
  })

  it('does not take a new node for gone that is not known everywhere yet', async () => {
    const { driver } = setup(notFound, notFound, 'pending', 'terminating', notFound)
    expect((await waitForNode(driver, fakeNode('pending'), 'terminated')).state).toBe('terminated')
    expect(driver.looks).toHaveLength(5)
  })

  it('does not take the id of what was never there for a node', async () => {
    const { driver } = setup(notFound)
    expect(await failure(waitForNode(driver, 'n-1', 'terminated'))).toMatchObject({ code: 'not-found' })
  })
})
