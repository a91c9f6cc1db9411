import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { NodeQuery } from '../contract/compute.ts'
import { CloudError } from '../errors.ts'
import { listing } from '../listing.ts'
import { succeeding } from '../testing/failing-deployment.ts'
import { type FakeNode, fakeCompute, fakeNode } from '../testing/fake-compute.ts'
import { failure } from '../testing/operations.ts'
import { recordingAccess, recordingShell } from '../testing/recording-shell.ts'
import { deployNodes } from './deploy-nodes.ts'
import { type RunEvent, runOnNodes } from './run-on-nodes.ts'

const refused = new CloudError('No room', { code: 'capacity', outcome: 'not-applied' })

function cloud() {
  const clock = virtualClock({ start: 0, auto: true })
  let now = 0
  let most = 0
  const driver = fakeCompute(clock, [], {
    createNode: async ({ name }) => {
      now += 1
      most = Math.max(most, now)
      await new Promise<void>((resolve) => clock.after(100, resolve))
      now -= 1
      if (name.startsWith('bad')) throw refused
      return fakeNode('pending', { id: `id-${name}`, name })
    },
    getNode: async (id) => fakeNode('running', { id: String(id) }),
  })
  return { clock, driver, most: () => most }
}

const options = (name: string) => ({
  ...{ name, size: 's', image: 'i', shell: recordingAccess(), steps: [succeeding('a')] },
})

describe('deployNodes', () => {
  it('deploys so many at a time, and tells what became of each, in order', async () => {
    const { driver, most } = cloud()
    const names = ['n-0', 'bad-1', 'n-2', 'n-3', 'n-4']
    const events: string[] = []
    const results = await deployNodes(driver, names.map(options), {
      concurrency: 2,
      onEvent: ({ place, name, phase, status }) => void events.push(`${place} ${name} ${phase} ${status}`),
    })
    expect(results.map(({ status }) => status)).toEqual(
      names.map((name) => (name === 'bad-1' ? 'rejected' : 'fulfilled')),
    )
    expect(results[1]).toMatchObject({ reason: { code: 'capacity', outcome: 'not-applied' } })
    expect(results[4]).toMatchObject({ value: { node: { id: 'id-n-4' }, results: [{ title: 'a' }] } })
    expect([most(), events.includes('4 n-4 step done')]).toEqual([2, true])
  })

  it('begins no other when it is aborted, and does with those under way as they say', async () => {
    const { driver } = cloud()
    const controller = new AbortController()
    const stop = {
      ...options('n-0'),
      steps: [
        {
          title: 'stop',
          run: () => {
            controller.abort(new Error('enough'))
            return new Promise<never>(() => {})
          },
        },
      ],
      onFailure: 'destroy' as const,
    }
    const results = await deployNodes(driver, [stop, options('n-1')], {
      concurrency: 1,
      signal: controller.signal,
    })
    expect(results).toMatchObject([
      { reason: { code: 'aborted', details: { cleanup: 'destroyed' } } },
      { reason: { code: 'aborted', outcome: 'not-applied' } },
    ])
    expect(driver.destroyed).toHaveLength(1)
  })

  it('creates nothing where the options of one are wrong, and no listener fails another’s', async () => {
    const { driver, most } = cloud()
    const wrong = deployNodes(driver, [options('n-0'), { ...options('n-1'), steps: 'x' as never }])
    expect(await failure(wrong)).toMatchObject({ code: 'invalid' })
    expect(await failure(deployNodes(driver, [], { concurrency: 0 }))).toMatchObject({ code: 'invalid' })
    expect(most()).toBe(0)
    const results = await deployNodes(driver, ['n-0', 'n-1'].map(options), {
      onEvent: async ({ place }) => {
        if (place === 1) throw new Error('deaf')
      },
    })
    expect(results).toMatchObject([
      { status: 'fulfilled' },
      { reason: { message: expect.stringMatching(/deaf/) } },
    ])
  })
})

describe('runOnNodes', () => {
  const nodes = ['a', 'b', 'c', 'd'].map((name) => fakeNode('running', { id: `id-${name}`, name }))
  const many = () => {
    const queries: NodeQuery[] = []
    const clock = virtualClock({ start: 0, auto: true })
    const driver = fakeCompute(clock, [], {
      listNodes: (query = {}) => {
        queries.push(query)
        return listing<FakeNode>(async () => ({ items: nodes }))
      },
    })
    return { driver, queries, clock }
  }
  const on = (fails: string) => {
    const ran: string[] = []
    const shell = {
      ...recordingAccess(),
      connect: async ({ node }: { readonly node: { readonly name: string } }) => {
        ran.push(node.name)
        if (node.name === fails) throw refused
        return recordingShell()
      },
    }
    return { ran, shell }
  }

  it('runs on all that match, and one that fails stops no other', async () => {
    const { driver, queries } = many()
    const { shell, ran } = on('b')
    const events: RunEvent[] = []
    const steps = [succeeding('one'), succeeding('two')]
    const { done, failed } = await runOnNodes(driver, {
      ...{ nodes: { tags: { role: 'web' } }, shell, steps },
      onEvent: (event) => void events.push(event),
    })
    expect(queries).toEqual([{ states: ['running'], tags: { role: 'web' } }])
    expect(done.map(({ node, results }) => [node.name, results.length])).toEqual([
      ['a', 2],
      ['c', 2],
      ['d', 2],
    ])
    expect(failed).toMatchObject([
      {
        node: { name: 'b' },
        error: { code: 'capacity', details: { phase: 'shell', remaining: ['one', 'two'] } },
      },
    ])
    expect(ran).toEqual(['a', 'b', 'c', 'd'])
    expect(
      events.filter(({ name }) => name === 'a').map(({ phase, status, title }) => [phase, status, title]),
    ).toEqual([
      ['shell', 'started', undefined],
      ['shell', 'done', undefined],
      ['step', 'started', 'one'],
      ['step', 'done', 'one'],
      ['step', 'started', 'two'],
      ['step', 'done', 'two'],
    ])
  })

  it('goes from node to node as each becomes healthy', async () => {
    const { driver, clock } = many()
    const { shell, ran } = on('')
    const looks: string[] = []
    const healthy = async ({ name }: { readonly name: string }) => {
      looks.push(name)
      if (looks.length === 1) throw new Error('not yet')
      return looks.length > 2
    }
    const { done } = await runOnNodes(
      driver,
      { nodes, shell, steps: [], rolling: { healthy } },
      { concurrency: 1 },
    )
    expect([done.length, ran, looks]).toEqual([4, ['a', 'b', 'c', 'd'], ['a', 'a', 'a', 'b', 'c', 'd']])
    expect(clock.now()).toBe(4_000)
  })

  it('begins no node after one that fails, or does not become healthy', async () => {
    const { driver } = many()
    const { shell, ran } = on('b')
    const rolling = { healthy: async () => true }
    const first = await runOnNodes(driver, { nodes, shell, steps: [], rolling }, { concurrency: 1 })
    expect(first.failed.map(({ node, error }) => [node.name, error.code])).toEqual([
      ['b', 'capacity'],
      ['c', 'precondition'],
      ['d', 'precondition'],
    ])
    expect(ran).toEqual(['a', 'b'])
    const sick = { healthy: async () => false, timeoutMs: 10_000 }
    const second = await runOnNodes(driver, { nodes, shell, steps: [], rolling: sick }, { concurrency: 1 })
    expect(second.failed[0]).toMatchObject({
      node: { name: 'a' },
      error: { code: 'timeout', details: { phase: 'health' } },
    })
    expect([second.done.length, second.failed.length]).toEqual([0, 4])
  })

  it.each([
    ['no nodes', { nodes: undefined }],
    ['no shell', { shell: {} }],
    ['no health check', { rolling: {} }],
    ['an option that is none', { step: [] }],
  ])('refuses %s', async (_what, changes) => {
    const { shell } = on('')
    const wrong = runOnNodes(many().driver, { nodes: {}, shell, steps: [], ...changes } as never)
    expect(await failure(wrong)).toMatchObject({ code: 'invalid' })
  })
})
