import { describe, expect, it } from 'vitest'
import type { CallOptions } from '../contract/call.ts'
import type { CreateNode } from '../contract/compute.ts'
import { CloudError } from '../errors.ts'
import { broken, failing, rejecting, type Setup, succeeding } from '../testing/failing-deployment.ts'
import { type FakeIn, fakeNode, notFound } from '../testing/fake-compute.ts'
import type { DeployEvent } from './deploy-node.ts'
import type { Step } from './step.ts'

describe('onFailure: destroy', () => {
  it('destroys the node, after the shell is closed, in a time of its own', async () => {
    const order: string[] = []
    const { deploy, driver, events, access } = failing({
      changes: {
        destroyNode: async (node, call) => {
          order.push(...access.shell.done.map(String), `destroy ${node} ${call?.timeoutMs}`)
        },
      },
    })
    expect(await deploy([rejecting('b', broken)], { onFailure: 'destroy' })).toMatchObject({
      code: 'network',
      outcome: 'not-applied',
      details: { phase: 'step', nodeId: 'n-1', cleanup: 'destroyed' },
    })
    expect(order).toEqual(['close', 'destroy n-1 120000'])
    expect(events.slice(-3)).toEqual(['step failed b', 'cleanup started', 'cleanup done'])
    expect(driver.calls).not.toContain('destroyNode')
  })

  it('holds in every phase', async () => {
    const answers: readonly (readonly [string, Setup])[] = [
      ['running', { looks: ['error'] }],
      ['running', { looks: [notFound, 'pending', notFound] }],
    ]
    for (const [phase, how] of answers) {
      const { deploy, driver } = failing(how)
      expect(await deploy([], { onFailure: 'destroy' })).toMatchObject({
        details: { phase, cleanup: 'destroyed' },
      })
      expect(driver.destroyed.map(({ id }) => id)).toEqual(['n-1'])
    }
    const { deploy, driver, access } = failing()
    const refusing = {
      ...access,
      connect: () => Promise.reject(new CloudError('wrong host', { code: 'untrusted' })),
    }
    expect(await deploy([], { onFailure: 'destroy', shell: refusing })).toMatchObject({
      code: 'untrusted',
      details: { phase: 'shell', cleanup: 'destroyed' },
    })
    expect(driver.destroyed).toHaveLength(1)
  })

  it('holds where the caller aborts, with a signal that is not aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const { deploy, driver } = failing({
      answer: async (_command, { signal }) => {
        setImmediate(() => controller.abort(reason))
        return new Promise((_resolve, reject) =>
          signal?.addEventListener('abort', () => reject(signal.reason)),
        )
      },
    })
    const step: Step = {
      title: 'x',
      run: async (shell, context) => ({ title: 'x', ...(await shell.run(['x'], context)) }),
    }
    expect(await deploy([step], { onFailure: 'destroy' }, { signal: controller.signal })).toMatchObject({
      code: 'aborted',
      outcome: 'not-applied',
      details: { phase: 'step', cleanup: 'destroyed' },
    })
    expect(driver.destroyed).toMatchObject([{ id: 'n-1', call: { timeoutMs: 120_000 } }])
    expect(driver.destroyed[0]?.call?.signal?.aborted).toBe(false)
  })

  it('holds where the caller aborts between steps that do not listen', async () => {
    const controller = new AbortController()
    const { deploy, driver, events } = failing()
    const first: Step = {
      title: 'first',
      run: async (_shell, _context) => {
        controller.abort('enough')
        return { title: 'first', exitCode: 0, stdout: '', stderr: '', durationMs: 0 }
      },
    }
    expect(
      await deploy([first, succeeding('second')], { onFailure: 'destroy' }, { signal: controller.signal }),
    ).toMatchObject({
      code: 'aborted',
      details: { done: ['first'], remaining: ['second'], cleanup: 'destroyed' },
    })
    expect(events).not.toContain('step started second')
    expect(driver.destroyed).toHaveLength(1)
  })

  it('takes a node that is gone for destroyed', async () => {
    const { deploy } = failing({ changes: { destroyNode: () => Promise.reject(notFound) } })
    expect(await deploy([rejecting('b', broken)], { onFailure: 'destroy' })).toMatchObject({
      outcome: 'not-applied',
      details: { cleanup: 'destroyed' },
    })
  })

  it('tells where destroying failed, beside what failed first', async () => {
    const { deploy, events } = failing({
      changes: { destroyNode: () => Promise.reject(new CloudError('It is protected', { code: 'conflict' })) },
    })
    expect(await deploy([rejecting('b', broken)], { onFailure: 'destroy' })).toMatchObject({
      code: 'network',
      outcome: 'unknown',
      details: { phase: 'step', nodeId: 'n-1', cleanup: 'failed', cleanupError: 'It is protected' },
    })
    expect(events.slice(-2)).toEqual(['cleanup started', 'cleanup failed'])
  })
})

describe('a node that is new and not known to every server', () => {
  const unreachable = {
    connect: () => Promise.reject(new CloudError('wrong host', { code: 'untrusted' })),
  }
  const answering = (...answers: ('not-found' | 'done')[]) => {
    const asked: number[] = []
    const { clock, deploy } = failing({
      looks: [new CloudError('no', { code: 'forbidden' })],
      changes: {
        destroyNode: async () => {
          asked.push(clock.now())
          if (answers[Math.min(asked.length, answers.length) - 1] === 'not-found') throw notFound
        },
      },
    })
    return { asked, ended: deploy([], { onFailure: 'destroy' }) }
  }

  it('is destroyed as soon as it is known', async () => {
    const { asked, ended } = answering('not-found', 'done')
    expect(await ended).toMatchObject({ details: { phase: 'running', cleanup: 'destroyed' } })
    expect(asked).toEqual([0, 2_000])
  })

  it('is taken for destroyed only when it was unknown for a minute', async () => {
    const { asked, ended } = answering('not-found')
    expect(await ended).toMatchObject({ details: { cleanup: 'destroyed' } })
    expect(asked).toEqual([0, 2_000, 6_000, 12_000, 20_000, 30_000, 40_000, 50_000, 60_000])
  })

  it('is looked for once where the deployment has seen it', async () => {
    let asked = 0
    const destroyNode = async () => {
      asked += 1
      throw notFound
    }
    const { deploy, access } = failing({ changes: { destroyNode } })
    const error = await deploy([], { onFailure: 'destroy', shell: { ...access, ...unreachable } })
    expect(error).toMatchObject({ details: { phase: 'shell', cleanup: 'destroyed' } })
    expect(asked).toBe(1)
  })
})

describe('a node that nobody heard of', () => {
  const lost = new CloudError('No answer came', { code: 'timeout', outcome: 'unknown', retryable: true })

  /** Its creation fails with each of these in turn, and then gives the node. */
  const setupLost = (...failures: unknown[]) => {
    const asked: { readonly options: CreateNode<FakeIn>; readonly call: CallOptions | undefined }[] = []
    const createNode = async (options: CreateNode<FakeIn>, call?: CallOptions) => {
      const fails = failures[asked.push({ options, call }) - 1]
      if (typeof fails === 'function') return fails()
      if (fails) throw fails
      return fakeNode('pending')
    }
    const told: DeployEvent[] = []
    const onEvent = (event: DeployEvent) => void told.push(event)
    return { ...failing({ changes: { createNode }, onEvent }), asked, told }
  }

  it('is had by sending the same request again, and destroyed', async () => {
    const { deploy, driver, asked, events } = setupLost(lost)
    expect(await deploy([succeeding('a')], { onFailure: 'destroy' })).toMatchObject({
      code: 'timeout',
      outcome: 'not-applied',
      retryable: true,
      details: { phase: 'create', nodeId: 'n-1', cleanup: 'destroyed', remaining: ['a'] },
    })
    expect(asked).toHaveLength(2)
    expect(asked[1]?.options).toEqual(asked[0]?.options)
    expect(driver.destroyed.map(({ id }) => id)).toEqual(['n-1'])
    expect(events).toEqual(['create started', 'create failed', 'cleanup started', 'cleanup done'])
  })

  it('is destroyed too where the caller aborts, within a signal of its own', async () => {
    const controller = new AbortController()
    const never = () => {
      setImmediate(() => controller.abort('enough'))
      return new Promise(() => {})
    }
    const { deploy, driver, asked } = setupLost(never)
    expect(await deploy([], { onFailure: 'destroy' }, { signal: controller.signal })).toMatchObject({
      code: 'aborted',
      outcome: 'not-applied',
      details: { cleanup: 'destroyed' },
    })
    expect(asked[0]?.call?.signal?.aborted).toBe(true)
    expect(asked[1]?.call?.signal?.aborted).toBe(false)
    expect(driver.destroyed).toHaveLength(1)
  })

  it('but whose id its failed creation told is destroyed by that, and asked for once', async () => {
    const failedAfter = new CloudError('The action create failed', {
      code: 'failed',
      outcome: 'applied',
      details: { nodeId: 'n-7', actionId: 3 },
    })
    const { deploy, driver, asked, told } = setupLost(failedAfter)
    expect(await deploy([], { onFailure: 'destroy' })).toMatchObject({
      code: 'failed',
      outcome: 'not-applied',
      details: { phase: 'create', nodeId: 'n-7', actionId: 3, cleanup: 'destroyed' },
    })
    expect(asked).toHaveLength(1)
    // A node that was never shown may be there though it seems to be gone: it is destroyed until it would have been shown.
    expect(new Set(driver.destroyed.map(({ id }) => id))).toEqual(new Set(['n-7']))
    expect(driver.destroyed.length).toBeGreaterThan(1)
    expect(told.map(({ phase, nodeId }) => [phase, nodeId])).toEqual([
      ['create', undefined],
      ['create', undefined],
      ['cleanup', 'n-7'],
      ['cleanup', 'n-7'],
    ])
  })

  it('is not the node of another call that an error names', async () => {
    const other = new CloudError('The idempotency key was used with other options', {
      code: 'conflict',
      outcome: 'not-applied',
      details: { nodeId: 'n-9' },
    })
    const { deploy, driver } = setupLost(other)
    expect(await deploy([], { onFailure: 'destroy' })).toMatchObject({ code: 'conflict' })
    expect(driver.destroyed).toEqual([])
  })

  it('may still be there where it cannot be had', async () => {
    const refused = new CloudError('Not now', { code: 'unavailable', outcome: 'not-applied' })
    const { deploy, driver } = setupLost(lost, refused)
    expect(await deploy([], { onFailure: 'destroy' })).toMatchObject({
      outcome: 'unknown',
      retryable: false,
      details: { cleanup: 'failed', cleanupError: 'Not now', idempotencyKey: expect.any(String) },
    })
    expect(driver.destroyed).toEqual([])
  })

  it('is not looked for longer than cleaning up may take', async () => {
    const never = () => new Promise(() => {})
    const { deploy, clock } = setupLost(lost, never)
    expect(await deploy([], { onFailure: 'destroy' })).toMatchObject({
      outcome: 'unknown',
      details: { cleanup: 'failed' },
    })
    expect(clock.now()).toBe(121_500)
  })
})
