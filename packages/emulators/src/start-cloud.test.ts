import { existsSync } from 'node:fs'
import { request } from 'node:http'
import ssh2 from 'ssh2'
import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'
import { ec2Images } from './ec2/images.ts'
import type { LocalCloud } from './options.ts'
import { startCloud } from './start-cloud.ts'
import { digitaloceanClient, smallDroplet } from './testing/digitalocean-client.ts'
import { sdkClient, shortTimes } from './testing/sdk-client.ts'

const launch = async (local: LocalCloud, KeyName?: string) => {
  const { ec2 } = sdkClient(local)
  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.amazonLinux2023,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
    ...(KeyName && { KeyName }),
  })
  return Instances[0]?.InstanceId ?? ''
}
const nodeOf = (local: LocalCloud, id: string) => local.inventory().nodes.find((node) => node.id === id)

test('a key pair made by the API opens the machine through the gateway, and its host key is the console one', async () => {
  await using local = await startCloud({ times: shortTimes })
  const { ec2 } = sdkClient(local)
  const { KeyMaterial = '' } = await ec2.createKeyPair({ KeyName: 'mine', KeyType: 'ed25519' })
  const id = await launch(local, 'mine')
  await expect.poll(() => nodeOf(local, id)?.booted, { timeout: 10_000 }).toBe(true)
  const host = nodeOf(local, id)?.publicIp ?? ''
  const sock = await local.ssh.socket({ host, port: 22 })
  const client = new ssh2.Client()
  let hostKey = ''
  await new Promise<void>((resolve, reject) => {
    client.on('ready', resolve).on('error', reject)
    client.connect({
      sock,
      username: 'ec2-user',
      privateKey: KeyMaterial,
      hostVerifier: (key: Buffer) => {
        hostKey = key.toString('base64')
        return true
      },
    })
  })
  client.end()
  expect(nodeOf(local, id)?.hostKeys.some((line) => line.includes(hostKey))).toBe(true)
})

test('an address of no running machine is refused by the gateway', async () => {
  await using local = await startCloud({ times: { ...shortTimes, pendingMs: 60_000 } })
  const id = await launch(local)
  const host = nodeOf(local, id)?.publicIp ?? ''
  await expect(local.ssh.socket({ host, port: 22 })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('a node that was just made is not found for the time told', async () => {
  await using local = await startCloud({ times: shortTimes, consistencyMs: 250 })
  const { ec2 } = sdkClient(local)
  const id = await launch(local)
  const show = () => ec2.describeInstances({ InstanceIds: [id] })
  await expect(show()).rejects.toMatchObject({ name: 'InvalidInstanceID.NotFound' })
  expect((await ec2.describeInstances({})).Reservations).toEqual([])
  expect(local.inventory().nodes).toHaveLength(1)
  await expect
    .poll(() =>
      show().then(
        () => 'found',
        () => 'lost',
      ),
    )
    .toBe('found')
})

test('latency is waited before an answer', async () => {
  await using local = await startCloud({ latencyMs: 200 })
  const before = performance.now()
  await sdkClient(local).ec2.describeRegions({})
  expect(performance.now() - before).toBeGreaterThan(190)
})

test('ids are the same with the same seed, credentials are not', async () => {
  await using one = await startCloud({ seed: 42 })
  await using two = await startCloud({ seed: 42 })
  expect(await launch(one)).toBe(await launch(two))
  expect(one.ec2.credentials).not.toEqual(two.ec2.credentials)
  expect(one.ec2.credentials.secretAccessKey).toMatch(/^emulatedSecret[\w+/]{26}$/)
})

test('a page size cuts every answer', async () => {
  await using local = await startCloud({ pageSize: 2, times: shortTimes })
  for (let count = 0; count < 3; count += 1) await launch(local)
  const { ec2 } = sdkClient(local)
  const first = await ec2.describeInstances({})
  expect(first.Reservations).toHaveLength(2)
  const second = await ec2.describeInstances({ NextToken: first.NextToken })
  expect(second.Reservations).toHaveLength(1)
  expect(second).not.toHaveProperty('NextToken')
  expect((await ec2.describeInstances({ MaxResults: 1000 })).Reservations).toHaveLength(2)
})

test('a name that is not its own is not answered', async () => {
  await using local = await startCloud()
  const status = await new Promise((resolve, reject) => {
    const asked = request(local.ec2.endpoint, { headers: { host: 'evil.example' } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    asked.on('error', reject).end()
  })
  expect(status).toBe(421)
})

test('a body over 1 MiB is refused', async () => {
  await using local = await startCloud()
  const body = 'a'.repeat(1024 * 1024 + 1)
  const answer = fetch(local.ec2.endpoint, { method: 'POST', body }).then(({ status }) => status)
  // The connection may end before the client has sent all of it.
  await expect(answer.catch(() => 413)).resolves.toBe(413)
})

test('after close nothing answers, the file is gone, and closing again is no error', async () => {
  const local = await startCloud({ times: shortTimes })
  await launch(local)
  expect(existsSync(local.sshConfig)).toBe(true)
  await local.close()
  await local.close()
  expect(existsSync(local.sshConfig)).toBe(false)
  await expect(fetch(local.ec2.endpoint)).rejects.toThrow()
  await expect(local.ssh.socket({ host: '203.0.113.1', port: 22 })).rejects.toThrow()
})

test('after close nothing is left to come', async () => {
  const waiting = new Set<() => void>()
  const clock = {
    ...systemClock,
    after: (_ms: number, run: () => void) => {
      waiting.add(run)
      return () => void waiting.delete(run)
    },
  }
  const local = await startCloud({ clock })
  await launch(local)
  await digitaloceanClient(local).post('/v2/droplets', smallDroplet)
  expect(waiting.size).toBeGreaterThan(2)
  await local.close()
  expect(waiting.size).toBe(0)
})
