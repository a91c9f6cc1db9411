import { gzipSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { ed25519KeyPair } from './ed25519-key.ts'
import { shellMachines } from './shell-machines.ts'
import { logIn, machineOptions, offeredHostKey, run } from './testing/client.ts'

const room = shellMachines()
afterAll(() => room.close())

async function booted(userData: string | Uint8Array) {
  const machine = room.make(machineOptions({ userData: Buffer.from(userData) }))
  await machine.boot()
  return machine
}

const part = (type: string, text: string, base64 = false) =>
  [
    '--BOUNDARY',
    `Content-Type: ${type}; charset="utf-8"`,
    ...(base64 ? ['Content-Transfer-Encoding: base64'] : []),
    '',
    base64
      ? (
          Buffer.from(text)
            .toString('base64')
            .match(/.{1,76}/g) ?? []
        ).join('\n')
      : text,
  ].join('\n')
const multipart = (...parts: string[]) =>
  `Content-Type: multipart/mixed; boundary="BOUNDARY"\nMIME-Version: 1.0\n\n${parts.join('\n')}\n--BOUNDARY--\n`

describe('user data', () => {
  it('that is a script runs once, as root, and shows on the console', async () => {
    const machine = await booted('#!/bin/bash\necho "hello from $(whoami)" | tee -a /root/runs\nfalse\n')
    expect(machine.console()).toContain('hello from root\n')
    expect(machine.console()).toContain('Failed to run /var/lib/cloud/instance/scripts/part-001')
    await machine.shutDown()
    await machine.boot()
    const client = await logIn(machine)
    expect((await run(client, 'sudo cat /root/runs | wc -l; cloud-init status --wait')).out).toMatch(
      /^\s*1\nstatus: error\n$/,
    )
  })

  it('that is gzip is unpacked', async () => {
    const machine = await booted(gzipSync('#!/bin/sh\necho unpacked\n'))
    expect(machine.console()).toContain('unpacked\n')
  })

  it('of several parts runs each, base64 or plain, configs before scripts', async () => {
    const machine = await booted(
      multipart(
        part('text/x-shellscript', '#!/bin/sh\ncat /etc/greeting\n', true),
        part(
          'text/cloud-config',
          '#cloud-config\nwrite_files:\n  - {path: /etc/greeting, content: "good day\\n"}\n',
        ),
        part('text/plain', '#!/bin/sh\necho sniffed\n'),
      ),
    )
    expect(machine.console()).toContain('good day\nsniffed\n')
  })

  it('appends lists of a later config when that asks for it, and replaces them otherwise', async () => {
    const first = part('text/cloud-config', '#cloud-config\nruncmd: [echo first]\nhostname: one\n')
    const appended = await booted(
      multipart(
        first,
        part(
          'text/cloud-config',
          '#cloud-config\nmerge_how: "list(append)+dict(recurse_array)+str()"\nruncmd: [echo second]\n',
        ),
      ),
    )
    expect(appended.console()).toMatch(/first\nsecond\n/)
    const replaced = await booted(
      multipart(first, part('text/cloud-config', '#cloud-config\nruncmd: [echo second]\n')),
    )
    expect(replaced.console()).not.toMatch(/^first$/m)
    expect(replaced.console()).toContain('one login:')
  })

  it('that cannot be read is told on the console, and the machine still boots', async () => {
    const machine = await booted('#cloud-config\nusers: [unclosed\n')
    expect(machine.console()).toContain('Failed to run module cloud-config')
    expect((await run(await logIn(machine), 'whoami')).out).toBe('ec2-user\n')
  })
})

describe('cloud-config', () => {
  it('writes files with encodings, modes and owners', async () => {
    const packed = gzipSync('packed').toString('base64')
    const machine = await booted(`#cloud-config
write_files:
  - {path: /opt/app/plain, content: "one\\n", permissions: '0640', owner: 'ec2-user:ec2-user'}
  - {path: /opt/app/plain, content: "two\\n", append: true, permissions: '0640', owner: ec2-user}
  - {path: /opt/app/b64, content: ${Buffer.from('decoded').toString('base64')}, encoding: b64}
  - {path: /opt/app/gz, content: ${packed}, encoding: gz+b64, permissions: '0755'}
`)
    const client = await logIn(machine)
    expect(
      (await run(client, 'cd /opt/app; cat plain b64 gz; echo; stat -c "%a" plain b64 gz; ls -l plain')).out,
    ).toMatch(/^one\ntwo\ndecodedpacked\n640\n644\n755\n-rw-r----- 1 ec2-user ec2-user/)
  })

  it('makes users with keys, groups, sudo and passwords', async () => {
    const key = ed25519KeyPair()
    const machine = await booted(`#cloud-config
ssh_pwauth: true
users:
  - default
  - name: deploy
    groups: [adm, docker]
    shell: /bin/sh
    sudo: ALL=(ALL) NOPASSWD:ALL
    ssh_authorized_keys: ['${key.publicKey}']
  - {name: guest, plain_text_passwd: open-sesame, lock_passwd: false}
  - {name: locked, plain_text_passwd: open-sesame}
chpasswd: {expire: false, users: [{name: ec2-user, password: another-word, type: text}]}
`)
    const deploy = await logIn(machine, { username: 'deploy', privateKey: key.privateKey })
    expect((await run(deploy, 'id -Gn; echo $SHELL; sudo -n whoami')).out).toBe(
      'deploy adm docker\n/bin/sh\nroot\n',
    )
    const withPassword = (username: string, password: string) =>
      logIn(machine, { username, password, privateKey: '' })
    expect((await run(await withPassword('guest', 'open-sesame'), 'whoami; sudo -n id')).out).toBe('guest\n')
    expect((await run(await withPassword('ec2-user', 'another-word'), 'whoami')).out).toBe('ec2-user\n')
    await expect(withPassword('guest', 'wrong')).rejects.toThrow('authentication methods failed')
    await expect(withPassword('locked', 'open-sesame')).rejects.toThrow('authentication methods failed')
    expect((await run(await logIn(machine), 'whoami')).out).toBe('ec2-user\n')
  })

  it('has no default user when users leaves it out', async () => {
    const machine = await booted(`#cloud-config\nusers: [{name: only, ssh_authorized_keys: []}]\n`)
    await expect(logIn(machine)).rejects.toThrow('authentication methods failed')
    expect((await run(await logIn(machine, { username: 'only' }), 'whoami; id ec2-user')).out).toBe('only\n')
  })

  it('lets root in when disable_root is false', async () => {
    const machine = await booted('#cloud-config\ndisable_root: false\n')
    expect((await run(await logIn(machine, { username: 'root' }), 'id -u; pwd')).out).toBe('0\n/root\n')
  })

  it('replaces the host keys, and derives a public half that is missing', async () => {
    const key = ed25519KeyPair()
    const indented = key.privateKey.trimEnd().replaceAll('\n', '\n    ')
    const machine = await booted(
      `#cloud-config\nssh_deletekeys: true\nssh_keys:\n  ed25519_private: |\n    ${indented}\n`,
    )
    expect(machine.hostKeys()).toEqual([key.publicKey])
    expect(await offeredHostKey(machine)).toBe(key.publicKey)
    expect(machine.console()).toContain(`-----BEGIN SSH HOST KEY KEYS-----\n${key.publicKey} root@`)
  })

  it('does not answer on port 22 with a host key that cannot be read', async () => {
    const machine = await booted('#cloud-config\nssh_keys: {ed25519_private: "no key"}\n')
    await expect(machine.connect()).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    expect(machine.console()).toContain('sshd: no hostkeys available')
  })

  it('sets the host name, installs packages and runs commands in order', async () => {
    const machine = await booted(`#cloud-config
hostname: web-1
packages: [strace, no-such-package]
runcmd:
  - [sh, -c, 'echo "list: $(hostname)"']
  - rpm -q strace && echo "it's string" > /root/out
ssh_authorized_keys: []
`)
    expect(machine.console()).toMatch(/list: web-1\nstrace-/)
    expect(machine.console()).toContain('failed to install packages: no-such-package')
    expect(machine.console()).toContain('root@web-1\n')
    expect((await run(await logIn(machine), 'sudo cat /root/out /etc/hostname')).out).toBe(
      "it's string\nweb-1\n",
    )
  })

  it('tells what became of it as cloud-init does: by words and an exit code', async () => {
    const status = async (userData: string) => {
      const client = await logIn(await booted(userData))
      const { out, code } = await run(client, 'cloud-init status --wait --format json')
      const { status: word, errors, recoverable_errors: recoverable } = JSON.parse(out)
      return [code, word, errors.length, Object.keys(recoverable)]
    }
    expect(await status('#cloud-config\n{}\n')).toEqual([0, 'done', 0, []])
    expect(await status('nothing that it knows')).toEqual([2, 'done', 0, ['WARNING']])
    expect(await status('#cloud-config\npackages: [no-such-package]\n')).toEqual([1, 'error', 1, []])
  })

  it('restarts the machine once when a boot script asks for it', async () => {
    const machine = await booted('#!/bin/sh\necho x >> /root/boots\nreboot\n')
    await machine.shutDown()
    await machine.boot()
    expect((await run(await logIn(machine), 'sudo cat /root/boots')).out).toBe('x\n')
    expect(machine.console().match(/ login: /g)?.length).toBeGreaterThan(1)
  })
})
