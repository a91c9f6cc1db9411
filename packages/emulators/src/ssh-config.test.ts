import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { ec2Images } from './ec2/images.ts'
import { ed25519KeyPair } from './machines/ed25519-key.ts'
import { sshdUnavailable } from './machines/sshd/availability.ts'
import type { LocalCloud } from './options.ts'
import { startCloud } from './start-cloud.ts'
import { digitaloceanClient } from './testing/digitalocean-client.ts'
import { batchSsh, noOpenSsh } from './testing/openssh.ts'
import { sdkClient, shortTimes } from './testing/sdk-client.ts'

const noSshd = noOpenSsh ?? sshdUnavailable()
const told = (reason: string | undefined) => (reason ? ` (skipped: ${reason})` : '')
const long = 60_000
const key = ed25519KeyPair('me')

const knownLines = (local: LocalCloud) =>
  readFileSync(join(dirname(local.sshConfig), 'known_hosts'), 'utf8')
    .split('\n')
    .slice(0, -1)
const nodeOf = (local: LocalCloud, id: string) => local.inventory().nodes.find((node) => node.id === id)

async function bootedNode(local: LocalCloud, userData = '') {
  const { ec2 } = sdkClient(local)
  if (local.inventory().keyPairs.length === 0)
    await ec2.importKeyPair({ KeyName: 'mine', PublicKeyMaterial: Buffer.from(key.publicKey) })
  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.amazonLinux2023,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    KeyName: 'mine',
    ...(userData && { UserData: Buffer.from(userData).toString('base64') }),
  })
  const id = Instances[0]?.InstanceId ?? ''
  await expect.poll(() => nodeOf(local, id)?.booted, { timeout: long }).toBe(true)
  const { publicIp = '', privateIp = '' } = nodeOf(local, id) ?? {}
  return { id, publicIp, privateIp }
}

/** Logs in as a script would, with nothing but the configuration that the cloud wrote. */
function ssh(local: LocalCloud, target: string, command: string) {
  const identity = join(dirname(local.sshConfig), 'identity')
  writeFileSync(identity, key.privateKey, { mode: 0o600 })
  return batchSsh('-F', local.sshConfig, '-i', identity, target, command)
}

const consoleOf = async (local: LocalCloud, InstanceId: string) => {
  const { Output = '' } = await sdkClient(local).ec2.getConsoleOutput({ InstanceId })
  return Buffer.from(Output, 'base64').toString()
}

test.skipIf(noOpenSsh)(
  `OpenSSH logs in without a question, by the host key that the console shows${told(noOpenSsh)}`,
  async () => {
    await using local = await startCloud({ times: shortTimes })
    expect(knownLines(local)).toEqual([])
    const { id, publicIp, privateIp } = await bootedNode(local)
    const [hostKey = ''] = /ssh-ed25519 \S+/.exec(await consoleOf(local, id)) ?? []
    expect(knownLines(local)).toEqual([`${publicIp} ${hostKey}`, `${privateIp} ${hostKey}`])
    expect(await ssh(local, `ec2-user@${publicIp}`, 'whoami; sudo whoami')).toMatchObject({
      code: 0,
      stdout: 'ec2-user\nroot\n',
    })
  },
  long,
)

test.skipIf(noSshd)(
  `a machine of kind sshd is reached the same way${told(noSshd)}`,
  async () => {
    await using local = await startCloud({ machine: 'sshd', times: shortTimes })
    const { publicIp } = await bootedNode(local)
    const answer = await ssh(local, `ec2-user@${publicIp}`, 'whoami; sudo whoami; cat /proc/1/comm')
    expect(answer).toMatchObject({ code: 0, stdout: 'ec2-user\nroot\nsshd\n' })
  },
  long,
)

test.skipIf(noOpenSsh)(
  `OpenSSH trusts the host key that user data brought, and no other${told(noOpenSsh)}`,
  async () => {
    await using local = await startCloud({ times: shortTimes })
    const hostKey = ed25519KeyPair()
    const indented = hostKey.privateKey.trimEnd().replaceAll('\n', '\n    ')
    const { publicIp } = await bootedNode(
      local,
      `#cloud-config\nssh_keys:\n  ed25519_private: |\n    ${indented}\n`,
    )
    expect(knownLines(local)).toContain(`${publicIp} ${hostKey.publicKey}`)
    expect((await ssh(local, `ec2-user@${publicIp}`, 'whoami')).stdout).toBe('ec2-user\n')

    const other = `${publicIp} ${ed25519KeyPair().publicKey}\n`
    writeFileSync(join(dirname(local.sshConfig), 'known_hosts'), other)
    const refused = await ssh(local, `ec2-user@${publicIp}`, 'whoami')
    expect(refused).toMatchObject({ code: 255, stdout: '' })
    expect(refused.stderr).toContain('Host key verification failed')
  },
  long,
)

test(
  'a terminated machine is no longer known',
  async () => {
    await using local = await startCloud({ times: shortTimes })
    const gone = await bootedNode(local)
    const kept = await bootedNode(local)
    await sdkClient(local).ec2.terminateInstances({ InstanceIds: [gone.id] })
    const addresses = knownLines(local).map((line) => line.split(' ')[0])
    expect(addresses).toEqual([kept.publicIp, kept.privateIp])
  },
  long,
)

test.skipIf(noOpenSsh)(
  `an address that leads to a new machine has the new host key${told(noOpenSsh)}`,
  async () => {
    await using local = await startCloud({ times: { ...shortTimes, actionMs: 20 } })
    const client = digitaloceanClient(local)
    const given = await client.post('/v2/account/keys', { name: 'me', public_key: key.publicKey })
    const { id, networks } = await client.droplet({ ssh_keys: [given.ssh_key.id] })
    const [address] = networks.v4.flatMap((network: { type: string; ip_address: string }) =>
      network.type === 'public' ? network.ip_address : [],
    )
    const found = () => local.inventory().digitalocean.droplets.find((droplet) => droplet.id === id)
    const line = () => knownLines(local).find((one) => one.startsWith(`${address} `))
    await expect.poll(() => found()?.booted, { timeout: long }).toBe(true)
    const before = line()
    expect(await ssh(local, `root@${address}`, 'whoami')).toMatchObject({ code: 0, stdout: 'root\n' })

    await client.post(`/v2/droplets/${id}/actions`, { type: 'rebuild', image: 'debian-12-x64' })
    await expect.poll(() => line() ?? before, { timeout: long }).not.toBe(before)
    expect(await ssh(local, `root@${address}`, '. /etc/os-release; echo $ID')).toMatchObject({
      code: 0,
      stdout: 'debian\n',
    })
  },
  long,
)
