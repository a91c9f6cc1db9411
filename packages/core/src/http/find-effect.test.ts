import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import { CloudError } from '../errors.ts'
import { operation } from '../testing/operations.ts'
import { lookup, named } from './find-effect.ts'
import type { CallContext, Find } from './operation.ts'
import { retry } from './retry.ts'

const lost = () => new CloudError('lost', { code: 'network', retryable: true, outcome: 'unknown' })
const refused = () => new CloudError('no', { code: 'invalid', outcome: 'not-applied' })

/** A call whose attempts end like these, with looks that find these. */
function setup(
  attempts: readonly (CloudError | string)[],
  looks: readonly (string | undefined | CloudError)[],
  settle?: Find<string>,
  pausesMs: readonly number[] = [0, 2000, 3000],
) {
  const clock = virtualClock({ auto: true })
  const sent: number[] = []
  const looked: number[] = []
  const start = clock.now()
  const find = async () => {
    looked.push(clock.now() - start)
    const found = looks[looked.length - 1]
    if (found instanceof CloudError) throw found
    return found
  }
  const repeat = lookup(find, pausesMs, settle)
  const make = operation(repeat)
  const context: CallContext = {
    signal: new AbortController().signal,
    deadline: start + 60_000,
    attempt: 1,
    callId: () => '0',
  }
  const next = async <T>(): Promise<T> => {
    sent.push(clock.now() - start)
    const end = attempts[sent.length - 1]
    if (typeof end === 'string') return end as T
    throw end
  }
  return { sent, looked, run: () => retry({ baseMs: 1 }, clock, 'test', next)(make, context) }
}

describe('an operation whose effect can be looked up', () => {
  it('is not sent again where the first took effect, however late that shows', async () => {
    const { sent, looked, run } = setup([lost()], [undefined, undefined, 'found'])
    expect(await run()).toBe('found')
    expect(sent).toEqual([0])
    expect(looked).toEqual([0, 2000, 5000])
  })

  it('is sent again when no look found anything', async () => {
    const { sent, looked, run } = setup([lost(), 'made'], [])
    expect(await run()).toBe('made')
    expect(sent).toHaveLength(2)
    expect(looked).toHaveLength(3)
  })

  it('settles after a repeat what the first may have left', async () => {
    let settled = 0
    const settle = async () => {
      settled += 1
      return 'the older'
    }
    const { run } = setup([lost(), 'made'], [], settle)
    expect(await run()).toBe('the older')
    expect(settled).toBe(1)
    expect(await setup(['made'], [], settle).run()).toBe('made')
    expect(settled).toBe(1)
  })

  it('has taken effect where it cannot be settled after that, whatever the settling came to', async () => {
    const { run } = setup([lost(), 'made'], [], () => Promise.reject(refused()))
    await expect(run()).rejects.toMatchObject({ code: 'invalid', outcome: 'applied' })
  })

  it('is not sent again where a look failed: nothing is known then', async () => {
    const { sent, looked, run } = setup([lost()], [undefined, lost()])
    await expect(run()).rejects.toMatchObject({ code: 'network', outcome: 'unknown' })
    expect([sent.length, looked.length]).toEqual([1, 2])
  })

  it('is not looked for where nothing was sent, or the provider refused it', async () => {
    const refusal = setup([refused()], [])
    await expect(refusal.run()).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    expect(refusal.looked).toEqual([])
  })

  it('leaves the outcome open where the looks would take longer than the call may', async () => {
    const { sent, run } = setup([lost()], [], undefined, [0, 70_000])
    await expect(run()).rejects.toMatchObject({ outcome: 'unknown' })
    expect(sent).toHaveLength(1)
  })

  it('takes nothing from the budget of retries where its call was over before the first look', async () => {
    const clock = virtualClock({ auto: true })
    const controller = new AbortController()
    const context = { deadline: clock.elapsed() + 60_000, attempt: 1, callId: () => '0' }
    const run = retry({ attempts: 2, baseMs: 1 }, clock, 'test', async <T>() => Promise.reject<T>(lost()))
    const make = operation(named(async () => 'found'))
    const over = { ...context, signal: AbortSignal.abort(new CloudError('over', { code: 'aborted' })) }
    for (let call = 0; call < 100; call++)
      await expect(run(make, over)).rejects.toMatchObject({ code: 'aborted', outcome: 'unknown' })
    expect(await run(make, { ...context, signal: controller.signal })).toBe('found')
  })
})
