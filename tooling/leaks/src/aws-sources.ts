import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as ec2 from '@cloud/ec2'
import { listening } from './clouds.ts'
import type { World } from './world.ts'

/** Keys that come from AWS's own chain of sources: from a container's server, which may answer anything, or from nowhere. */
export async function failBySources(world: World): Promise<void> {
  const { local, fails, inputs, things, trace, learn } = world
  const { accessKeyId, secretAccessKey } = local.ec2.credentials
  const keys = {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    Expiration: '2999-01-01T00:00:00Z',
  }
  const answers = [
    ['keys', JSON.stringify({ ...keys, Token: '' })],
    ['keys with a session token', JSON.stringify({ ...keys, Token: inputs['session token'] })],
    ['keys in no JSON', `${secretAccessKey} ${inputs['session token']}`],
    ['keys under other names', JSON.stringify({ key: secretAccessKey, token: inputs['session token'] })],
  ] as const
  const { region, endpoint } = local.ec2
  const options = { region, endpoint, trace, transport: listening(learn), retry: { attempts: 1 } }
  const askOf = (name: string) => {
    const driver = ec2.compute(options)
    things.push([`ec2 with ${name}`, driver])
    return fails(name, () => driver.getNode('i-0123456789abcdef0'))
  }
  await askOf('no keys anywhere')
  for (const [name, answer] of answers) await served(answer, () => askOf(name))
}

/** Does something while a server on loopback is the container's. */
async function served(answer: string, work: () => Promise<void>): Promise<void> {
  const server = createServer((_, response) => response.end(answer))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI = `http://127.0.0.1:${port}/keys`
  try {
    await work()
  } finally {
    delete process.env.AWS_CONTAINER_CREDENTIALS_FULL_URI
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}
