import { randomBytes } from 'node:crypto'
import { createSecureContext, type SecureContext } from 'node:tls'
import { makeAuthority, makeCertificate, type Validity } from './x509.ts'

/** Whom the proxy claims to be. */
export interface Identities {
  /** Of the authority to trust, PEM. */
  readonly ca: string
  readonly right: SecureContext
  readonly wrong: Readonly<Record<'wrong-certificate' | 'expired-certificate' | 'wrong-name', SecureContext>>
}

const good: Validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2120-01-01') }
const past: Validity = { notBefore: new Date('2020-01-01'), notAfter: new Date('2020-02-01') }
const own = ['localhost', '127.0.0.1']

/** Made anew for each proxy: nobody can have come to trust them elsewhere. */
export function makeIdentities(): Identities {
  // A client that trusts several tells them apart by their names.
  const trusted = makeAuthority(`Fault proxy ${randomBytes(8).toString('hex')}`, good)
  const stranger = makeAuthority('Nobody', good)
  const context = (by: typeof trusted, names: readonly string[], validity: Validity) => {
    const { certificate, key } = makeCertificate(by, names, validity)
    return createSecureContext({ cert: certificate, key })
  }
  return {
    ca: trusted.certificate,
    right: context(trusted, own, good),
    wrong: {
      'wrong-certificate': context(stranger, own, good),
      'expired-certificate': context(trusted, own, past),
      'wrong-name': context(trusted, ['elsewhere.example'], good),
    },
  }
}
