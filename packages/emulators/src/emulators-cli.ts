#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ec2Images } from './ec2/images.ts'
import type { CloudOptions, LocalCloud } from './options.ts'
import { startCloud } from './start-cloud.ts'

const usage = `Usage: cloud-emulators [options]

Serves a loopback cloud until it is interrupted, and prints the environment variables that lead clients to it.

  --region NAME        default eu-west-1
  --machine KIND       shell (default), or sshd: OpenSSH in Linux namespaces, as root
  --port N             of the EC2 endpoint; default: a free one
  --latency MS         what each request waits
  --consistency MS     for how long a new node is not found
  --seed N             the same ids in every run
  --help
`

/** Reads the command line. Throws a `TypeError` that says what is wrong with it. */
export function readArguments(args: readonly string[]): CloudOptions | 'help' {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...args],
    options: {
      region: text,
      machine: text,
      port: text,
      latency: text,
      consistency: text,
      seed: text,
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) return 'help'
  const { machine = 'shell' } = values
  if (machine !== 'shell' && machine !== 'sshd')
    throw new TypeError(`--machine is shell or sshd, not ${machine}`)
  return {
    machine,
    region: values.region,
    port: count('port', values.port),
    latencyMs: count('latency', values.latency),
    consistencyMs: count('consistency', values.consistency),
    seed: count('seed', values.seed),
  }
}

function count(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d{1,9}$/.test(value)) throw new TypeError(`--${name} takes a whole number, not ${value}`)
  return Number(value)
}

/** Lines that a POSIX shell can read, with comments for people. */
export function describeCloud({ ec2, sshConfig }: LocalCloud): string {
  const variables = {
    AWS_ENDPOINT_URL_EC2: ec2.endpoint,
    AWS_REGION: ec2.region,
    AWS_DEFAULT_REGION: ec2.region,
    AWS_ACCESS_KEY_ID: ec2.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ec2.credentials.secretAccessKey,
  }
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`)
  return `${exports.join('\n')}
# An image: ${ec2Images.amazonLinux2023} (Amazon Linux 2023, user ec2-user); every image: DescribeImages
# A machine: ssh -F '${sshConfig}' -i KEY ec2-user@ADDRESS
# Interrupt (Ctrl-C) to end the cloud and everything in it.
`
}

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(usage)
    return
  }
  const local = await startCloud(options)
  const end = () => {
    local.close().catch(fail)
  }
  process.once('SIGINT', end)
  process.once('SIGTERM', end)
  process.stdout.write(describeCloud(local))
}

function fail(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main().catch(fail)
