import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EC2 } from '@aws-sdk/client-ec2'
import { afterAll, expect, test } from 'vitest'
import { ec2Images } from './ec2/images.ts'
import { ed25519KeyPair } from './machines/ed25519-key.ts'
import { sshdUnavailable } from './machines/sshd/availability.ts'
import { batchSsh, noOpenSsh } from './testing/openssh.ts'
import { readUntil } from './testing/read-until.ts'
import { claimsOf, requestToken, signedToken } from './testing/signed-token.ts'

const path = fileURLToPath(new URL('emulators-cli.ts', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'cli-test-'))
afterAll(() => rmSync(folder, { recursive: true }))
const long = 60_000

/** The program, with a folder of its own for temporary files. */
function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [path, ...args], {
    env: { ...process.env, TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, exit: once(child, 'exit') }
}

/** The variables that the program prints, and a client made of them. */
async function printedBy({ child }: ReturnType<typeof start>) {
  const printed = await readUntil(child.stdout, 'Interrupt')
  const exported = [...printed.matchAll(/^export (\w+)='(.*)'$/gm)].map(([, name, value]) => [name, value])
  const variables = Object.fromEntries(exported)
  const ec2 = new EC2({
    region: variables.AWS_REGION,
    endpoint: variables.AWS_ENDPOINT_URL_EC2,
    credentials: {
      accessKeyId: variables.AWS_ACCESS_KEY_ID,
      secretAccessKey: variables.AWS_SECRET_ACCESS_KEY,
    },
  })
  return { printed, variables, ec2 }
}

test(
  'the program prints variables that lead a client to its cloud',
  async () => {
    const program = start('--region', 'us-west-2')
    const { variables, ec2 } = await printedBy(program)
    const { AvailabilityZones = [] } = await ec2.describeAvailabilityZones({})
    expect(AvailabilityZones.map(({ ZoneName }) => ZoneName)).toContain('us-west-2a')
    const account = await fetch(`${variables.DIGITALOCEAN_API_URL}/v2/account`, {
      headers: { authorization: `Bearer ${variables.DIGITALOCEAN_TOKEN}` },
    })
    expect(account.status).toBe(200)
    const key = JSON.parse(variables.GOOGLE_CREDENTIALS)
    const assertion = signedToken(claimsOf(key), key.private_key)
    const { access_token: token } = (await (await requestToken(key.token_uri, { assertion })).json()) as {
      access_token: string
    }
    const { GOOGLE_COMPUTE_CUSTOM_ENDPOINT: root, GOOGLE_CLOUD_PROJECT: project } = variables
    const zones = await fetch(`${root}projects/${project}/zones`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(zones.status).toBe(200)
    program.child.kill('SIGINT')
    await program.exit
  },
  long,
)

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s ends the program with code 0 and takes its files away',
  async (signal) => {
    const program = start()
    await readUntil(program.child.stdout, 'Interrupt')
    expect(readdirSync(folder)).toHaveLength(1)
    program.child.kill(signal)
    expect(await program.exit).toEqual([0, null])
    expect(readdirSync(folder)).toEqual([])
  },
  long,
)

const noSshd = sshdUnavailable()
test.skipIf(noOpenSsh).each(noSshd ? ['shell'] : ['shell', 'sshd'])(
  `the ssh line that is printed opens a machine of kind %s${noOpenSsh ? ` (skipped: ${noOpenSsh})` : ''}`,
  async (machine) => {
    const program = start('--machine', machine)
    const { printed, ec2 } = await printedBy(program)
    const key = ed25519KeyPair('me')
    const identity = join(folder, `identity-${machine}`)
    writeFileSync(identity, key.privateKey, { mode: 0o600 })
    await ec2.importKeyPair({ KeyName: 'me', PublicKeyMaterial: Buffer.from(key.publicKey) })
    const launch = { ImageId: ec2Images.amazonLinux2023, InstanceType: 't3.micro', KeyName: 'me' } as const
    const { Instances = [] } = await ec2.runInstances({ ...launch, MinCount: 1, MaxCount: 1 })
    const address = Instances[0]?.PublicIpAddress ?? (await publicAddress(ec2))
    const [, line = ''] = /^# A machine: ssh (.*)$/m.exec(printed) ?? []
    const words = line.replaceAll("'", '').replace('KEY', identity).replace('ADDRESS', address).split(' ')
    await expect
      .poll(async () => (await batchSsh(...words, 'whoami')).stdout, { timeout: long })
      .toBe('ec2-user\n')
    program.child.kill('SIGTERM')
    await program.exit
    rmSync(identity)
  },
  long,
)

async function publicAddress(ec2: EC2): Promise<string> {
  const { Reservations = [] } = await ec2.describeInstances({})
  return Reservations[0]?.Instances?.[0]?.PublicIpAddress ?? ''
}

const free = () => createServer().listen(0, '127.0.0.1')

test.each(['--port', '--digitalocean-port'])(
  '%s that another program holds is said in one sentence',
  async (option) => {
    const holder = free()
    await once(holder, 'listening')
    const address = holder.address()
    const port = typeof address === 'object' ? address?.port : 0
    const program = start(option, String(port))
    expect(await readUntil(program.child.stderr, '\n')).toBe(
      `cloud-emulators: Port ${port} of 127.0.0.1 is in use by another program: give another with ${option}, or leave ${option} out and a free one is taken\n`,
    )
    expect(await program.exit).toEqual([2, null])
    expect(readdirSync(folder)).toEqual([])
    holder.close()
  },
  long,
)

test.each([
  [['--port', '80000'], '--port takes a whole number from 0 to 65535, not 80000'],
  [['--latancy', '5'], 'Unknown option --latancy; did you mean --latency?'],
])(
  'the program ends with code 2 and one sentence for %o',
  async (args, sentence) => {
    const program = start(...args)
    expect(await readUntil(program.child.stderr, '\n')).toBe(`cloud-emulators: ${sentence}\n`)
    expect(await program.exit).toEqual([2, null])
  },
  long,
)
