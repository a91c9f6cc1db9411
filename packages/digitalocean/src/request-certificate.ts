import type { CallOptions } from '@cloud/core'
import { checkNames, checkText, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import { checkCertificateName } from './certificates.ts'
import type { DigitalOceanCertificate } from './certificates-wire.ts'
import type { DigitalOceanClient } from './client.ts'
import { createNamed } from './create-named.ts'
import { findCertificate, readCertificate } from './get-certificate.ts'

export interface RequestCertificate {
  /** Unique in the account. */
  readonly name: string
  /** As in `example.com` and `*.example.com`: domains whose DNS is at DigitalOcean. */
  readonly domains: readonly string[]
}

/** How long after a request its effect may say that it was made before it: clocks differ. */
const slackMs = 5000

/**
 * Has a certificate issued by Let's Encrypt, which DigitalOcean renews. Resolves with one that may be `pending`; a listener takes it once
 * it is `available`. `already-exists` where the name is taken; `invalid` for what is no domain of the account.
 * https://docs.digitalocean.com/reference/api/digitalocean/#operation/certificates_create
 */
export function requestCertificate(
  driver: HasClient<DigitalOceanClient>,
  options: RequestCertificate,
  call?: CallOptions,
): Promise<DigitalOceanCertificate> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const body = bodyOf(options)
    const since = client.clock.now() - slackMs
    const named = (limits: CallOptions) => findCertificate(client, body.name, limits)
    const ours = async (limits: CallOptions) => {
      const found = await named(limits)
      const isOurs =
        found?.native.type === 'lets_encrypt' &&
        Date.parse(found.native.created_at) >= since &&
        body.dns_names.every((domain) => found.domains.includes(domain))
      return isOurs ? found : undefined
    }
    const taken = async (limits: CallOptions) => (await named(limits)) !== undefined
    const request = { name: 'certificates_create', path: '/certificates', body, map: readCertificate }
    return createNamed(client, request, { ours, taken }, left)
  })
}

function bodyOf(options: RequestCertificate) {
  checkNames('requestCertificate', options, ['name', 'domains'])
  const { name, domains } = options
  if (!Array.isArray(domains) || domains.length === 0) throw invalid('A certificate needs a domain')
  for (const domain of domains) checkText('The domain', domain, { max: 253 })
  return { name: checkCertificateName(name), type: 'lets_encrypt', dns_names: domains }
}
