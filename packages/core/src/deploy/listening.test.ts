import { describe, expect, it } from 'vitest'
import { broken, failing, rejecting, succeeding } from '../testing/failing-deployment.ts'
import type { DeployEvent } from './deploy-node.ts'
import type { Step } from './step.ts'

describe('a listener that throws', () => {
  const throwing = (at: string) => (event: DeployEvent) => {
    if (`${event.phase} ${event.status}` === at) throw new Error('the listener broke')
  }

  it('fails the deployment, before anything is created or after', async () => {
    const before = failing({ onEvent: throwing('create started') })
    expect(await before.deploy([])).toMatchObject({ message: expect.stringMatching(/the listener broke/) })
    expect(before.driver.calls).toEqual([])
    const after = failing({ onEvent: throwing('create done') })
    expect(await after.deploy([], { onFailure: 'destroy' })).toMatchObject({
      details: { phase: 'create', nodeId: 'n-1', cleanup: 'destroyed' },
    })
  })

  it('fails the deployment as soon as it rejects, whatever runs', async () => {
    const { deploy, driver } = failing({
      onEvent: async ({ phase, status }) => {
        if (phase === 'step' && status === 'started') throw new Error('the listener broke')
      },
    })
    const waiting: Step = {
      title: 'waiting',
      run: (_shell, { signal }) =>
        new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
    }
    expect(await deploy([waiting], { onFailure: 'destroy' })).toMatchObject({
      code: 'unknown',
      message: 'The deployment of web-1 failed (step: waiting): the listener broke',
      details: { cleanup: 'destroyed', remaining: ['waiting'] },
    })
    expect(driver.destroyed).toHaveLength(1)
  })

  it('fails the deployment also where it rejects for the last event', async () => {
    const { deploy } = failing({
      onEvent: async ({ phase, status }) => {
        await new Promise((resolve) => setImmediate(resolve))
        if (phase === 'shell' && status === 'done') throw new Error('the listener broke')
      },
    })
    expect(await deploy([])).toMatchObject({ message: expect.stringMatching(/the listener broke/) })
  })

  it('does not end the process where it rejects while the deployment fails', async () => {
    const unhandled: unknown[] = []
    const listen = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', listen)
    const { deploy } = failing({
      onEvent: async ({ phase, status }) => {
        if (status === 'failed' || phase === 'cleanup') throw new Error('the listener broke')
      },
    })
    expect(await deploy([rejecting('b', broken)], { onFailure: 'destroy' })).toMatchObject({
      code: 'network',
      details: { cleanup: 'destroyed' },
    })
    await new Promise((resolve) => setTimeout(resolve, 10))
    process.off('unhandledRejection', listen)
    expect(unhandled).toEqual([])
  })

  it('after a step is told of that step, which is done', async () => {
    const { deploy } = failing({ onEvent: throwing('step done') })
    expect(await deploy([succeeding('a'), succeeding('b')])).toMatchObject({
      message: 'The deployment of web-1 failed (step: a): the listener broke',
      details: { done: ['a'], remaining: ['b'] },
    })
  })

  it('does not keep the deployment from cleaning up', async () => {
    const { deploy, driver } = failing({
      onEvent: ({ status, phase }) => {
        if (status === 'failed' || phase === 'cleanup') throw new Error('the listener broke')
      },
    })
    expect(await deploy([rejecting('b', broken)], { onFailure: 'destroy' })).toMatchObject({
      code: 'network',
      details: { cleanup: 'destroyed' },
    })
    expect(driver.destroyed).toHaveLength(1)
  })
})
