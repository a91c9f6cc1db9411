#!/usr/bin/env node
import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { readArguments, usage } from './cli/command-line.ts'
import { describeCloud } from './cli/description.ts'
import { problemOf } from './cli/problem.ts'
import { sshdUnavailable } from './machines/sshd/availability.ts'
import type { CloudOptions } from './options.ts'
import { startCloud } from './start-cloud.ts'

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(usage)
    return
  }
  await serve(options).catch((error: unknown) => fail(error, options))
}

async function serve(options: CloudOptions): Promise<void> {
  const reason = options.machine === 'sshd' ? sshdUnavailable() : undefined
  if (reason !== undefined)
    throw new TypeError(`--machine sshd cannot be had here: ${reason}; --machine shell needs nothing`)
  const end = interruption()
  const local = await startCloud(options)
  process.stdout.write(describeCloud(local))
  await end
  await local.close()
}

const patienceMs = 1_000

/**
 * Resolves at the first signal that asks the program to end, from before the cloud is there. One that comes well after it, when
 * closing takes too long for whoever waits, ends the program at once; npm hands on what the terminal has sent already, which is none.
 */
function interruption(): Promise<void> {
  let first: number | undefined
  return new Promise((resolve) => {
    const signalled = () => {
      first ??= performance.now()
      if (performance.now() - first > patienceMs) process.exit(1)
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, signalled)
  })
}

function fail(error: unknown, options?: CloudOptions): void {
  const { sentence, exitCode } = problemOf(error, options)
  process.stderr.write(`cloud-emulators: ${sentence}\n`)
  process.exitCode = exitCode
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main().catch(fail)
