import { describe, expect, it } from 'vitest'
import type { Shell } from '../contract/access.ts'
import { CloudError } from '../errors.ts'
import { failing, never, type Setup, succeeding } from '../testing/failing-deployment.ts'
import type { FakeIn } from '../testing/fake-compute.ts'
import { recordingAccess } from '../testing/recording-shell.ts'
import type { DeployNode } from './deploy-node.ts'
import type { Step } from './step.ts'

describe('what does not listen to its signal', () => {
  const access = recordingAccess()
  const places: readonly (readonly [string, Partial<DeployNode<FakeIn>>, Setup, string])[] = [
    ['an access that prepares', { shell: { ...access, prepare: never } }, {}, 'create'],
    ['a driver that creates', {}, { changes: { createNode: never } }, 'create'],
    ['an access that connects', { shell: { ...access, connect: never } }, {}, 'shell'],
    ['a step', { steps: [{ title: 'x', run: never }] }, {}, 'step'],
    ['a check of a step', { steps: [{ ...succeeding('x'), check: never }] }, {}, 'create'],
    ['a listener', { onEvent: never }, {}, 'shell'],
  ]

  it.each(places)('does not keep a deployment from ending: %s', async (_what, more, how, phase) => {
    for (const code of ['timeout', 'aborted']) {
      const { deploy, clock } = failing(how)
      const controller = new AbortController()
      if (code === 'aborted') clock.after(5_000, () => controller.abort())
      const call = code === 'timeout' ? { timeoutMs: 5_000 } : { signal: controller.signal }
      expect(await deploy([], more, call)).toMatchObject({ code, details: { phase } })
      expect(clock.now()).toBeLessThanOrEqual(6_500)
    }
  })

  it('does not keep the node from being destroyed', async () => {
    const { deploy, driver } = failing()
    expect(
      await deploy([{ title: 'x', run: never }], { onFailure: 'destroy' }, { timeoutMs: 5_000 }),
    ).toMatchObject({ code: 'timeout', details: { phase: 'step', cleanup: 'destroyed' } })
    expect(driver.destroyed).toHaveLength(1)
  })

  it('has its shell closed where it comes too late', async () => {
    const late = Promise.withResolvers<Shell>()
    const { deploy } = failing()
    const shell = { ...access, connect: () => late.promise }
    expect(await deploy([], { shell }, { timeoutMs: 5_000 })).toMatchObject({ details: { phase: 'shell' } })
    const closed = Promise.withResolvers<void>()
    late.resolve({ ...access.shell, close: async () => closed.resolve() })
    await closed.promise
  })

  it('may take its time to put things away', async () => {
    const put: string[] = []
    const { deploy, clock } = failing()
    const tidy: Step = {
      title: 'x',
      run: async (_shell, { signal }) => {
        await new Promise((resolve) => signal?.addEventListener('abort', resolve))
        await new Promise<void>((resolve) => clock.after(1_000, resolve))
        put.push('away')
        throw new CloudError('I was tidy', { code: 'aborted' })
      },
    }
    expect(await deploy([tidy], {}, { timeoutMs: 5_000 })).toMatchObject({
      message: expect.stringMatching(/I was tidy/),
    })
    expect(put).toEqual(['away'])
  })
})
