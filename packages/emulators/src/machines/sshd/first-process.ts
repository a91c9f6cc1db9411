import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { type Disk, unrefChild } from './disk.ts'

const searchPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Starts a machine's first process in namespaces of its own. `--kill-child` and the death signal end all of the machine's processes
 * with that one, and that one with this program.
 */
export function startFirst(disk: Disk): ChildProcess {
  const namespaces = ['--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child']
  const enter = ['nsenter', `--mount=${disk.namespace}`, 'unshare', ...namespaces]
  const command = [...enter, 'chroot', disk.root, '/bin/sh', '/.machine/init']
  const first = spawn('setpriv', ['--pdeathsig', 'KILL', ...command], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: searchPath },
  })
  unrefChild(first)
  return first
}

const bootMs = 120_000

/**
 * Resolves when the machine's sshd has said that it listens at an address; `said` gives what the machine has printed since it was
 * started. Rejects when the machine ends before that, and after two minutes.
 */
export function listening(first: ChildProcess, address: string, said: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      clearTimeout(timer)
      first.stderr?.off('data', look)
      first.off('close', ended)
      first.off('error', settle)
      if (error) reject(error)
      else resolve()
    }
    const look = () => {
      if (said().includes(`Server listening on ${address} port 22.`)) settle()
    }
    const ended = () =>
      settle(new Error(`the machine did not boot: ${said().trimEnd().split('\n').at(-1) ?? ''}`))
    const late = () => settle(new Error(`the machine did not answer within ${bootMs / 1000} s`))
    const timer = setTimeout(late, bootMs)
    first.stderr?.on('data', look)
    first.on('close', ended)
    first.on('error', settle)
  })
}

export const isAlive = (child: ChildProcess): boolean =>
  child.exitCode === null && child.signalCode === null && child.pid !== undefined

/**
 * Ends the machine's first process, and with it all of its processes; unshare then reaps it and ends too. Without a child to be found
 * unshare itself is killed, as it holds back the polite signals while it waits.
 */
export async function killed(child: ChildProcess): Promise<void> {
  if (!isAlive(child)) return
  child.ref()
  const exit = once(child, 'exit')
  const children = await readFile(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').catch(() => '')
  const init = Number(children.split(' ')[0])
  if (init > 0) process.kill(init, 'SIGKILL')
  else child.kill('SIGKILL')
  await exit
}
