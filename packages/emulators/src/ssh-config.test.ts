import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { ec2Images } from './ec2/images.ts'
import { sshdUnavailable } from './machines/sshd/availability.ts'
import type { LocalCloud } from './options.ts'
import { startCloud } from './start-cloud.ts'
import { sdkClient, shortTimes } from './testing/sdk-client.ts'

const run = promisify(execFile)
const hasOpenSsh = await run('ssh', ['-V']).then(
  () => true,
  () => false,
)
const noSsh = hasOpenSsh ? undefined : 'no ssh on this machine'
const noSshd = noSsh ?? sshdUnavailable()
const told = (reason: string | undefined) => (reason ? ` (skipped: ${reason})` : '')

/** Logs in as a person would: OpenSSH's client, the key that the API made, the host key that the console shows. */
async function logIn(local: LocalCloud, command: string): Promise<string> {
  const { ec2 } = sdkClient(local)
  const { KeyMaterial = '' } = await ec2.createKeyPair({ KeyName: 'mine', KeyType: 'ed25519' })
  await ec2.runInstances({
    ImageId: ec2Images.amazonLinux2023,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'mine',
  })
  const node = () => local.inventory().nodes[0]
  await expect.poll(() => node()?.booted, { timeout: 15_000 }).toBe(true)
  const { id: InstanceId, publicIp: host = '' } = node() ?? {}
  const { Output = '' } = await ec2.getConsoleOutput({ InstanceId })
  const [hostKey = ''] = /ssh-ed25519 \S+/.exec(Buffer.from(Output, 'base64').toString()) ?? []

  const folder = dirname(local.sshConfig)
  await writeFile(join(folder, 'identity'), KeyMaterial, { mode: 0o600 })
  await writeFile(join(folder, 'known_hosts'), `${host} ${hostKey}\n`)
  const options = ['BatchMode=yes', 'StrictHostKeyChecking=yes'].flatMap((option) => ['-o', option])
  const way = ['-F', local.sshConfig, '-i', join(folder, 'identity'), ...options]
  const { stdout } = await run('ssh', [...way, `ec2-user@${host}`, command])
  return stdout
}

test.skipIf(noSsh)(`OpenSSH logs in with the host key that the console shows${told(noSsh)}`, async () => {
  await using local = await startCloud({ times: shortTimes })
  expect(await logIn(local, 'whoami; sudo whoami')).toBe('ec2-user\nroot\n')
})

test.skipIf(noSshd)(`a machine of kind sshd is reached the same way${told(noSshd)}`, async () => {
  await using local = await startCloud({ machine: 'sshd', times: shortTimes })
  expect(await logIn(local, 'whoami; sudo whoami; cat /proc/1/comm')).toBe('ec2-user\nroot\nsshd\n')
})
