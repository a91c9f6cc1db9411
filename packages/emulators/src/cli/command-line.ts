import { parseArgs } from 'node:util'
import { type Check, port, whole, word } from '../checks/checks.ts'
import { region } from '../checks/cloud-options.ts'
import { hint } from '../checks/nearest.ts'
import type { CloudOptions } from '../options.ts'

export const usage = `Usage: cloud-emulators [options]

Serves a loopback cloud until it is interrupted, and prints the environment variables that lead clients to it.

  --region NAME        of EC2; default eu-west-1
  --machine KIND       shell (default), or sshd: OpenSSH in Linux namespaces, as root
  --port N             of the EC2 endpoint; default: a free one
  --digitalocean-port N
                       of the DigitalOcean endpoint; default: a free one
  --cloudstack-port N  of the CloudStack endpoint; default: a free one
  --cloudstack-zone KIND
                       basic (default) or advanced
  --elb-port N         of the endpoint of Elastic Load Balancing; default: a free one
  --gce-port N         of the Google endpoint; default: a free one
  --s3-port N          of the S3 endpoint; default: a free one
  --s3-folder PATH     where buckets and objects are kept; default: they end with the cloud
  --latency MS         what each request waits
  --consistency MS     for how long a new node is not found
  --seed N             the same ids in every run
  --help
`

const valued = [
  'region',
  'machine',
  'port',
  'digitalocean-port',
  'cloudstack-port',
  'cloudstack-zone',
  'elb-port',
  'gce-port',
  's3-port',
  's3-folder',
  'latency',
  'consistency',
  'seed',
] as const
type Valued = (typeof valued)[number]

/** Reads the command line. Throws a `TypeError` that says what is wrong with it, and what would be right. */
export function readArguments(args: readonly string[]): CloudOptions | 'help' {
  const values = readValues(args)
  if (values === 'help') return 'help'
  const machine = values.get('machine')
  word(['shell', 'sshd'])(machine, '--machine')
  const zone = values.get('cloudstack-zone')
  word(['basic', 'advanced'])(zone, '--cloudstack-zone')
  region(values.get('region'), '--region')
  const number = (name: Valued, check: Check) => readNumber(`--${name}`, values.get(name), check)
  return {
    machine: machine === 'sshd' ? 'sshd' : 'shell',
    region: values.get('region'),
    port: number('port', port),
    digitalocean: { port: number('digitalocean-port', port) },
    cloudstack: { port: number('cloudstack-port', port), zone: zone === 'advanced' ? zone : 'basic' },
    elb: { port: number('elb-port', port) },
    gce: { port: number('gce-port', port) },
    s3: { port: number('s3-port', port), folder: values.get('s3-folder') },
    latencyMs: number('latency', whole),
    consistencyMs: number('consistency', whole),
    seed: number('seed', whole),
  }
}

/** The options with their values, the last one where one is given twice. */
function readValues(args: readonly string[]): ReadonlyMap<Valued, string> | 'help' {
  const options = {
    ...Object.fromEntries(valued.map((name) => [name, { type: 'string' }] as const)),
    help: { type: 'boolean', short: 'h' },
  } as const
  const { tokens } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    tokens: true,
  })
  const values = new Map<Valued, string>()
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional')
      throw new TypeError(`${token.value} is no option, and only options are taken: see --help`)
    if (token.name === 'help') return 'help'
    const name = valued.find((one) => one === token.name)
    if (name === undefined) throw new TypeError(unknown(token.rawName))
    if (token.value === undefined)
      throw new TypeError(`--${name} takes a value, and none follows: see --help`)
    values.set(name, token.value)
  }
  return values
}

const unknown = (rawName: string): string =>
  `Unknown option ${rawName}; ${hint(
    rawName,
    [...valued, 'help'].map((name) => `--${name}`),
  )}`.replaceAll('"', '')

function readNumber(name: string, value: string | undefined, check: Check): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d{1,9}$/.test(value))
    throw new TypeError(`${name} takes a whole number of up to nine digits, not ${value}`)
  check(Number(value), name)
  return Number(value)
}
