import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { accessSync, constants } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'

/** A simulation of AWS that is somebody else's, in Python: https://docs.getmoto.org/en/latest/docs/server_mode.html */
export interface Moto extends AsyncDisposable {
  readonly endpoint: string
}

const program = 'moto_server'

/** Whether this machine has it. */
export const motoIsHere: boolean = (process.env.PATH ?? '').split(delimiter).some((folder) => {
  try {
    accessSync(join(folder, program), constants.X_OK)
    return true
  } catch {
    return false
  }
})

/** Starts one on a free port of loopback; it is ended with the scope that holds it. */
export async function startMoto(): Promise<Moto> {
  const port = await freePort()
  const args = ['--host', '127.0.0.1', '--port', String(port)]
  const server = spawn(program, args, { stdio: 'ignore', env: ownEnvironment() })
  const failed = once(server, 'exit').then(() => {
    throw new Error(`${program} ended before it answered`)
  })
  const endpoint = `http://127.0.0.1:${port}`
  try {
    await Promise.race([answering(endpoint), failed])
  } catch (error) {
    await end(server)
    throw error
  }
  failed.catch(() => {})
  return { endpoint, [Symbol.asyncDispose]: () => end(server) }
}

/** Nothing of the account of who runs the tests. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const names = Object.keys(process.env).filter((name) => !/^(AWS|MOTO)_|_proxy$/i.test(name))
  return Object.fromEntries(names.map((name) => [name, process.env[name]]))
}

async function answering(endpoint: string): Promise<void> {
  while (
    !(await fetch(`${endpoint}/moto-api/`).then(
      ({ ok }) => ok,
      () => false,
    ))
  )
    await setTimeout(100)
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const ended = once(server, 'exit')
  server.kill('SIGTERM')
  await ended
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  await once(server.close(), 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}
