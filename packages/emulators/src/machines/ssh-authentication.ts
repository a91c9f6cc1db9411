import type { AuthContext } from 'ssh2'
import ssh2 from 'ssh2'
import type { RemoteComputer } from './worker-pool.ts'

/** The key of an `authorized_keys` line, which may begin with options. */
function keyOf(line: string): { readonly type: string; readonly blob: string } | undefined {
  const match = /(?:^|\s)(ssh-(?:ed25519|rsa|dss)|ecdsa-sha2-nistp\d+|sk-\S+)\s+([A-Za-z0-9+/=]+)/.exec(line)
  return match?.[1] === undefined || match[2] === undefined ? undefined : { type: match[1], blob: match[2] }
}

/** Lets in whom the machine's own files let in at this moment: by a key of `authorized_keys`, or by a password where sshd allows those. */
export async function authenticate(context: AuthContext, computer: RemoteComputer): Promise<void> {
  const facts = await computer.login(context.username)
  const methods = facts.passwords ? (['publickey', 'password'] as const) : (['publickey'] as const)
  if (context.method === 'publickey') {
    const offered = context.key.data.toString('base64')
    const line = facts.authorizedKeys.find((candidate) => keyOf(candidate)?.blob === offered)
    const key = line === undefined ? undefined : ssh2.utils.parseKey(`${keyOf(line)?.type} ${offered}`)
    if (key !== undefined && !(key instanceof Error)) {
      // Without a signature the client only asks whether the key would do.
      if (context.signature === undefined || context.blob === undefined) return context.accept()
      if (key.verify(context.blob, context.signature, context.hashAlgo) === true) return context.accept()
    }
  } else if (context.method === 'password' && facts.passwords) {
    if (await computer.passwordMatches(context.username, context.password)) return context.accept()
  }
  context.reject([...methods])
}
