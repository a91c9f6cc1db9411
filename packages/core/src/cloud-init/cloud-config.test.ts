import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { secret } from '../secret.ts'
import { recordingShell } from '../testing/recording-shell.ts'
import type { CloudConfig } from './cloud-config.ts'
import { userData } from './fit-user-data.ts'
import { waitForCloudInit } from './wait-for-cloud-init.ts'
import { cloudConfig } from './write-cloud-config.ts'

const publicKey =
  'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHqCbIcdSh5Bq1FvKMbWQ8jaJOVT7iHzmJZqxXlhPnJK ops@example.com'
const privateKey = '-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n'

const everything: CloudConfig = {
  hostname: 'web-1',
  timezone: 'Europe/Berlin',
  users: [
    {
      name: 'deploy',
      fullName: 'yes: no',
      groups: ['docker', 'adm'],
      shell: '/bin/bash',
      sudo: true,
      authorizedKeys: [publicKey],
    },
    {
      name: 'app',
      system: true,
      uid: 990,
      home: '/srv/app',
      sudo: ['ALL=(ALL) NOPASSWD: /bin/systemctl restart app'],
    },
    { name: 'ops', passwordHash: secret('$6$salt$hash') },
  ],
  authorizedKeys: [publicKey],
  packages: ['nginx', { name: 'redis', version: '5:7.0.15-1' }],
  packageUpgrade: false,
  files: [
    { path: '/etc/app.json', content: '{"a": "b: c # d"}\n', mode: 0o600, owner: 'app' },
    { path: '/etc/blob', content: Uint8Array.of(0, 255, 10) },
    { path: '/etc/token', content: secret('%TAG !yaml\n---\n- *anchor'), append: true },
  ],
  bootcmd: ['echo booting'],
  runcmd: [['touch', "/tmp/it's"], 'echo done | tee /tmp/done'],
  hostKeys: { ed25519: { publicKey, privateKey } },
  passwordLogins: false,
  more: { ntp: { enabled: true, servers: ['ntp.example.com'] } },
}

const written = {
  hostname: 'web-1',
  timezone: 'Europe/Berlin',
  users: [
    'default',
    {
      name: 'deploy',
      gecos: 'yes: no',
      groups: ['docker', 'adm'],
      shell: '/bin/bash',
      sudo: 'ALL=(ALL) NOPASSWD:ALL',
      ssh_authorized_keys: [publicKey],
    },
    {
      name: 'app',
      homedir: '/srv/app',
      uid: 990,
      system: true,
      sudo: 'ALL=(ALL) NOPASSWD: /bin/systemctl restart app',
    },
    { name: 'ops', passwd: '$6$salt$hash', lock_passwd: false },
  ],
  ssh_authorized_keys: [publicKey],
  package_update: true,
  package_upgrade: false,
  packages: ['nginx', ['redis', '5:7.0.15-1']],
  write_files: [
    { path: '/etc/app.json', content: '{"a": "b: c # d"}\n', permissions: '0600', owner: 'app', defer: true },
    { path: '/etc/blob', content: 'AP8K', encoding: 'b64', permissions: '0644' },
    { path: '/etc/token', content: '%TAG !yaml\n---\n- *anchor', permissions: '0644', append: true },
  ],
  bootcmd: ['echo booting'],
  runcmd: [['touch', "/tmp/it's"], 'echo done | tee /tmp/done'],
  ssh_deletekeys: true,
  ssh_keys: { ed25519_private: privateKey, ed25519_public: publicKey },
  ssh_pwauth: false,
  ntp: { enabled: true, servers: ['ntp.example.com'] },
}

const has = (program: string, ...args: string[]) => spawnSync(program, args, { stdio: 'ignore' }).status === 0
const noYaml = has('python3', '-c', 'import yaml') ? '' : ' (not run: no python3 with PyYAML)'
const noCloudInit = has('cloud-init', '--version') ? '' : ' (not run: no cloud-init)'

describe('cloudConfig', () => {
  it('writes what cloud-init calls it, and what was left out not at all', () => {
    const text = cloudConfig(everything)
    expect(text.split('\n')[0]).toBe('#cloud-config')
    expect(parse(text)).toEqual(written)
    expect(cloudConfig({})).toBe('#cloud-config\n{}\n')
    expect(parse(cloudConfig({ packages: [], files: [], users: [], hostKeys: {} }))).toEqual({})
    expect(parse(cloudConfig({ defaultUser: false, users: [{ name: 'a' }] }))).toEqual({
      users: [{ name: 'a' }],
    })
  })

  it('keeps every text as it is, for readers of YAML 1.1 and 1.2', () => {
    const text = fc
      .string({ unit: 'grapheme' })
      .chain((some) => fc.constantFrom(some, `${some}\x7f\x85\u2028\ufeff`, `- ${some}: #`))
    fc.assert(
      fc.property(text, (content) => {
        const made = cloudConfig({ files: [{ path: '/a', content }], more: { note: content } })
        for (const version of ['1.1', '1.2'] as const) {
          const read = parse(made, { version })
          expect([read.write_files[0].content, read.note]).toEqual([content, content])
        }
      }),
    )
  })

  it.skipIf(noYaml)(`is read alike by the library that cloud-init reads it with${noYaml}`, () => {
    const all = Array.from({ length: 0x3100 }, (_, code) => String.fromCharCode(code)).join('')
    const texts = [
      all,
      '\ufeff\ufffe\uffff',
      '😀 \u{10ffff}',
      'no',
      '1e3',
      '2001-01-01',
      '!!binary x',
      '&a *a',
      '\t\n\r\n ',
    ]
    const made = cloudConfig({ more: { texts } })
    const program = 'import json, sys, yaml; json.dump(yaml.safe_load(sys.stdin.buffer.read()), sys.stdout)'
    expect(JSON.parse(execFileSync('python3', ['-c', program], { input: made, encoding: 'utf8' }))).toEqual({
      texts,
    })
  })

  it.skipIf(noCloudInit)(`is valid by cloud-init's own schema${noCloudInit}`, { timeout: 120_000 }, () => {
    const folder = mkdtempSync(join(tmpdir(), 'cloud-config-'))
    try {
      const file = join(folder, 'user-data')
      writeFileSync(file, cloudConfig(everything))
      const { status, stdout, stderr } = spawnSync('cloud-init', ['schema', '--config-file', file], {
        encoding: 'utf8',
      })
      expect(`${status} ${stdout} ${stderr}`).toMatch(/^0 Valid/)
      writeFileSync(file, cloudConfig({ more: { write_files: 'x' } }))
      expect(spawnSync('cloud-init', ['schema', '--config-file', file]).status).not.toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it.each<[string, unknown]>([
    ['an option that there is not', { package: ['a'] }],
    ['a user without a name', { users: [{}] }],
    ['a name that useradd would take for an option', { users: [{ name: '-r' }] }],
    ['groups that are one text', { users: [{ name: 'a', groups: 'x,y' }] }],
    ['a password in place of its hash', { users: [{ name: 'a', passwordHash: 'secret' }] }],
    ['a private key to let somebody in with', { authorizedKeys: [privateKey] }],
    ['a package with an option in it', { packages: ['nginx --allow'] }],
    ['a path that is not absolute', { files: [{ path: 'etc/motd', content: '' }] }],
    ['a mode that lacks its 0o', { files: [{ path: '/a', content: '', mode: 644 }] }],
    ['content that is none', { files: [{ path: '/a', content: 1 }] }],
    ['a command without words', { runcmd: [[]] }],
    ['a command with a NUL', { runcmd: [['a\0']] }],
    ['a lone surrogate', { files: [{ path: '/a', content: '\ud800' }] }],
    ['a host key of another type', { hostKeys: { rsa: { publicKey, privateKey } } }],
    ['a public key for a private one', { hostKeys: { ed25519: { publicKey, privateKey: publicKey } } }],
    ['the same key twice', { packages: ['a'], more: { packages: ['b'] } }],
    ['what is no JSON', { more: { a: () => 1 } }],
    ['a number that is none', { more: { a: Number.NaN } }],
  ])('refuses %s', (_name, config) => {
    expect(() => cloudConfig(config as CloudConfig)).toThrow(expect.objectContaining({ code: 'invalid' }))
  })
})

describe('userData', () => {
  const script = '#!/bin/sh\necho hello\n'
  const long = cloudConfig({ files: [{ path: '/a', content: 'x'.repeat(20_000) }] })
  const limit = { textBytes: 16_384, binaryBytes: 16_384 }

  it('puts parts together, and leaves alone what fits', () => {
    expect(userData([script], { limit })).toBe(script)
    expect(userData([cloudConfig({}), script])).toContain('text/x-shellscript')
    expect(userData([long])).toBe(long)
  })

  it('compresses what does not fit, where that is taken', () => {
    const packed = userData([long, script], { limit })
    expect(packed).toBeInstanceOf(Uint8Array)
    expect(gunzipSync(packed as Uint8Array).toString()).toBe(userData([long, script]))
    expect(userData([long, script], { limit })).toEqual(packed)
    expect(userData([`${script}#${'x'.repeat(1_000)}`], { limit, reserveBytes: 15_800 })).toBeInstanceOf(
      Uint8Array,
    )
  })

  it('refuses what fits in no way, and tells how much there is and how much there may be', () => {
    const error = (work: () => unknown) => {
      try {
        work()
      } catch (caught) {
        return caught
      }
      return undefined
    }
    expect(error(() => userData([long], { limit: { textBytes: 16_384 } }))).toMatchObject({
      code: 'invalid',
      message: expect.stringContaining(String(long.length)),
      hint: expect.stringContaining('16384'),
    })
    expect(error(() => userData([long], { limit: { textBytes: 10, binaryBytes: 10 } }))).toMatchObject({
      code: 'invalid',
    })
    const packed = userData([long], { limit })
    expect(error(() => userData([packed], { limit: { textBytes: 16_384 } }))).toMatchObject({
      code: 'invalid',
    })
  })
})

describe('waitForCloudInit', () => {
  const run = (exitCode: number, told: object | string, options = {}) => {
    const shell = recordingShell(([program]) =>
      program === 'cloud-init'
        ? { exitCode, stdout: typeof told === 'string' ? told : `..\n${JSON.stringify(told)}\n` }
        : { stdout: 'the end of the log' },
    )
    const step = waitForCloudInit(options)
    return { shell, result: step.run(shell, {}).catch((error: unknown) => error) }
  }
  const warned = { status: 'done', errors: [], recoverable_errors: { WARNING: ['no such package'] } }

  it('succeeds where cloud-init is done, or switched off', async () => {
    const { shell, result } = run(0, { status: 'done', errors: [], recoverable_errors: {} })
    expect(await result).toMatchObject({ title: 'wait for cloud-init', exitCode: 0 })
    expect(shell.done).toEqual([['cloud-init', 'status', '--wait', '--format', 'json']])
    expect(await run(0, { status: 'disabled' }).result).toMatchObject({ exitCode: 0 })
  })

  it('fails with what cloud-init tells, and the end of its log', async () => {
    const crashed = { status: 'error', errors: ['module failed'], recoverable_errors: {} }
    expect(await run(1, crashed).result).toMatchObject({
      code: 'failed',
      message: expect.stringContaining('module failed'),
      details: {
        status: 'error',
        errors: ['module failed'],
        log: 'the end of the log',
        result: { exitCode: 1 },
      },
    })
    expect(await run(1, 'Traceback').result).toMatchObject({ code: 'failed', details: { errors: [] } })
    expect(await run(0, 'no JSON').result).toMatchObject({ code: 'failed' })
    expect(await run(127, '').result).toMatchObject({ hint: expect.stringContaining('no cloud-init') })
  })

  it('fails for errors that cloud-init got over, unless they are allowed', async () => {
    expect(await run(2, warned).result).toMatchObject({
      code: 'failed',
      message: expect.stringContaining('no such package'),
      hint: expect.stringContaining('allowRecoverable'),
    })
    expect(await run(2, warned, { allowRecoverable: true }).result).toMatchObject({ exitCode: 0 })
    expect(await run(2, 'usage: cloud-init', { allowRecoverable: true }).result).toMatchObject({
      code: 'failed',
    })
    expect(() => waitForCloudInit({ allowRecoverable: 1 } as never)).toThrow('boolean')
  })
})
