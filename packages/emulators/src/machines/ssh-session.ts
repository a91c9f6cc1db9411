import type { Connection, ServerChannel, Session } from 'ssh2'
import type { RemoteComputer } from './worker-pool.ts'

export interface Login {
  readonly user: string
  readonly env: Readonly<Record<string, string>>
  readonly computer: RemoteComputer
  readonly connection: Connection
}

/** `exec`, `shell`, `env`, `pty` and `signal` of one session channel. */
export function serveCommands(session: Session, login: Login): void {
  const env: Record<string, string> = { ...login.env }
  const end = new AbortController()
  session.on('env', (accept, reject, { key, val }) => {
    // As sshd's AcceptEnv of most images: language only, and what deployments name for themselves is refused.
    const accepted = /^(LANG|LC_\w+)$/.test(key)
    if (accepted) env[key] = val
    ;(accepted ? accept : reject)?.()
  })
  session.on('pty', (accept) => {
    env.TERM = 'xterm'
    env.SSH_TTY = '/dev/pts/0'
    accept?.()
  })
  session.on('window-change', (accept) => accept?.())
  session.on('signal', (accept, _reject, { name }) => {
    accept?.()
    end.abort(name.replace(/^SIG/, ''))
  })
  session.on(
    'exec',
    (accept, _reject, { command }) => void serveCommand(accept(), command, { ...login, env }, end),
  )
  session.on('shell', (accept) => void serveShell(accept(), { ...login, env }, end))
}

/**
 * One command line. It starts when its input has ended, or when none is on its way: a shell that reads all of its input before it
 * begins cannot know whether more will come, so a command waits for the end of input only once some has arrived.
 */
async function serveCommand(
  channel: ServerChannel,
  line: string,
  login: Login,
  end: AbortController,
): Promise<void> {
  const stdin = await readInput(channel, end.signal, quietMs)
  await runOn(channel, { line, stdin }, login, end)
}

async function serveShell(channel: ServerChannel, login: Login, end: AbortController): Promise<void> {
  const stdin = await readInput(channel, end.signal, undefined)
  await runOn(channel, { stdin }, login, end)
}

/** Long, since what a busy client sends comes late, and a command that began without its input goes wrong. */
const quietMs = 1_000

function readInput(channel: ServerChannel, signal: AbortSignal, quiet: number | undefined): Promise<Buffer> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = []
    const done = () => {
      clearTimeout(timer)
      resolve(Buffer.concat(pieces))
    }
    const timer = quiet === undefined ? undefined : setTimeout(() => pieces.length === 0 && done(), quiet)
    channel.on('data', (piece: Buffer) => pieces.push(piece))
    channel.on('end', done)
    channel.on('close', done)
    signal.addEventListener('abort', done, { once: true })
  })
}

async function runOn(
  channel: ServerChannel,
  input: { readonly line?: string; readonly stdin: Uint8Array },
  login: Login,
  end: AbortController,
): Promise<void> {
  const hangUp = () => end.abort('HUP')
  channel.on('close', hangUp)
  login.connection.on('close', hangUp)
  try {
    const outcome = await login.computer.run({ user: login.user, env: login.env, ...input }, end.signal)
    if (channel.destroyed) return
    channel.write(Buffer.from(outcome.stdout))
    channel.stderr.write(Buffer.from(outcome.stderr))
    const signal = end.signal.aborted ? String(end.signal.reason) : undefined
    if (signal === undefined) channel.exit(outcome.exitCode)
    else channel.exit(signal, false)
    channel.end()
  } catch (error) {
    if (channel.destroyed) return
    channel.stderr.write(`machine: ${error instanceof Error ? error.message : String(error)}\n`)
    channel.exit(255)
    channel.end()
  } finally {
    login.connection.off('close', hangUp)
  }
}
