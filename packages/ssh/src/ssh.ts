import type { Access, Prepared } from '@cloud/core'
import { abortable, callScope, checkNames, invalid, traced } from '@cloud/core/driver'
import { checkConnect, connect } from './connect.ts'
import { agentKeys, publicLine } from './login.ts'
import { generateKeyPair } from './openssh-key.ts'
import type { SshOptions } from './options.ts'
import { privateKeySource } from './private-key.ts'
import { type Settings, settings } from './settings.ts'
import { openShell } from './shell.ts'
import { loadSsh2 } from './ssh2.ts'

/**
 * Access to machines by SSH. Constructing it reads and sends nothing; an option that cannot be right is `invalid` here, what needs
 * a look at an agent or a passphrase is at `prepare()`. One access serves many nodes: they share the user's key, and each has a
 * host key of its own. With `hostKey: 'injected'`, the `token` that `prepare()` gives is what `connect()` knows a new node by.
 *
 * `connect()` without a `timeoutMs` ends after 300,000 ms.
 */
export function ssh(options: SshOptions): Access {
  const given = settings(options)
  const { key, agent, password } = given.credentials
  const own = key === undefined && agent === undefined && password === undefined ? ephemeralKey() : undefined
  const complete = () => (own ? { ...given, credentials: { key: own.source() } } : given)
  return {
    prepare: async (call = {}) => {
      checkNames('prepare', call, ['signal', 'timeoutMs'])
      own?.make()
      const scope = callScope(call, call.timeoutMs, given.clock, { provider: 'ssh', operation: 'prepare' })
      try {
        return await abortable(prepare(complete(), own?.publicKey()), scope.signal)
      } finally {
        scope.end()
      }
    },
    connect: async (to, call) => {
      checkConnect(to, call)
      const { clock } = given
      const about = { nodeId: to.node.id, port: given.port }
      const session = await traced(
        'cloud:ssh',
        clock,
        () => ({ operation: 'connect', ...about }),
        (say) => connect(complete(), to, call, say),
      )
      return openShell(session, clock, given.hostKey.mode, about)
    },
  }
}

async function prepare({ credentials, hostKey }: Settings, ownKey: string | undefined): Promise<Prepared> {
  const authorizedKeys = ownKey === undefined ? await publicKeys(credentials) : [ownKey]
  return { authorizedKeys, ...hostKey.prepare?.() }
}

async function publicKeys({ key, agent }: Settings['credentials']): Promise<string[]> {
  if (key === undefined && agent === undefined) return []
  const ssh2 = await loadSsh2()
  const lines = key ? [publicLine(await key(ssh2))] : []
  return agent === undefined ? lines : [...lines, ...(await agentKeys(ssh2, agent))]
}

/** Made at the first `prepare()`, shared by all nodes of the access, and never written anywhere. */
function ephemeralKey() {
  let pair: ReturnType<typeof generateKeyPair> | undefined
  let source: ReturnType<typeof privateKeySource> | undefined
  return {
    make: () => {
      pair ??= generateKeyPair()
      source ??= privateKeySource(pair.privateKey, undefined)
    },
    publicKey: () => pair?.publicKey,
    source: () => {
      if (source) return source
      throw invalid(
        'There is no key to log in with',
        'prepare() makes one for a new node; for others give a privateKey',
      )
    },
  }
}
