import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { Access } from '../contract/access.ts'
import { CloudError } from '../errors.ts'
import { type FakeIn, fakeCompute, fakeNode, type Look } from '../testing/fake-compute.ts'
import { failure } from '../testing/operations.ts'
import { type Answer, type RecordingAccess, recordingAccess } from '../testing/recording-shell.ts'
import { type DeployEvent, type DeployNode, deployNode } from './deploy-node.ts'
import type { Step } from './step.ts'

const command = (name: string): Step => ({
  title: name,
  run: async (shell, context) => ({ title: name, ...(await shell.run([name], context)) }),
})
const base = { name: 'web-1', size: 's', image: 'i' } as const

const setup = (options: { answer?: Answer; access?: RecordingAccess; looks?: readonly Look[] } = {}) => {
  const clock = virtualClock({ start: 0, auto: true })
  const driver = fakeCompute(clock, options.looks ?? ['pending', 'running'])
  const access = options.access ?? recordingAccess(options.answer)
  const events: DeployEvent[] = []
  const deploy = (
    steps: readonly Step[],
    more: Partial<DeployNode<FakeIn>> = {},
    call: Parameters<typeof deployNode>[2] = {},
  ) =>
    deployNode(
      driver,
      { ...base, shell: access, steps, onEvent: (event) => events.push(event), ...more },
      call,
    )
  return { clock, driver, access, events, deploy }
}
const told = (events: readonly DeployEvent[]) =>
  events.map(({ phase, status, title }) => [phase, status, title].filter(Boolean).join(' '))

describe('deployNode', () => {
  it('creates, waits, connects and runs the steps, in this order', async () => {
    const { deploy, driver, access, events } = setup()
    const { node, results } = await deploy([command('first'), command('second')])
    expect(node).toEqual(fakeNode('running'))
    expect(results.map(({ title, exitCode }) => [title, exitCode])).toEqual([
      ['first', 0],
      ['second', 0],
    ])
    expect(driver.calls).toEqual(['createNode', 'getNode', 'getNode'])
    expect(access.shell.done).toEqual([['first'], ['second'], 'close'])
    expect(told(events)).toEqual([
      'create started',
      'create done',
      'running started',
      'running done',
      'shell started',
      'shell done',
      'step started first',
      'step done first',
      'step started second',
      'step done second',
    ])
  })

  it('tells its listener the node, the time and the output', async () => {
    const { deploy, events } = setup({ answer: () => ({ stdout: 'hello\n', stderr: 'oh\n' }) })
    await deploy([command('greet')])
    expect(events.filter(({ status }) => status === 'output').map(({ output }) => output)).toEqual([
      { stream: 'stdout', text: 'hello\n' },
      { stream: 'stderr', text: 'oh\n' },
    ])
    expect(events.map(({ nodeId }) => nodeId)).toEqual([undefined, ...Array(events.length - 1).fill('n-1')])
    expect(events.map(({ atMs }) => atMs)).toEqual([0, 0, 0, ...Array(events.length - 3).fill(1000)])
  })

  it('needs no listener and no steps', async () => {
    const { deploy, access } = setup()
    expect((await deploy([], { onEvent: undefined })).results).toEqual([])
    expect(access.shell.done).toEqual(['close'])
  })

  it('waits until the running node has an address', async () => {
    const { deploy, driver } = setup({ looks: [fakeNode('running', { publicIps: [] }), fakeNode('running')] })
    expect((await deploy([])).node.publicIps).toEqual(['192.0.2.1'])
    expect(driver.looks).toHaveLength(2)
  })

  it('is content with a private address', async () => {
    const { deploy } = setup({ looks: [fakeNode('running', { publicIps: [], privateIps: ['10.0.0.1'] })] })
    expect((await deploy([])).node.privateIps).toEqual(['10.0.0.1'])
  })

  it('connects to the node as it runs, with its host keys where the driver knows them', async () => {
    const { deploy, access } = setup()
    await deploy([])
    expect(access.connected).toEqual([{ node: fakeNode('running') }])

    const clock = virtualClock({ auto: true })
    const asked: unknown[] = []
    const knowing = {
      ...fakeCompute(clock),
      listHostKeys: async (...args: unknown[]) => {
        asked.push(args)
        return ['ssh-ed25519 host']
      },
    }
    const way = recordingAccess()
    await deployNode(knowing, { ...base, shell: way, steps: [] })
    const call = { timeoutMs: 5 }
    expect(await way.connected[0]?.hostKeys?.(call)).toEqual(['ssh-ed25519 host'])
    expect(asked).toEqual([['n-1', call]])
  })

  it('gives a failed close no weight', async () => {
    const access = recordingAccess()
    const { deploy } = setup({
      access: {
        ...access,
        connect: async () => ({ ...access.shell, close: () => Promise.reject(new Error('gone')) }),
      },
    })
    expect((await deploy([])).node.id).toBe('n-1')
  })
})

describe('the node that a deployment creates', () => {
  it('has the caller’s options, native ones too, and nothing of the deployment', async () => {
    const { deploy, driver } = setup()
    await deploy([], {
      native: { rack: 'r9' },
      tags: { a: 'b' },
      location: 'z',
      idempotencyKey: 'k',
      onFailure: 'keep',
    })
    expect(driver.created).toEqual([
      {
        ...base,
        native: { rack: 'r9' },
        tags: { a: 'b' },
        location: 'z',
        idempotencyKey: 'k',
        authorizedKeys: ['ssh-ed25519 ephemeral'],
      },
    ])
  })

  it('has the keys of both, the caller’s first', async () => {
    const { deploy, driver } = setup()
    await deploy([], { authorizedKeys: ['ssh-ed25519 mine'] })
    expect(driver.created[0]?.authorizedKeys).toEqual(['ssh-ed25519 mine', 'ssh-ed25519 ephemeral'])
  })

  it('has the user data of whichever side has some', async () => {
    const own = '#!/bin/sh\nmine'
    const theirs = '#cloud-config\nssh_keys: {}\n'
    const preparing = recordingAccess(undefined, {
      prepare: async () => ({ authorizedKeys: [], userData: theirs }),
    })
    for (const [access, userData, expected] of [
      [recordingAccess(), own, own],
      [preparing, undefined, theirs],
    ] as const) {
      const { deploy, driver } = setup({ access })
      await deploy([], { userData })
      expect(driver.created[0]?.userData).toBe(expected)
    }
    const { deploy, driver } = setup({ access: preparing })
    await deploy([], { userData: own })
    const joined = String(driver.created[0]?.userData)
    expect(joined).toContain('multipart/mixed')
    expect(joined.indexOf(own)).toBeGreaterThan(0)
    expect(joined.indexOf(theirs.trim())).toBeGreaterThan(joined.indexOf(own))
  })
})

describe('the time of a deployment', () => {
  it('is what is left of it for each phase', async () => {
    const { deploy, access, driver } = setup()
    const { signal } = new AbortController()
    await deploy([command('x')], {}, { timeoutMs: 60_000, signal })
    expect(access.calls).toEqual([
      { timeoutMs: 60_000, signal },
      { timeoutMs: 59_000, signal },
    ])
    expect(access.shell.options[0]).toMatchObject({ timeoutMs: 59_000, signal })
    expect(driver.looks.map(({ call }) => call.timeoutMs)).toEqual([60_000, 59_000])
  })

  it('is the phases’ own where none is given', async () => {
    const { deploy, access, driver } = setup()
    await deploy([command('x')])
    expect([access.calls[0]?.timeoutMs, access.shell.options[0]?.timeoutMs]).toEqual([undefined, undefined])
    expect(driver.looks[0]?.call.timeoutMs).toBe(600_000)
  })

  it('ends a deployment whose node does not come up', async () => {
    const { deploy, clock } = setup({ looks: ['pending'] })
    expect(await failure(deploy([command('x')], {}, { timeoutMs: 30_000 }))).toMatchObject({
      code: 'timeout',
      outcome: 'applied',
      details: { phase: 'running', last: 'it is pending', cleanup: 'kept', remaining: ['x'] },
    })
    expect(clock.now()).toBe(30_000)
  })
})

describe('bad input', () => {
  it.each<readonly [string, object, RegExp]>([
    ['no shell', { shell: undefined }, /shell is no way onto a machine/],
    ['half a shell', { shell: { prepare: async () => ({}) } }, /shell is no way/],
    ['no steps', { steps: undefined }, /steps must be an array/],
    ['a step that is a text', { steps: ['uname -a'] }, /steps\[0\] is no step: such as script\('uname -a'\)/],
    ['a step without a title', { steps: [{ run: () => {} }] }, /steps\[0\] is no step/],
    ['a policy that there is not', { onFailure: 'delete' }, /onFailure is "delete": 'keep' or 'destroy'/],
    ['a listener that is none', { onEvent: 'log' }, /onEvent must be a function/],
  ])('creates nothing for %s', async (_what, changes, message) => {
    const { deploy, driver, access } = setup()
    expect(await failure(deploy([], changes))).toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
    })
    expect([driver.calls, access.calls]).toEqual([[], []])
  })

  it.each([undefined, null, 'web-1'])('creates nothing for %o in place of options', async (options) => {
    const { driver } = setup()
    expect(await failure(deployNode(driver, options as never))).toMatchObject({ code: 'invalid' })
    expect(driver.calls).toEqual([])
  })

  it('creates nothing for user data that cannot be joined', async () => {
    const access: Access = recordingAccess(undefined, {
      prepare: async () => ({ authorizedKeys: [], userData: '#cloud-config\n' }),
    })
    const { deploy, driver } = setup()
    expect(await failure(deploy([], { shell: access, userData: 'nothing of cloud-init' }))).toMatchObject({
      code: 'invalid',
      outcome: 'not-applied',
    })
    expect(driver.calls).toEqual([])
  })

  it('creates nothing where the way onto the machine cannot be prepared', async () => {
    const broken = new CloudError('no agent', { code: 'unauthorized', outcome: 'not-applied' })
    const { deploy, driver } = setup({
      access: recordingAccess(undefined, { prepare: () => Promise.reject(broken) }),
    })
    expect(await failure(deploy([]))).toMatchObject({ code: 'unauthorized', details: { phase: 'create' } })
    expect(driver.calls).toEqual([])
  })
})
