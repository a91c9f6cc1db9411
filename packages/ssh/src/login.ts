import { reveal, type Secret } from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import type { AnyAuthMethod, AuthenticationType, AuthHandlerMiddleware, BaseAgent, ParsedKey } from 'ssh2'
import type { PrivateKeySource } from './private-key.ts'
import { publicKeyOf } from './public-key.ts'
import { agentWithoutSha1 } from './sha1.ts'
import type { Ssh2 } from './ssh2.ts'

/** What a user logs in with. */
export interface Credentials {
  readonly key?: PrivateKeySource | undefined
  readonly agent?: string | true | undefined
  readonly password?: string | Secret | undefined
}

/** One way of logging in: what it is called on the wire, and for people. */
export interface Offer {
  readonly method: AuthenticationType
  readonly label: string
  readonly auth: AnyAuthMethod
}

/** Every way there is, in the order they are tried: keys first, the password last. */
export async function offers(ssh2: Ssh2, username: string, credentials: Credentials): Promise<Offer[]> {
  const found: Offer[] = []
  const { key, agent, password } = credentials
  if (key) {
    const parsed = await key(ssh2)
    const label = `publickey ${fingerprint(parsed)}`
    found.push({ method: 'publickey', label, auth: { type: 'publickey', username, key: parsed } })
  }
  if (agent !== undefined) {
    const auth: AnyAuthMethod = { type: 'agent', username, agent: openAgent(ssh2, agent) }
    found.push({ method: 'publickey', label: 'publickey from the agent', auth })
  }
  if (password !== undefined) found.push(...passwordOffers(username, password))
  return found
}

function passwordOffers(username: string, password: string | Secret): Offer[] {
  let answered = false
  return [
    {
      method: 'keyboard-interactive',
      label: 'keyboard-interactive',
      auth: {
        type: 'keyboard-interactive',
        username,
        // One hidden question is for the password; a second one, or one of several, is for something that is not known here.
        prompt: (_name, _instructions, _language, prompts, finish) => {
          const wanted = !answered && prompts.length === 1 && prompts[0]?.echo !== true
          answered ||= prompts.length > 0
          finish(wanted ? [reveal(password)] : prompts.map(() => ''))
        },
      },
    },
    {
      method: 'password',
      label: 'password',
      auth: { type: 'password', username, password: reveal(password) },
    },
  ]
}

/**
 * Hands ssh2 one offer after the other, leaving out what the server does not take. ssh2 asks for the first one when the host key
 * is verified and the connection encrypted, so no password leaves before. `told` gets each label, and undefined at the end.
 */
export function loginHandler(
  ways: readonly Offer[],
  told: (label: string | undefined) => void,
): AuthHandlerMiddleware {
  const left = [...ways]
  return (taken: readonly AuthenticationType[] | null, _partial, next) => {
    let offer = left.shift()
    while (offer && taken !== null && !taken.includes(offer.method)) offer = left.shift()
    told(offer?.label)
    // ssh2 takes false for "no more", which its types do not say.
    next(offer ? offer.auth : (false as never))
  }
}

/** The public lines of the keys that an agent holds. */
export async function agentKeys(ssh2: Ssh2, agent: string | true): Promise<string[]> {
  const { promise, resolve, reject } = Promise.withResolvers<ParsedKey[]>()
  openAgent(ssh2, agent).getIdentities((error, keys) => {
    if (error) reject(error)
    else resolve((keys ?? []) as ParsedKey[])
  })
  const keys = await promise.catch((error: unknown) => {
    throw invalid('The agent does not answer', 'start ssh-agent, or give a privateKey', {
      cause: String(error),
    })
  })
  if (keys.length === 0) throw invalid('The agent holds no key', 'add one with ssh-add')
  return keys.map(publicLine)
}

export function publicLine(key: ParsedKey): string {
  return `${key.type} ${key.getPublicSSH().toString('base64')}`
}

const fingerprint = (key: ParsedKey): string =>
  `${key.type} ${publicKeyOf(key.getPublicSSH())?.fingerprint ?? ''}`

function openAgent(ssh2: Ssh2, agent: string | true): BaseAgent {
  const path = agent === true ? process.env.SSH_AUTH_SOCK : agent
  if (!path) throw invalid('SSH_AUTH_SOCK is not set', 'start ssh-agent, or give the path of its socket')
  return agentWithoutSha1(ssh2.createAgent(path))
}
