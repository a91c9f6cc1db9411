import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DeployEvent, deployNode, directory, file, script, secret, template } from '@cloud/core'
import { ec2Images, type LocalCloud, sshdUnavailable, startCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { compute, type Ec2 } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const missing = sshdUnavailable()

describe.skipIf(missing)(`a deployment on real OpenSSH${missing ? ` (not run: ${missing})` : ''}`, () => {
  const transport = checkedTransport()
  let local: LocalCloud
  let ec2: Ec2

  beforeAll(async () => {
    local = await startCloud({ machine: 'sshd' })
    ec2 = compute({ ...local.ec2, transport })
  })
  afterAll(async () => {
    await transport.close()
    await local?.close()
  })

  const base = { name: 'real-1', size: 't3.micro', image: ec2Images.amazonLinux2023 }

  it('is the same, and its output arrives as it is written', async () => {
    const output: { readonly text: string; readonly atMs: number }[] = []
    const { node, results } = await deployNode(ec2, {
      ...base,
      shell: ssh({ user: 'ec2-user', ...local.ssh }),
      steps: [
        script('yum -y install emacs strace tcpdump', { sudo: true }),
        script('for p in emacs strace tcpdump; do rpm -q $p || command -v $p; done', {
          title: 'what is there',
        }),
        script('echo first; sleep 1; echo second', { title: 'slowly' }),
        script('whoami; id -u; echo "$0"', { sudo: true, title: 'as root' }),
      ],
      onEvent: ({ title, output: each, atMs }: DeployEvent) => {
        if (title === 'slowly' && each) output.push({ text: each.text, atMs })
      },
    })
    expect(results[0]?.stdout).toContain('emacs')
    expect(results[1]?.stdout).toMatch(/emacs[\s\S]*strace[\s\S]*tcpdump/)
    expect(output.map(({ text }) => text).join('')).toBe('first\nsecond\n')
    expect(output.length).toBeGreaterThan(1)
    expect((output.at(-1)?.atMs ?? 0) - (output[0]?.atMs ?? 0)).toBeGreaterThan(500)
    expect(results[3]?.stdout).toMatch(/^root\n0\n/)
    expect(node.state).toBe('running')
    await ec2.destroyNode(node)
  })

  it('writes files and folders where only root may, whoever they are for', async () => {
    const from = await mkdtemp(join(tmpdir(), 'cloud-www-'))
    await mkdir(join(from, "it's"))
    await writeFile(join(from, "it's/run"), '#!/bin/sh\n', { mode: 0o755 })
    const bytes = Uint8Array.from({ length: 1_000_000 }, (_, index) => (index * 7) % 256)
    const { results } = await deployNode(ec2, {
      ...{ ...base, shell: ssh({ user: 'ec2-user', ...local.ssh }), onFailure: 'destroy' },
      steps: [
        file(bytes, '/etc/app.bin', { sudo: true }),
        template('key={{key}}', { key: secret('x') }, '/etc/-app $HOME', {
          sudo: true,
          owner: 'ec2-user:users',
        }),
        directory(from, '/srv/www', { sudo: true, owner: 'daemon' }),
        script(`cd /etc; stat -c '%U:%G %a %s' app.bin './-app $HOME'; sha256sum app.bin; ls -a | grep '[.]new$'
          find /srv/www -printf '%u %m %P\\n' | sort`),
      ],
    })
    await rm(from, { recursive: true })
    const sum = createHash('sha256').update(bytes).digest('hex')
    expect(results[3]?.stdout.split('\n')).toEqual([
      'root:root 644 1000000',
      'ec2-user:users 600 5',
      `${sum}  app.bin`,
      'daemon 755 ',
      "daemon 755 it's",
      "daemon 755 it's/run",
      '',
    ])
  })

  it('fails where a script is ended by a signal, and destroys the node', async () => {
    const failed = deployNode(ec2, {
      ...base,
      shell: ssh({ user: 'ec2-user', ...local.ssh }),
      steps: [script('kill -9 $$', { title: 'suicide' })],
      onFailure: 'destroy',
    })
    await expect(failed).rejects.toMatchObject({
      code: 'failed',
      details: { cleanup: 'destroyed', result: { exitCode: null, signal: 'SIGKILL' } },
    })
  })

  it('trusts the host keys of the console output', async () => {
    const { results } = await deployNode(ec2, {
      ...base,
      shell: ssh({ user: 'ec2-user', hostKey: 'provider', ...local.ssh }),
      steps: [script('hostname')],
      onFailure: 'destroy',
    })
    expect(results[0]?.exitCode).toBe(0)
  })
})
