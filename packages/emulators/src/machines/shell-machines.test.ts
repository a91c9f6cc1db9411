import { afterAll, describe, expect, it } from 'vitest'
import { ed25519KeyPair } from './ed25519-key.ts'
import { shellMachines } from './shell-machines.ts'
import { debian, logIn, machineOptions, offeredHostKey, run } from './testing/client.ts'

const room = shellMachines()
afterAll(() => room.close())

async function booted(options: Parameters<typeof machineOptions>[0] = {}) {
  const machine = room.make(machineOptions(options))
  await machine.boot()
  return machine
}

describe('a machine', () => {
  it('refuses connections before it has booted and after it was switched off', async () => {
    const machine = room.make(machineOptions())
    await expect(machine.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await machine.boot()
    const client = await logIn(machine)
    expect((await run(client, 'echo hi')).out).toBe('hi\n')
    await machine.shutDown()
    await expect(machine.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await machine.destroy()
  })

  it('lets in who holds the key, and nobody else', async () => {
    const machine = await booted()
    const stranger = ed25519KeyPair()
    await expect(logIn(machine, { privateKey: stranger.privateKey })).rejects.toThrow(
      'authentication methods failed',
    )
    await expect(logIn(machine, { username: 'root' })).rejects.toThrow('authentication methods failed')
    await expect(logIn(machine, { username: 'nobody-here' })).rejects.toThrow('authentication methods failed')
    await expect(logIn(machine, { password: 'x', privateKey: undefined } as never)).rejects.toThrow()
    const client = await logIn(machine)
    expect((await run(client, 'whoami')).out).toBe('ec2-user\n')
  })

  it('reads authorized_keys anew at each login', async () => {
    const machine = await booted()
    const second = ed25519KeyPair()
    const client = await logIn(machine)
    await run(client, 'cat >> ~/.ssh/authorized_keys', `${second.publicKey} second\n`)
    expect((await run(await logIn(machine, { privateKey: second.privateKey }), 'id -un')).out).toBe(
      'ec2-user\n',
    )
    await run(client, 'rm ~/.ssh/authorized_keys')
    await expect(logIn(machine)).rejects.toThrow('authentication methods failed')
  })

  it('shows on the console the host key that it uses', async () => {
    const machine = await booted()
    const block = /-----BEGIN SSH HOST KEY KEYS-----\n(.*?)\n-----END SSH HOST KEY KEYS-----/s.exec(
      machine.console(),
    )
    expect(block?.[1]?.split('\n')).toEqual(machine.hostKeys().map((key) => `${key} root@ip-192-0-2-10`))
    expect(machine.hostKeys()).toEqual([await offeredHostKey(machine)])
    const client = await logIn(machine)
    const file = await run(client, 'cut -d" " -f1,2 /etc/ssh/ssh_host_ed25519_key.pub')
    expect(file.out.trim()).toBe(machine.hostKeys()[0])
  })

  it('shows another host key to who connects after its sshd was told to read it, and sessions that stand go on', async () => {
    const machine = await booted()
    const [before] = machine.hostKeys()
    const client = await logIn(machine)
    const other = ed25519KeyPair()
    const sudo = (line: string, stdin?: string) => run(client, `sudo ${line}`, stdin)
    await sudo('tee /etc/ssh/ssh_host_ed25519_key', other.privateKey)
    expect(await offeredHostKey(machine)).toBe(before)
    expect((await run(client, 'systemctl reload sshd')).code).toBe(1)
    expect((await sudo('systemctl reload sshd')).code).toBe(0)
    expect(await offeredHostKey(machine)).toBe(other.publicKey)
    expect(machine.hostKeys()).toEqual([other.publicKey])
    await machine.shutDown()
    await machine.boot()
    expect(await offeredHostKey(machine)).toBe(other.publicKey)
    const again = await logIn(machine)
    await run(again, 'sudo tee /etc/ssh/ssh_host_ed25519_key', 'no key')
    await run(again, 'sudo systemctl restart ssh')
    await expect(machine.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(machine.console()).toContain('no hostkeys available')
  })

  it('keeps its disk and host keys when it is switched off and on', async () => {
    const machine = await booted()
    const keys = machine.hostKeys()
    await run(await logIn(machine), 'echo kept > kept')
    await machine.shutDown()
    await machine.boot()
    expect(machine.hostKeys()).toEqual(keys)
    expect((await run(await logIn(machine), 'cat kept')).out).toBe('kept\n')
  })

  it('ends its connections and comes back when a user restarts it', async () => {
    const machine = await booted()
    const client = await logIn(machine)
    const closed = new Promise<void>((resolve) => client.on('close', () => resolve()))
    expect((await run(client, 'sudo reboot')).err).toBe('')
    await closed
    await machine.boot()
    expect((await run(await logIn(machine), 'systemctl is-system-running')).out).toBe('running\n')
  })

  it('knows its operating system', async () => {
    const machine = await booted({ os: debian })
    const client = await logIn(machine, { username: 'admin' })
    expect((await run(client, '. /etc/os-release; echo "$ID $VERSION_ID"; pwd; hostname')).out).toBe(
      'debian 12\n/home/admin\nip-192-0-2-10\n',
    )
    expect((await run(client, 'yum -y install emacs')).code).toBe(127)
  })

  it('is gone for good when it is destroyed, twice if need be', async () => {
    const machine = await booted()
    const client = await logIn(machine)
    const closed = new Promise<void>((resolve) => client.on('close', () => resolve()))
    const sleeping = run(client, 'sleep 60').catch(() => undefined)
    await machine.destroy()
    await machine.destroy()
    await closed
    await sleeping
    await expect(machine.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await machine.boot()
    await expect(machine.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('leaves the event loop of its caller alone while it runs a busy script', async () => {
    const machine = await booted()
    const other = await booted()
    const client = await logIn(machine)
    const neighbour = await logIn(other)
    const busy = run(client, 'i=0; while [ $i -lt 60000 ]; do i=$((i+1)); done; echo $i')
    let longest = 0
    let last = performance.now()
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 5)
    expect((await run(neighbour, 'echo free')).out).toBe('free\n')
    expect((await busy).out).toBe('60000\n')
    clearInterval(timer)
    expect(longest).toBeLessThan(250)
  })

  it('ends a script that would not end when its client hangs up, and answers the next one', async () => {
    const machine = await booted()
    const client = await logIn(machine)
    const endless = run(client, 'while :; do :; done').catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 300))
    client.destroy()
    await endless
    const next = await logIn(machine)
    expect((await run(next, 'echo well')).out).toBe('well\n')
    expect((await run(next, 'ps -e')).out).not.toContain('while')
  })

  it('costs little while nobody uses it', async () => {
    const idle = shellMachines()
    const before = process.memoryUsage().rss
    const machines = Array.from({ length: 500 }, (_, n) => idle.make(machineOptions({ id: `i-${n}` })))
    await Promise.all(machines.map((machine) => machine.boot()))
    expect(machines.every((machine) => machine.hostKeys().length === 1)).toBe(true)
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(250)
    await idle.close()
  })
})
