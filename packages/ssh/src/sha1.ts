import type { ParsedKey, SignCallback, SigningRequestOptions } from 'ssh2'

/**
 * ssh2 signs with SHA-1 where a server does not say that it takes better. That is a downgrade a server can force, so the key
 * refuses: ssh2 then goes on to the next way of logging in.
 */
export function withoutSha1(key: ParsedKey): ParsedKey {
  const sign = key.sign.bind(key)
  key.sign = (data, hash) => {
    // ssh2 takes an error as an answer here, which its types do not say.
    if (isSha1(key, hash)) return refusal() as never
    return sign(data, hash)
  }
  return key
}

interface Signer {
  sign: (key: ParsedKey, data: Buffer, options: SigningRequestOptions, done: SignCallback) => void
}

/** The same for an agent's keys. */
export function agentWithoutSha1<A extends object>(agent: A): A {
  const signer = agent as A & Signer
  const sign = signer.sign.bind(signer)
  signer.sign = (key, data, options, done) => {
    if (isSha1(key, options.hash)) done(refusal())
    else sign(key, data, options, done)
  }
  return agent
}

const isSha1 = (key: { readonly type: string }, hash: string | undefined): boolean =>
  key.type === 'ssh-rsa' && hash !== 'sha256' && hash !== 'sha512'

const refusal = (): Error => new Error('the server takes RSA keys with SHA-1 signatures only')
