import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect, promisify } from 'node:util'
import {
  authorizeKey,
  cloudConfig,
  type DeployEvent,
  deployNode,
  directory,
  file,
  isCloudError,
  reveal,
  script,
  scriptFile,
  secret,
  steps,
  template,
  userData,
  waitForCloudInit,
  waitForNode,
} from '@cloud/core'
import { ec2Images, type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { generateKeyPair, ssh } from '@cloud/ssh'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { compute, type Ec2, userDataLimit } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const transport = checkedTransport()
let local: LocalCloud
let ec2: Ec2

beforeAll(async () => {
  local = await startCloud()
  ec2 = compute({ ...local.ec2, transport })
})
afterEach(async () => {
  for await (const node of ec2.listNodes()) await ec2.destroyNode(node)
})
afterAll(async () => {
  await transport.close()
  await local.close()
})

const base = { name: 'web-1', size: 't3.micro', image: ec2Images.amazonLinux2023 }
const shell = () => ssh({ user: 'ec2-user', ...local.ssh })
const alive = () => local.inventory().nodes.filter(({ state }) => state === 'running' || state === 'pending')

describe('a deployment on the embedded EC2', () => {
  it('writes files where only root may, with bytes that are no text', async () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256)
    const access = shell()
    const { node } = await deployNode(ec2, {
      ...{ ...base, shell: access },
      steps: [
        file(bytes, '/etc/app.bin', { sudo: true, mode: 0o644 }),
        template('key={{key}}', { key: secret("it's") }, '/etc/app.conf', { sudo: true, owner: 'ec2-user' }),
        file('again', '/etc/app.conf', { sudo: true, mode: 0o644 }),
      ],
    })
    const machine = await access.connect({ node })
    expect(new Uint8Array(await machine.download('/etc/app.bin'))).toEqual(bytes)
    expect((await machine.run(['cat', '/etc/app.conf'])).stdout).toBe('again')
    expect((await machine.run(['ls', '/etc'])).stdout).not.toContain('.new')
    await machine.close()
  })

  it('creates a node, installs packages as root and finds them', async () => {
    const events: DeployEvent[] = []
    const { node, results } = await deployNode(ec2, {
      ...base,
      shell: shell(),
      steps: [
        script('yum -y install emacs strace tcpdump', { sudo: true }),
        script('for p in emacs strace tcpdump; do command -v $p; done'),
      ],
      onEvent: (event) => events.push(event),
    })
    expect(node).toMatchObject({ name: 'web-1', state: 'running', size: 't3.micro' })
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    expect(results[1]?.stdout).toBe('/usr/bin/emacs\n/usr/bin/strace\n/usr/bin/tcpdump\n')
    const started = events.filter(({ status }) => status === 'started').map(({ phase }) => phase)
    expect(started).toEqual(['create', 'running', 'shell', 'step', 'step'])
    expect(events.some(({ status, output }) => status === 'output' && output?.text.includes('emacs'))).toBe(
      true,
    )
    expect(events.map(({ atMs }) => atMs)).toEqual(events.map(({ atMs }) => atMs).toSorted((a, b) => a - b))
    expect(local.inventory().nodes.find(({ id }) => id === node.id)?.state).toBe('running')
  })

  it('makes of the machine what its user data says, compressed where it is much, and fails where cloud-init did', {
    timeout: 60_000,
  }, async () => {
    const config = cloudConfig({
      users: [{ name: 'deploy', groups: ['adm'], sudo: true }],
      packages: ['strace'],
      files: [
        { path: '/etc/app.conf', content: "key: 'value' # $HOME\n", mode: 0o640, owner: 'deploy' },
        { path: '/etc/much', content: 'x'.repeat(20_000) },
      ],
      runcmd: [['touch', "/root/it's here"], 'id -un > /root/who'],
    })
    const parts = [config, '#!/bin/sh\necho part > /root/part\n']
    const userDataOf = (list: readonly string[]) =>
      userData(list, { limit: userDataLimit, reserveBytes: 2_048 })
    const look =
      'stat -c "%U %a" /etc/app.conf; cat /etc/app.conf; ls /root; sudo -u deploy sudo -n id -un; id -nG deploy'
    const { results } = await deployNode(ec2, {
      ...base,
      shell: shell(),
      userData: userDataOf(parts),
      steps: [waitForCloudInit(), script(look, { sudo: true, title: 'look' })],
    })
    expect(results[1]?.stdout).toBe(
      "deploy 640\nkey: 'value' # $HOME\nit's here\npart\nwho\nroot\ndeploy adm\n",
    )
    const failed = deployNode(ec2, {
      ...base,
      shell: shell(),
      userData: userDataOf([cloudConfig({ packages: ['no-such-package'] })]),
      steps: [waitForCloudInit()],
      onFailure: 'destroy',
    })
    await expect(failed).rejects.toMatchObject({
      code: 'failed',
      details: { status: 'error', log: expect.stringContaining('no-such-package'), cleanup: 'destroyed' },
    })
  })

  it('runs every kind of step, and leaves no script behind', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
    writeFileSync(join(folder, 'run.sh'), '#!/bin/sh\necho "from a folder: $1"\n', { mode: 0o755 })
    writeFileSync(join(folder, 'settings.conf'), 'a = 1\n')
    const visitor = generateKeyPair('visitor')
    try {
      const { node, hostKey, results } = await deployNode(ec2, {
        ...base,
        shell: shell(),
        steps: [
          file('hello\n', 'greeting.txt', { mode: 0o600 }),
          directory(folder, 'app/v1'),
          authorizeKey(visitor.publicKey),
          steps('check', [
            script('cat greeting.txt app/v1/settings.conf && app/v1/run.sh "$1"', {
              args: ['a b; $(id) \'"'],
            }),
            script('echo "$ODD" "$TOKEN" "$(whoami)"', {
              env: { ODD: "it's $odd", TOKEN: secret('hunter2') },
              sudo: true,
            }),
            script('grep -c visitor .ssh/authorized_keys; ls -a | grep -c cloud- || true'),
          ]),
        ],
      })
      const [first, second, third] = results[3]?.steps ?? []
      expect(first?.stdout).toBe('hello\na = 1\nfrom a folder: a b; $(id) \'"\n')
      expect(second?.stdout).toBe("it's $odd [secret] root\n")
      // The one folder is that of the script that looks.
      expect(third?.stdout).toBe('1\n1\n')
      expect(hostKey?.mode).toBe('injected')
      const key = visitor.privateKey
      const pinned = hostKey?.publicKey ?? ''
      const access = ssh({ user: 'ec2-user', privateKey: key, hostKey: { pinned }, ...local.ssh })
      const again = await access.connect({ node })
      expect((await again.run(['ls', '-a'])).stdout).not.toContain('.cloud-')
      await again.close()
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it("takes the caller's keys and user data beside its own", async () => {
    const { publicKey } = generateKeyPair('caller')
    const { results } = await deployNode(ec2, {
      ...base,
      authorizedKeys: [publicKey],
      userData: '#!/bin/sh\necho mine > /etc/mine\n',
      shell: shell(),
      steps: [script('cat /etc/mine; cat .ssh/authorized_keys')],
    })
    expect(results[0]?.stdout).toContain('mine\n')
    expect(results[0]?.stdout).toContain(publicKey)
  })

  it('fails where a script exits with 1, tells all, and keeps the node', async () => {
    const steps = [
      script('echo one'),
      script('echo what went wrong >&2; exit 1', { title: 'two' }),
      script('echo three'),
    ]
    const error = await deployNode(ec2, { ...base, shell: shell(), steps }).catch((thrown: unknown) => thrown)
    if (!isCloudError(error, 'failed')) throw error
    expect(error.message).toContain(
      'The deployment of web-1 failed (step: two): "two" ended with exit code 1: what went wrong',
    )
    expect(error).toMatchObject({
      outcome: 'applied',
      details: {
        phase: 'step',
        done: ['echo one'],
        remaining: ['two', 'echo three'],
        cleanup: 'kept',
        node: { name: 'web-1' },
      },
    })
    expect(error.details?.result).toMatchObject({ title: 'two', exitCode: 1, stderr: 'what went wrong\n' })
    expect(alive().map(({ id }) => id)).toEqual([error.details?.nodeId])
  })

  it('destroys the node of a failed deployment where asked to', async () => {
    const options = { ...base, shell: shell(), steps: [script('exit 3')], onFailure: 'destroy' } as const
    await expect(deployNode(ec2, options)).rejects.toMatchObject({
      outcome: 'not-applied',
      details: { cleanup: 'destroyed' },
    })
    expect(alive()).toEqual([])
  })

  it('destroys it too when the caller aborts in the middle of a step', async () => {
    const controller = new AbortController()
    const options = {
      ...base,
      shell: shell(),
      steps: [script('sleep 60')],
      onFailure: 'destroy',
      onEvent: ({ phase, status }: DeployEvent) => {
        if (phase === 'step' && status === 'started')
          setTimeout(() => controller.abort(new Error('enough')), 200)
      },
    } as const
    const started = Date.now()
    await expect(deployNode(ec2, options, { signal: controller.signal })).rejects.toMatchObject({
      code: 'aborted',
      details: { phase: 'step', cleanup: 'destroyed' },
    })
    expect(Date.now() - started).toBeLessThan(8_000)
    expect(alive()).toEqual([])
  })

  describe('whose creation nobody hears of', () => {
    // What is destroyed only after half a minute, in which it may show itself, is so in virtual time.
    const clock = virtualClock({ auto: true })
    let own: LocalCloud
    let cloud: Ec2
    beforeAll(async () => {
      own = await startCloud({ clock, consistencyMs: 3_000 })
      cloud = compute({ ...own.ec2, clock, transport })
    })
    afterAll(() => own.close())
    const options = () => ({ ...base, shell: shell(), steps: [], onFailure: 'destroy' }) as const
    const tokens = () =>
      own.requests
        .filter(({ operation }) => operation === 'RunInstances')
        .map(({ params }) => params.ClientToken)
    const stall = () => own.faults.add({ operation: 'RunInstances', kind: 'stall-after', count: 1 })
    const living = () =>
      own.inventory().nodes.filter(({ state }) => state === 'running' || state === 'pending')
    const abortedAfter = (ms: number) => {
      const controller = new AbortController()
      clock.after(ms, () => controller.abort())
      return controller.signal
    }

    it.each(['aborted', 'timeout'])('destroys the node that it may have made (%s)', async (code) => {
      stall()
      const before = tokens().length
      const call = code === 'aborted' ? { signal: abortedAfter(1_500) } : { timeoutMs: 1_500 }
      await expect(deployNode(cloud, options(), call)).rejects.toMatchObject({
        code,
        outcome: 'not-applied',
        details: { phase: 'create', cleanup: 'destroyed', nodeId: expect.stringMatching(/^i-/) },
      })
      expect(new Set(tokens().slice(before)).size).toBe(1)
      expect(tokens().length - before).toBe(2)
      expect(living()).toEqual([])
    })

    it('says so where the node is to be kept, and tells the key to find it by', async () => {
      stall()
      const call = { timeoutMs: 1_500 }
      const deployment = deployNode(cloud, { ...options(), onFailure: 'keep' }, call)
      const error = await deployment.catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({
        code: 'timeout',
        outcome: 'unknown',
        retryable: false,
        details: { phase: 'create', cleanup: 'unknown', idempotencyKey: tokens().at(-1) },
      })
      expect(living()).toHaveLength(1)
    })
  })

  it('shows the host key that it hands over in no error', async () => {
    const handed: string[] = []
    const access = shell()
    const watched = {
      ...access,
      prepare: async () => {
        const prepared = await access.prepare()
        handed.push(...reveal(prepared.userData ?? '').split(/\n|\\n/))
        return prepared
      },
    }
    const lines = () => handed.map((line) => line.trim()).filter((line) => /^[\w+/=]{40,}$/.test(line))
    for (const wrong of [{ size: 'no-such-size' }, { userData: `#!/bin/sh\n${'x'.repeat(20_000)}` }]) {
      const deployment = deployNode(ec2, { ...base, ...wrong, shell: watched, steps: [] })
      const error = await deployment.catch((thrown: unknown) => thrown)
      const printed = inspect(error, { showHidden: true, depth: 20 }) + JSON.stringify(error)
      for (const line of lines()) expect(printed).not.toContain(line)
    }
    expect(lines().length).toBeGreaterThan(2)
  })

  it('creates nothing from input that cannot be right', async () => {
    const wrong = [
      { ...base, name: '' },
      { ...base, size: 'no-such-size' },
      { ...base, userData: `#!/bin/sh\n${'x'.repeat(20_000)}` },
      { ...base, authorizedKeys: ['nonsense'] },
      { ...base, steps: [{}] },
      { ...base, onFailure: 'panic' },
      { ...base, idempotencyKey: 'mine' },
      { ...base, steps: [scriptFile('typo.sh')] },
    ]
    const codes = []
    for (const options of wrong) {
      const deployment = deployNode(ec2, { shell: shell(), steps: [], ...options } as never)
      codes.push(await deployment.catch((error: unknown) => isCloudError(error) && error.code))
    }
    expect(codes).toEqual(['invalid', 'not-found', ...Array(6).fill('invalid')])
    expect(alive()).toEqual([])
  })
})

const openssh = existsSync('/usr/bin/ssh')
describe.skipIf(!openssh)(
  openssh ? "the system's own ssh" : "the system's own ssh (not run: no /usr/bin/ssh)",
  () => {
    it('reaches a deployed node under the host key of the console output', async () => {
      const { publicKey, privateKey } = generateKeyPair('openssh')
      const { node } = await deployNode(ec2, {
        ...base,
        authorizedKeys: [publicKey],
        shell: ssh({ user: 'ec2-user', hostKey: 'provider', ...local.ssh }),
        steps: [],
      })
      const hostKeys = await ec2.listHostKeys(node)
      expect(hostKeys.length).toBeGreaterThan(0)
      const [address] = node.publicIps
      const folder = mkdtempSync(join(tmpdir(), 'openssh-'))
      try {
        writeFileSync(join(folder, 'known_hosts'), hostKeys.map((key) => `${address} ${key}\n`).join(''))
        writeFileSync(join(folder, 'key'), privateKey.reveal(), { mode: 0o600 })
        const options = [
          `UserKnownHostsFile=${folder}/known_hosts`,
          'GlobalKnownHostsFile=/dev/null',
          'StrictHostKeyChecking=yes',
          'BatchMode=yes',
        ]
        const args = [
          '-F',
          local.sshConfig,
          '-i',
          `${folder}/key`,
          ...options.flatMap((option) => ['-o', option]),
        ]
        const { stdout } = await promisify(execFile)('ssh', [
          ...args,
          `ec2-user@${address}`,
          'whoami; hostname',
        ])
        expect(stdout).toMatch(/^ec2-user\n\S+\n$/)
        writeFileSync(join(folder, 'known_hosts'), `${address} ${generateKeyPair().publicKey}\n`)
        await expect(promisify(execFile)('ssh', [...args, `ec2-user@${address}`, 'true'])).rejects.toThrow(
          'Host key verification failed',
        )
      } finally {
        rmSync(folder, { recursive: true })
      }
    })
  },
)

describe('waiting', () => {
  it('passes through every state of a life', async () => {
    const node = await ec2.createNode(base)
    await waitForNode(ec2, node, 'running', { intervalMs: 50 })
    await ec2.stopNode(node)
    expect(await waitForNode(ec2, node, 'stopped', { intervalMs: 50 })).toMatchObject({
      state: 'stopped',
      publicIps: [],
    })
    await ec2.startNode(node)
    await waitForNode(ec2, node, 'running', { intervalMs: 50 })
    await ec2.destroyNode(node)
    expect((await waitForNode(ec2, node, 'terminated', { intervalMs: 50 })).state).toBe('terminated')
    await expect(waitForNode(ec2, node, 'running', { intervalMs: 50 })).rejects.toMatchObject({
      code: 'failed',
    })
  })
})
