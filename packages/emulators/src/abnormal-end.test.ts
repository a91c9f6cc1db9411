import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { sshdUnavailable } from './machines/sshd/availability.ts'
import { readUntil } from './testing/read-until.ts'

const folder = mkdtempSync(join(tmpdir(), 'abnormal-end-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A program that starts a cloud and then does something else than closing it, with a folder of its own for temporary files. */
function program(then: string, options = '{}') {
  const place = new URL('start-cloud.ts', import.meta.url).href
  const source = `
    const { startCloud } = await import('${place}')
    const { ec2Images } = await import('${new URL('ec2/images.ts', import.meta.url).href}')
    const local = await startCloud(${options})
    ${then}`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', source], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return { child, exit: once(child, 'exit') }
}

const names = `(await import('node:fs')).readdirSync('${folder}')`

test.each([
  ['process.exit', 'process.exit(3)', 3],
  ['an error that nobody catches', "setTimeout(() => { throw new Error('lost') })", 1],
])(
  'a program that ends by %s leaves no file of its cloud',
  async (_name, end, code) => {
    const { child, exit } = program(`local.sshConfig; console.log(${names}.length, 'folder'); ${end}`)
    expect(await readUntil(child.stdout, 'folder')).toBe('1 folder\n')
    expect((await exit)[0]).toBe(code)
    expect(readdirSync(folder)).toEqual([])
  },
  60_000,
)

test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)(
  'a program that %s kills is killed by it as any other, and leaves no file of its cloud',
  async (signal) => {
    const { child, exit } = program(`local.sshConfig; console.log(${names}.length, 'folder')`)
    expect(await readUntil(child.stdout, 'folder')).toBe('1 folder\n')
    child.kill(signal)
    expect(await exit).toEqual([null, signal])
    await expect.poll(() => readdirSync(folder), { timeout: 30_000 }).toEqual([])
  },
  60_000,
)

test('a program that does not ask for the files of OpenSSH has none', async () => {
  const { child, exit } = program(`console.log(${names}.length, 'folders'); await local.close()`)
  expect(await readUntil(child.stdout, 'folders')).toBe('0 folders\n')
  expect((await exit)[0]).toBe(0)
}, 60_000)

const noSshd = sshdUnavailable()
test.skipIf(noSshd)(
  `a machine of kind sshd leaves nothing when its program is killed${noSshd ? ` (skipped: ${noSshd})` : ''}`,
  async () => {
    const machine = "{ machine: 'sshd' }"
    const launch = `
      const { sdkClient } = await import('${new URL('testing/sdk-client.ts', import.meta.url).href}')
      const launch = { ImageId: ec2Images.debian12, InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 }
      await sdkClient(local).ec2.runInstances(launch)
      const told = setInterval(() => {
        if (!local.inventory().nodes[0]?.booted) return
        clearInterval(told)
        console.log('booted')
      }, 20)`
    const { child, exit } = program(launch, machine)
    await readUntil(child.stdout, 'booted')
    const machines = () => readdirSync(folder).filter((name) => name.startsWith('machine-'))
    expect(machines()).toHaveLength(1)
    child.kill('SIGKILL')
    await exit
    await expect.poll(machines, { timeout: 30_000 }).toEqual([])
  },
  60_000,
)
