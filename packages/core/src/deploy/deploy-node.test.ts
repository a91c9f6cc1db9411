import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { Access } from '../contract/access.ts'
import { CloudError } from '../errors.ts'
import { secret } from '../secret.ts'
import { type FakeIn, fakeCompute, fakeNode, type Look } from '../testing/fake-compute.ts'
import { failure } from '../testing/operations.ts'
import { type Answer, type RecordingAccess, recordingAccess } from '../testing/recording-shell.ts'
import { type DeployEvent, type DeployNode, deployNode } from './deploy-node.ts'
import { scriptFile } from './script.ts'
import type { Step } from './step.ts'
import { steps } from './steps.ts'

const command = (name: string): Step => ({
  title: name,
  run: async (shell, context) => ({ title: name, ...(await shell.run([name], context)) }),
})
const never = () => new Promise<never>(() => {})
const base = { name: 'web-1', size: 's', image: 'i' } as const

const setup = (options: { answer?: Answer; access?: RecordingAccess; looks?: readonly Look[] } = {}) => {
  const clock = virtualClock({ start: 0, auto: true })
  const driver = fakeCompute(clock, options.looks ?? ['pending', 'running'])
  const access = options.access ?? recordingAccess(options.answer)
  const events: DeployEvent[] = []
  const deploy = (
    list: readonly Step[],
    more: Partial<DeployNode<FakeIn>> = {},
    call: Parameters<typeof deployNode>[2] = {},
  ) =>
    deployNode(
      driver,
      { ...base, shell: access, steps: list, onEvent: (event) => events.push(event), ...more },
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
    expect(events.map(({ atMs }) => atMs)).toEqual([0, 0, 0, ...Array(events.length - 3).fill(250)])
  })

  it('tells the host key of the machine and how it was known, also where a step fails', async () => {
    const hostKey = { mode: 'pinned', publicKey: 'ssh-ed25519 AAAA', fingerprint: 'SHA256:x' }
    const access = recordingAccess(([name]) => ({ exitCode: name === 'fails' ? 1 : 0 }))
    const knowing: Access = {
      ...access,
      connect: async (to, call) => ({ ...(await access.connect(to, call)), hostKey }),
    }
    const { deploy } = setup()
    expect((await deploy([], { shell: knowing })).hostKey).toEqual(hostKey)
    expect('hostKey' in (await deploy([]))).toBe(false)
    const fails: Step = {
      title: 'fails',
      run: () => Promise.reject(new CloudError('no', { code: 'failed' })),
    }
    expect(await failure(deploy([fails], { shell: knowing }))).toMatchObject({
      details: { phase: 'step', hostKey },
    })
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
    expect(access.connected).toEqual([{ node: fakeNode('running'), onHostKey: expect.any(Function) }])

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

  it('hands what was prepared for the node to who connects to it', async () => {
    const token = Object.freeze({})
    const access = recordingAccess(undefined, { prepare: async () => ({ authorizedKeys: [], token }) })
    const { deploy } = setup({ access })
    await deploy([])
    expect(access.connected).toEqual([{ node: fakeNode('running'), token, onHostKey: expect.any(Function) }])
    expect(access.connected[0]?.token).toBe(token)
  })

  it('looks for what the steps need on this computer before anything else', async () => {
    const order: string[] = []
    const checking = (name: string): Step => ({
      ...command(name),
      check: async () => void order.push(name),
    })
    const access = recordingAccess(undefined, {
      prepare: async () => {
        order.push('prepare')
        return { authorizedKeys: [] }
      },
    })
    const { deploy } = setup({ access })
    await deploy([checking('a'), command('b'), steps('group', [checking('c')])])
    expect(order).toEqual(['a', 'c', 'prepare'])
  })

  it('waits two seconds for a close that hangs', async () => {
    const access = recordingAccess()
    const { deploy, clock } = setup({
      looks: ['running'],
      access: { ...access, connect: async () => ({ ...access.shell, close: never }) },
    })
    expect((await deploy([command('x')])).results).toHaveLength(1)
    expect(clock.now()).toBe(2_000)
  })

  it('is done when its listener has heard all', async () => {
    const heard: string[] = []
    const { deploy } = setup()
    await deploy([], {
      onEvent: async ({ phase, status }) => {
        await new Promise((resolve) => setImmediate(resolve))
        heard.push(`${phase} ${status}`)
      },
    })
    expect(heard.at(-1)).toBe('shell done')
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
      onFailure: 'keep',
    })
    expect(driver.created).toEqual([
      {
        ...base,
        native: { rack: 'r9' },
        tags: { a: 'b' },
        location: 'z',
        idempotencyKey: expect.stringMatching(/^[0-9a-f-]{36}$/),
        authorizedKeys: ['ssh-ed25519 ephemeral'],
      },
    ])
  })

  it('has an idempotency key of its own in each deployment', async () => {
    const { deploy, driver } = setup()
    await deploy([])
    await deploy([])
    expect(new Set(driver.created.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(2)
  })

  it('has the user data that an access hides', async () => {
    const userData = secret('#cloud-config\nssh_keys: {}\n')
    const { deploy, driver } = setup({
      access: recordingAccess(undefined, { prepare: async () => ({ authorizedKeys: [], userData }) }),
    })
    await deploy([])
    expect(driver.created[0]?.userData).toBe(userData.reveal())
  })

  it('has the keys of both, the caller’s first', async () => {
    const { deploy, driver } = setup()
    const mine = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILxtmOcNHRR4O6BSVRwBtCMZc7HS5kGoB9Fb0RwHUCnc me@here'
    await deploy([], { authorizedKeys: [mine] })
    expect(driver.created[0]?.authorizedKeys).toEqual([mine, 'ssh-ed25519 ephemeral'])
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
    await deploy([command('x')], {}, { timeoutMs: 20_000, signal })
    expect(access.calls.map((call) => call?.timeoutMs)).toEqual([20_000, 19_750])
    expect(access.shell.options[0]).toMatchObject({ timeoutMs: 19_750 })
    expect(driver.looks.map(({ call }) => call.timeoutMs)).toEqual([20_000, 19_750])
  })

  it('is the phases’ own where none is given', async () => {
    const { deploy, access, driver } = setup()
    await deploy([command('x')])
    expect([access.calls[0]?.timeoutMs, access.shell.options[0]?.timeoutMs]).toEqual([undefined, undefined])
    expect(driver.looks[0]?.call.timeoutMs).toBe(30_000)
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
    [
      'a check that is none',
      { steps: [{ ...command('x'), check: true }] },
      /steps\[0\]\.check must be a function/,
    ],
    ['a key of the caller’s', { idempotencyKey: 'k' }, /deployNode takes no idempotencyKey: it makes one/],
    ['a misspelt shell', { shel: {} }, /deployNode has no option "shel": its options are .*\bshell/],
    ['misspelt steps', { step: [] }, /"step": its options are .*\bsteps/],
    ['a misspelt policy', { onFailur: 'destroy' }, /"onFailur": its options are .*\bonFailure/],
    ['a misspelt listener', { onevent: () => {} }, /"onevent": its options are .*\bonEvent/],
    [
      'an option that is like none',
      { flavour: 'x' },
      /its options are name, size, image, location, authorizedKeys, userData, tags, native, shell, steps, companions, onFailure, onEvent, journal$/,
    ],
    ['a key in place of keys', { authorizedKeys: 'ssh-ed25519 AAAA' }, /authorizedKeys must be an array/],
    ['a key that is none', { authorizedKeys: ['id.pub'] }, /authorizedKeys\[0\]: that is the name of a file/],
    ['user data that is none', { userData: { packages: [] } }, /userData must be a string or a Uint8Array/],
    ['a step in place of steps', { steps: command('x') }, /steps must be an array/],
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

  it.each([undefined, null, Promise.resolve({}), { createNode: () => {}, getNode: () => {} }])(
    'creates nothing with %o in place of a driver',
    async (driver) => {
      const { access } = setup()
      const options = { ...base, shell: access, steps: [] }
      expect(await failure(deployNode(driver as never, options as never))).toMatchObject({
        code: 'invalid',
        message: expect.stringMatching(
          /^The driver that deployNode was given has no function (create|destroy)Node/,
        ),
      })
      expect(access.calls).toEqual([])
    },
  )

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

  it('creates nothing for call options that no call has, or a time that is none', async () => {
    for (const call of [{ timeout: 5 }, { timeoutMs: -1 }, { signal: 'x' }]) {
      const { deploy, driver, access } = setup()
      expect(await failure(deploy([], {}, call as never))).toMatchObject({ code: 'invalid' })
      expect([driver.calls, access.calls]).toEqual([[], []])
    }
  })

  it('creates nothing where a step lacks something on this computer', async () => {
    const { deploy, driver, access, events } = setup()
    const error = await failure(deploy([command('a'), steps('group', [scriptFile('no/such/setup.sh')])]))
    expect(error).toMatchObject({
      code: 'invalid',
      outcome: 'not-applied',
      message: expect.stringMatching(/failed \(create\): no\/such\/setup\.sh cannot be read: ENOENT/),
      details: { phase: 'create', remaining: ['a', 'group'] },
    })
    expect([driver.calls, access.calls, told(events)]).toEqual([[], [], ['create started', 'create failed']])
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
