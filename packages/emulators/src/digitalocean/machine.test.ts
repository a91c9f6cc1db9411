import ssh2 from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import { sshdUnavailable } from '../machines/sshd/availability.ts'
import { run } from '../machines/testing/client.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type Body, type DigitalOceanClient, digitaloceanClient } from '../testing/digitalocean-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: DigitalOceanClient
let keyId: number
const key = ed25519KeyPair('me')

beforeAll(async () => {
  local = await startCloud({ times: { ...shortTimes, actionMs: 20 } })
  client = digitaloceanClient(local)
  const given = await client.post('/v2/account/keys', { name: 'me', public_key: key.publicKey })
  keyId = given.ssh_key.id
})
afterAll(() => local.close())

const found = (id: number) => local.inventory().digitalocean.droplets.find((droplet) => droplet.id === id)
const booted = (id: number) => expect.poll(() => found(id)?.booted, { timeout: 10_000 }).toBe(true)

/** Logs in as root and runs a command; gives its output and the host key that the machine showed. */
async function ask(host: string, command: string, cloud = local) {
  const sock = await cloud.ssh.socket({ host, port: 22 })
  const ssh = new ssh2.Client()
  let hostKey = ''
  await new Promise<void>((resolve, reject) => {
    ssh.on('ready', resolve).on('error', reject)
    const hostVerifier = (offered: Buffer) => {
      hostKey = offered.toString('base64')
      return true
    }
    ssh.connect({ sock: sock as never, username: 'root', privateKey: key.privateKey, hostVerifier })
  })
  const { out } = await run(ssh, command)
  ssh.end()
  return { out, hostKey }
}

const publicIp = (droplet: Body) =>
  droplet.networks.v4.find(({ type }: { type: string }) => type === 'public').ip_address

test('root logs in with a key of the account, and the host key is the one on the console', async () => {
  const droplet = await client.droplet({ ssh_keys: [keyId], name: 'web-1.example.com', ipv6: true })
  await booted(droplet.id)
  const { out, hostKey } = await ask(publicIp(droplet), 'whoami; hostname; pwd')
  expect(out).toBe('root\nweb-1.example.com\n/root\n')
  expect(found(droplet.id)?.console).toContain(hostKey)
  const [{ ip_address: v6 }] = droplet.networks.v6
  expect((await ask(v6, 'id -u')).out).toBe('0\n')
})

test.each([
  ['fedora-42-x64', 'ID=fedora', 'dnf'],
  ['rockylinux-9-x64', 'ID="rocky"', 'yum'],
  ['debian-12-x64', 'ID=debian', 'apt-get'],
])('a machine of %s is what its image says, and user data runs on it', async (image, id, tool) => {
  const userData = `#cloud-config\nruncmd:\n  - ${tool} install -y emacs\n`
  const droplet = await client.droplet({ ssh_keys: [keyId], image, user_data: userData })
  await booted(droplet.id)
  const { out } = await ask(publicIp(droplet), 'grep ^ID= /etc/os-release; command -v emacs')
  expect(out).toBe(`${id}\n/usr/bin/emacs\n`)
})

test('a rebuilt droplet has the same address, another disk and another host key', async () => {
  const droplet = await client.droplet({ ssh_keys: [keyId] })
  await booted(droplet.id)
  const before = await ask(publicIp(droplet), 'touch /root/mine; ls /root')
  await client.act(droplet, 'rebuild', { image: 'debian-12-x64' })
  await booted(droplet.id)
  const after = await ask(publicIp(droplet), 'ls /root; grep ^ID= /etc/os-release')
  expect(before.out).toBe('mine\n')
  expect(after.out).toBe('ID=debian\n')
  expect(after.hostKey).not.toBe(before.hostKey)
})

test('what is on the disk stays over a power cycle, and no machine answers while it is off', async () => {
  const droplet = await client.droplet({ ssh_keys: [keyId] })
  const host = publicIp(droplet)
  await booted(droplet.id)
  await ask(host, 'touch /root/mine')
  await client.act(droplet, 'power_off')
  await expect(local.ssh.socket({ host, port: 22 })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  await client.act(droplet, 'power_on')
  await booted(droplet.id)
  expect((await ask(host, 'ls /root')).out).toBe('mine\n')
})

const why = sshdUnavailable()
test.skipIf(why)(`a machine of kind sshd lets root in too${why ? ` (skipped: ${why})` : ''}`, async () => {
  await using own = await startCloud({ machine: 'sshd', times: shortTimes })
  const { droplet: make, post } = digitaloceanClient(own)
  const { ssh_key: given } = await post('/v2/account/keys', { name: 'me', public_key: key.publicKey })
  const droplet = await make({ ssh_keys: [given.id] })
  const shown = () => own.inventory().digitalocean.droplets[0]
  await expect.poll(() => shown()?.booted, { timeout: 20_000 }).toBe(true)
  const { out, hostKey } = await ask(publicIp(droplet), 'whoami; hostname', own)
  expect(out).toBe('root\nweb-1\n')
  expect(shown()?.hostKeys.some((line) => line.includes(hostKey))).toBe(true)
})
