import { type Clock, CloudError } from '@cloud/core'
import { sleep } from '@cloud/core/driver'
import { backoffMs } from '../backoff.ts'
import { HostKeyRefused } from '../handshake.ts'
import type { SshKeyPair } from '../openssh-key.ts'
import { type PublicKey, publicKeyOfPair, sameKey } from '../public-key.ts'
import { run } from '../run.ts'
import type { Session } from '../session.ts'
import { anyOf, type HostKeyCheck } from './check.ts'

/**
 * Run as root, the private half on its standard input, the public line as its argument. Both files are whole before they take the old
 * ones' places. sshd reads them anew where it is told to; before OpenSSH 9.8 it does so for each connection anyway.
 */
const install = `umask 077
key=/etc/ssh/ssh_host_ed25519_key
if cat > $key.new && grep -q '^-----END ' $key.new && printf '%s\\n' "$1" > $key.pub.new && chmod 644 $key.pub.new &&
  mv -f $key.new $key && mv -f $key.pub.new $key.pub; then :
else rm -f $key.new $key.pub.new; exit 1; fi
if command -v restorecon >/dev/null 2>&1; then restorecon $key $key.pub; fi
for unit in ssh sshd; do
  systemctl reload $unit >/dev/null 2>&1 && exit 0
done
for unit in ssh sshd; do
  service $unit reload >/dev/null 2>&1 && exit 0
  rc-service $unit reload >/dev/null 2>&1 && exit 0
done
if [ -r /run/sshd.pid ]; then kill -HUP "$(cat /run/sshd.pid)"; fi
exit 0`

const installMs = 30_000

interface Successor {
  readonly pair: SshKeyPair
  /** Called before it is put on the machine. */
  readonly begun: ((key: PublicKey) => Promise<void>) | undefined
  readonly settled: ((seen: PublicKey) => void) | undefined
}

interface Way {
  readonly user: string
  readonly clock: Clock
  readonly signal: AbortSignal
}

/**
 * A session with a machine whose host key is the successor of the one that it was reached with: put there over the first connection, and
 * seen with a second one.
 */
export async function withSuccessor(
  first: Session,
  { pair, begun, settled }: Successor,
  way: Way,
  reopen: (check: HostKeyCheck) => Promise<Session>,
): Promise<Session> {
  const key = publicKeyOfPair(pair)
  try {
    await begun?.(key)
    await installHostKey(first, pair, way)
    const session = await reopened(reopen, key, first.hostKey, way)
    settled?.(key)
    return session
  } finally {
    void first.close()
  }
}

async function installHostKey(
  session: Session,
  { publicKey, privateKey }: SshKeyPair,
  { user, clock, signal }: Way,
): Promise<void> {
  const asRoot = user === 'root' ? [] : ['sudo', '-n']
  const options = { stdin: privateKey.reveal(), signal, timeoutMs: installMs }
  const { exitCode, stderr } = await run(
    session,
    clock,
    [...asRoot, 'sh', '-c', install, 'sh', publicKey],
    options,
  )
  if (exitCode !== 0) throw notReplaced(stderr.trim().split('\n').at(-1) || `exit code ${exitCode}`)
}

const reopenings = 6

/** sshd reads its keys a moment after it was told to. */
async function reopened(
  reopen: (check: HostKeyCheck) => Promise<Session>,
  key: PublicKey,
  old: PublicKey,
  { clock, signal }: Way,
): Promise<Session> {
  for (let round = 0; round < reopenings; round++) {
    try {
      return await reopen(anyOf([key]))
    } catch (error) {
      if (!(error instanceof HostKeyRefused && sameKey(error.seen, old))) throw error
    }
    await sleep(backoffMs(round), clock, signal)
  }
  throw notReplaced('the machine goes on showing it')
}

function notReplaced(why: string): CloudError {
  return new CloudError(`The host key that stood in the user data could not be replaced: ${why}`, {
    code: 'failed',
    provider: 'ssh',
    operation: 'connect',
    hint: 'log in as root or as a user with sudo and no password, or keep that key: { injected: { rotate: false } }',
  })
}
