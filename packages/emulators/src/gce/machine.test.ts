import ssh2 from 'ssh2'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import { sshdUnavailable } from '../machines/sshd/availability.ts'
import { run } from '../machines/testing/client.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { type GceClient, gceClient } from '../testing/gce-client.ts'
import { shortTimes } from '../testing/sdk-client.ts'

let local: LocalCloud
let client: GceClient
const key = ed25519KeyPair('me')

beforeAll(async () => {
  local = await startCloud({ times: shortTimes })
  client = gceClient(local)
})
afterAll(() => local.close())

const booted = (name: string, cloud = local) =>
  expect
    .poll(() => cloud.inventory().gce.instances.find((one) => one.name === name)?.booted, { timeout: 15_000 })
    .toBe(true)

/** Logs in and runs a command; gives its output and the host key that the machine showed. */
async function ask(host: string, username: string, command: string, cloud = local) {
  const sock = await cloud.ssh.socket({ host, port: 22 })
  const ssh = new ssh2.Client()
  let hostKey = ''
  await new Promise<void>((resolve, reject) => {
    ssh.on('ready', resolve).on('error', reject)
    const hostVerifier = (offered: Buffer) => {
      hostKey = offered.toString('base64')
      return true
    }
    ssh.connect({ sock: sock as never, username, privateKey: key.privateKey, hostVerifier })
  })
  const { out } = await run(ssh, command)
  ssh.end()
  return { out, hostKey }
}

const items = (metadata: Readonly<Record<string, string>>) => ({
  metadata: { items: Object.entries(metadata).map(([name, value]) => ({ key: name, value })) },
})

const addressOf = ({
  networkInterfaces: [first],
}: {
  networkInterfaces: { accessConfigs: { natIP: string }[] }[]
}) => first?.accessConfigs[0]?.natIP ?? ''

test('accounts of the metadata log in and become root; user data and the startup script have run', async () => {
  const instance = await client.instance({
    name: 'login',
    ...items({
      'ssh-keys': `ada:${key.publicKey} ada\nbob:ssh-ed25519 AAAA bob`,
      'user-data': '#cloud-config\nwrite_files: [{ path: /etc/made, content: by cloud-init }]\n',
      'startup-script': '#!/bin/sh\nwhoami >> /var/started\n',
    }),
  })
  await booted('login')
  const { out, hostKey } = await ask(
    addressOf(instance),
    'ada',
    'whoami; sudo -n whoami; cat /etc/made; echo; hostname',
  )
  expect(out).toBe('ada\nroot\nby cloud-init\nlogin\n')
  expect(local.inventory().gce.instances.find(({ name }) => name === 'login')?.console).toContain(hostKey)
  await expect(ask(addressOf(instance), 'bob', 'true')).rejects.toThrow('authentication')

  await client.change('POST', 'zones/europe-west1-b/instances/login/reset')
  await booted('login')
  expect((await ask(addressOf(instance), 'ada', 'sudo cat /var/started')).out).toBe('root\nroot\n')
})

test('an address is given back when the instance stops, and another leads to it when it starts', async () => {
  const instance = await client.instance({ name: 'power', ...items({ 'ssh-keys': `ada:${key.publicKey}` }) })
  await client.change('POST', 'zones/europe-west1-b/instances/power/stop')
  const off = await client.get('zones/europe-west1-b/instances/power')
  expect([off.status, addressOf(off)]).toEqual(['TERMINATED', ''])
  await client.change('POST', 'zones/europe-west1-b/instances/power/start')
  const on = await client.get('zones/europe-west1-b/instances/power')
  expect(addressOf(on)).not.toBe(addressOf(instance))
  await booted('power')
  expect((await ask(addressOf(on), 'ada', 'hostname')).out).toBe('power\n')
})

const noSshd = sshdUnavailable()
test.skipIf(noSshd)(
  `machines of kind sshd have the accounts and run the script${noSshd ? ` (skipped: ${noSshd})` : ''}`,
  async () => {
    await using cloud = await startCloud({ times: shortTimes, machine: 'sshd' })
    const instance = await gceClient(cloud).instance({
      name: 'real',
      ...items({ 'ssh-keys': `ada:${key.publicKey} ada`, 'startup-script': 'echo started > /var/started' }),
    })
    await booted('real', cloud)
    expect((await ask(addressOf(instance), 'ada', 'whoami; cat /var/started', cloud)).out).toBe(
      'ada\nstarted\n',
    )
  },
  60_000,
)
