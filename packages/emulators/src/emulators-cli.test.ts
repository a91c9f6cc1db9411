import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { EC2 } from '@aws-sdk/client-ec2'
import { expect, test } from 'vitest'
import { readArguments } from './emulators-cli.ts'

const program = fileURLToPath(new URL('emulators-cli.ts', import.meta.url))

async function readUntil(stream: NodeJS.ReadableStream, end: string): Promise<string> {
  let text = ''
  for await (const chunk of stream) {
    text += chunk
    if (text.includes(end)) return text
  }
  return text
}

test('the program prints variables that lead a client to its cloud, and ends with it on SIGINT', async () => {
  const child = spawn(process.execPath, [program, '--region', 'us-west-2'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const printed = await readUntil(child.stdout, 'Interrupt')
  const variables = Object.fromEntries(
    [...printed.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value]),
  )
  const ec2 = new EC2({
    region: variables.AWS_REGION,
    endpoint: variables.AWS_ENDPOINT_URL_EC2,
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID,
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
    },
  })
  const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({})
  expect(AvailabilityZones.map(({ ZoneName }) => ZoneName)).toContain('us-west-2a')

  const [, config = ''] = /ssh -F '([^']+)'/.exec(printed) ?? []
  expect(existsSync(config)).toBe(true)
  child.kill('SIGINT')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
  expect(existsSync(config)).toBe(false)
})

test('the command line is read into options', () => {
  expect(readArguments(['--port', '8080', '--latency', '20', '--machine', 'sshd'])).toMatchObject({
    port: 8080,
    latencyMs: 20,
    machine: 'sshd',
  })
  expect(readArguments(['-h'])).toBe('help')
})

test.each([
  [['--port', 'high'], '--port takes a whole number, not high'],
  [['--machine', 'vax'], '--machine is shell or sshd, not vax'],
  [['--colour'], "Unknown option '--colour'"],
])('%o is refused in words', (args, message) => {
  expect(() => readArguments(args)).toThrow(message)
})
