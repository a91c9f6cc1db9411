import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { Compute } from '../contract/compute.ts'
import { CloudError } from '../errors.ts'
import {
  type FakeIn,
  type FakeNode,
  fakeCompute,
  fakeNode,
  type Look,
  notFound,
} from '../testing/fake-compute.ts'
import { failure } from '../testing/operations.ts'
import { type Answer, recordingAccess } from '../testing/recording-shell.ts'
import { type DeployEvent, type DeployNode, deployNode } from './deploy-node.ts'
import { script } from './script.ts'
import type { Step } from './step.ts'

const base = { name: 'web-1', size: 's', image: 'i' } as const
const succeeding = (title: string): Step => ({
  title,
  run: async () => ({ title, exitCode: 0, stdout: '', stderr: '', durationMs: 0 }),
})
const rejecting = (title: string, error: unknown): Step => ({ title, run: () => Promise.reject(error) })
const broken = new CloudError('It broke', { code: 'network', outcome: 'unknown', details: { port: 22 } })

interface Setup {
  readonly answer?: Answer
  readonly looks?: readonly Look[]
  readonly changes?: Partial<Compute<FakeNode, FakeIn>>
  readonly onEvent?: (event: DeployEvent) => void
}
const setup = ({ answer, looks = ['running'], changes, onEvent }: Setup = {}) => {
  const clock = virtualClock({ start: 0, auto: true })
  const driver = fakeCompute(clock, looks, changes)
  const access = recordingAccess(answer)
  const events: string[] = []
  const listen = (event: DeployEvent) => {
    events.push([event.phase, event.status, event.title].filter(Boolean).join(' '))
    onEvent?.(event)
  }
  const deploy = (
    steps: readonly Step[],
    more: Partial<DeployNode<FakeIn>> = {},
    call: Parameters<typeof deployNode>[2] = {},
  ) => failure(deployNode(driver, { ...base, shell: access, steps, onEvent: listen, ...more }, call))
  return { clock, driver, access, events, deploy }
}

describe('a step that fails', () => {
  const three = [succeeding('a'), rejecting('b', broken), succeeding('c')]

  it('ends the deployment and tells how far it came', async () => {
    const { deploy, events, access, driver } = setup()
    const error = await deploy(three)
    expect(error).toMatchObject({
      code: 'network',
      message: 'The deployment of web-1 failed (step: b): It broke',
      outcome: 'applied',
      cause: broken,
    })
    expect((error as CloudError).details).toEqual({
      port: 22,
      phase: 'step',
      nodeId: 'n-1',
      node: fakeNode('running'),
      done: ['a'],
      remaining: ['b', 'c'],
      results: [{ title: 'a', exitCode: 0, stdout: '', stderr: '', durationMs: 0 }],
      cleanup: 'kept',
    })
    expect(events.slice(-2)).toEqual(['step started b', 'step failed b'])
    expect(access.shell.done).toEqual(['close'])
    expect(driver.destroyed).toEqual([])
  })

  it('with an exit code that is not 0 is a failure', async () => {
    const answer: Answer = ([program]) =>
      program === 'sh' ? { exitCode: 1, stdout: 'half\n', stderr: 'no such package\n' } : undefined
    const { deploy } = setup({ answer })
    expect(await deploy([script('yum -y install emacs'), succeeding('b')])).toMatchObject({
      code: 'failed',
      message:
        'The deployment of web-1 failed (step: yum -y install emacs): "yum -y install emacs" ended with exit code 1: no such package',
      outcome: 'applied',
      details: {
        phase: 'step',
        nodeId: 'n-1',
        done: [],
        remaining: ['yum -y install emacs', 'b'],
        results: [],
        cleanup: 'kept',
        result: { exitCode: 1, stdout: 'half\n', stderr: 'no such package\n' },
      },
    })
  })

  it('with an error of any other kind is one too', async () => {
    for (const [thrown, message] of [
      [new TypeError('no such member'), /no such member/],
      ['a text', /a text/],
      [undefined, /undefined/],
    ] as const) {
      const { deploy } = setup()
      const error = await deploy([rejecting('x', thrown)])
      expect(error).toMatchObject({ code: 'unknown', message: expect.stringMatching(message) })
    }
  })

  it('gives an error that becomes JSON', async () => {
    const { deploy } = setup()
    expect(JSON.parse(JSON.stringify(await deploy(three)))).toMatchObject({
      code: 'network',
      details: { nodeId: 'n-1', cleanup: 'kept' },
    })
  })
})

describe('onFailure: destroy', () => {
  it('destroys the node, after the shell is closed, in a time of its own', async () => {
    const order: string[] = []
    const { deploy, driver, events, access } = setup({
      changes: {
        destroyNode: async (node, call) => {
          order.push(...access.shell.done.map(String), `destroy ${node} ${JSON.stringify(call)}`)
        },
      },
    })
    expect(await deploy([rejecting('b', broken)], { onFailure: 'destroy' })).toMatchObject({
      code: 'network',
      outcome: 'not-applied',
      details: { phase: 'step', nodeId: 'n-1', cleanup: 'destroyed' },
    })
    expect(order).toEqual(['close', 'destroy n-1 {"timeoutMs":120000}'])
    expect(events.slice(-3)).toEqual(['step failed b', 'cleanup started', 'cleanup done'])
    expect(driver.calls).not.toContain('destroyNode')
  })

  it('holds in every phase', async () => {
    const answers: readonly (readonly [string, Setup])[] = [
      ['running', { looks: ['error'] }],
      ['running', { looks: [notFound, 'pending', notFound] }],
    ]
    for (const [phase, how] of answers) {
      const { deploy, driver } = setup(how)
      expect(await deploy([], { onFailure: 'destroy' })).toMatchObject({
        details: { phase, cleanup: 'destroyed' },
      })
      expect(driver.destroyed.map(({ id }) => id)).toEqual(['n-1'])
    }
    const { deploy, driver, access } = setup()
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
    const { deploy, driver } = setup({
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
    expect(driver.destroyed).toEqual([{ id: 'n-1', call: { timeoutMs: 120_000 } }])
  })

  it('holds where the caller aborts between steps that do not listen', async () => {
    const controller = new AbortController()
    const { deploy, driver, events } = setup()
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
    const { deploy } = setup({ changes: { destroyNode: () => Promise.reject(notFound) } })
    expect(await deploy([rejecting('b', broken)], { onFailure: 'destroy' })).toMatchObject({
      outcome: 'not-applied',
      details: { cleanup: 'destroyed' },
    })
  })

  it('tells where destroying failed, beside what failed first', async () => {
    const { deploy, events } = setup({
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

describe('a node that is not created', () => {
  it.each(['not-applied', 'unknown', 'applied'] as const)(
    'fails the deployment with outcome %s',
    async (outcome) => {
      const refused = new CloudError('No room', { code: 'capacity', outcome, requestId: 'r-1' })
      const { deploy, driver, events } = setup({ changes: { createNode: () => Promise.reject(refused) } })
      const error = (await deploy([succeeding('a')], { onFailure: 'destroy' })) as CloudError
      expect(error).toMatchObject({
        code: 'capacity',
        outcome,
        requestId: 'r-1',
        message: 'The deployment of web-1 failed (create): No room',
        cause: refused,
      })
      expect(error.details).toEqual({ phase: 'create', done: [], remaining: ['a'], results: [] })
      expect([driver.destroyed, events]).toEqual([[], ['create started', 'create failed']])
    },
  )

  it('because the caller aborted before is not asked for', async () => {
    const { deploy, driver, access } = setup()
    expect(await deploy([], {}, { signal: AbortSignal.abort('no') })).toMatchObject({
      code: 'aborted',
      outcome: 'not-applied',
      details: { phase: 'create' },
    })
    expect([driver.calls, access.calls]).toEqual([[], []])
  })
})

describe('an abort that a shell answers in its own way', () => {
  it('is still one', async () => {
    const controller = new AbortController()
    const { deploy } = setup()
    const step: Step = {
      title: 'x',
      run: async () => {
        controller.abort('enough')
        throw new DOMException('aborted', 'AbortError')
      },
    }
    expect(await deploy([step], {}, { signal: controller.signal })).toMatchObject({ code: 'aborted' })
  })
})

describe('a listener that throws', () => {
  const throwing = (at: string) => (event: DeployEvent) => {
    if (`${event.phase} ${event.status}` === at) throw new Error('the listener broke')
  }

  it('fails the deployment, before anything is created or after', async () => {
    const before = setup({ onEvent: throwing('create started') })
    expect(await before.deploy([])).toMatchObject({ message: expect.stringMatching(/the listener broke/) })
    expect(before.driver.calls).toEqual([])
    const after = setup({ onEvent: throwing('create done') })
    expect(await after.deploy([], { onFailure: 'destroy' })).toMatchObject({
      details: { phase: 'create', nodeId: 'n-1', cleanup: 'destroyed' },
    })
  })

  it('after a step is told of that step, which is done', async () => {
    const { deploy } = setup({ onEvent: throwing('step done') })
    expect(await deploy([succeeding('a'), succeeding('b')])).toMatchObject({
      message: 'The deployment of web-1 failed (step: a): the listener broke',
      details: { done: ['a'], remaining: ['b'] },
    })
  })

  it('does not keep the deployment from cleaning up', async () => {
    const { deploy, driver } = setup({
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
