import { describe, expect, it } from 'vitest'
import type { CreateNode } from '../contract/compute.ts'
import { CloudError, type Outcome } from '../errors.ts'
import { broken, failing, rejecting, succeeding } from '../testing/failing-deployment.ts'
import { type FakeIn, fakeNode } from '../testing/fake-compute.ts'
import type { Answer } from '../testing/recording-shell.ts'
import { script } from './script.ts'
import type { Step } from './step.ts'

describe('a step that fails', () => {
  const three = [succeeding('a'), rejecting('b', broken), succeeding('c')]

  it('ends the deployment and tells how far it came', async () => {
    const { deploy, events, access, driver } = failing()
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
      idempotencyKey: driver.created[0]?.idempotencyKey,
      nodeId: 'n-1',
      node: fakeNode('running'),
      done: ['a'],
      remaining: ['b', 'c'],
      results: [{ title: 'a', exitCode: 0, stdout: '', stderr: '', durationMs: 0 }],
      cleanup: 'kept',
      created: [{ kind: 'node', id: 'n-1', name: 'web-1' }],
      left: [{ kind: 'node', id: 'n-1', name: 'web-1' }],
    })
    expect(events.slice(-2)).toEqual(['step started b', 'step failed b'])
    expect(access.shell.done).toEqual(['close'])
    expect(driver.destroyed).toEqual([])
  })

  it('with an exit code that is not 0 is a failure', async () => {
    const answer: Answer = ([program]) =>
      program === 'sh' ? { exitCode: 1, stdout: 'half\n', stderr: 'no such package\n' } : undefined
    const { deploy } = failing({ answer })
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
      const { deploy } = failing()
      const error = await deploy([rejecting('x', thrown)])
      expect(error).toMatchObject({ code: 'unknown', message: expect.stringMatching(message) })
    }
  })

  it('gives an error that becomes JSON', async () => {
    const { deploy } = failing()
    expect(JSON.parse(JSON.stringify(await deploy(three)))).toMatchObject({
      code: 'network',
      details: { nodeId: 'n-1', cleanup: 'kept' },
    })
  })
})

describe('a node that is not created', () => {
  const refusal = (outcome: Outcome | undefined) =>
    new CloudError('No room', { code: 'capacity', outcome, requestId: 'r-1', retryable: true })

  it('fails the deployment, and there is nothing to destroy', async () => {
    const refused = refusal('not-applied')
    const { deploy, driver, events } = failing({ changes: { createNode: () => Promise.reject(refused) } })
    const error = (await deploy([succeeding('a')], { onFailure: 'destroy' })) as CloudError
    expect(error).toMatchObject({
      code: 'capacity',
      outcome: 'not-applied',
      retryable: true,
      requestId: 'r-1',
      message: 'The deployment of web-1 failed (create): No room',
      cause: refused,
    })
    expect(error.details).toEqual({
      phase: 'create',
      idempotencyKey: expect.any(String),
      done: [],
      remaining: ['a'],
      results: [],
    })
    expect([driver.destroyed, events]).toEqual([[], ['create started', 'create failed']])
  })

  it.each<readonly [Outcome | undefined, string, Outcome]>([
    ['unknown', 'unknown', 'unknown'],
    [undefined, 'unknown', 'unknown'],
    ['applied', 'kept', 'applied'],
  ])('with outcome %s is told as %s where it is to be kept', async (outcome, cleanup, told) => {
    const asked: CreateNode<FakeIn>[] = []
    const createNode = async (options: CreateNode<FakeIn>) => {
      asked.push(options)
      throw refusal(outcome)
    }
    const { deploy, driver } = failing({ changes: { createNode } })
    expect(await deploy([])).toMatchObject({
      outcome: told,
      retryable: false,
      details: { cleanup, idempotencyKey: asked[0]?.idempotencyKey },
    })
    expect([asked.length, driver.destroyed]).toEqual([1, []])
  })
})

describe('a deployment that is not asked for its node', () => {
  it('because the caller aborted before sends nothing', async () => {
    const { deploy, driver, access } = failing()
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
    const { deploy } = failing()
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
