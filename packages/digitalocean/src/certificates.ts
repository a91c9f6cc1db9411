import type { CallOptions, Certificates, ImportCertificate, Listing, Ref } from '@cloud/core'
import { changed, checkNames, checkText } from '@cloud/core/driver'
import { type CertificateFiles, readFiles } from './certificate-files.ts'
import { type CertificateWire, type DigitalOceanCertificate, toCertificate } from './certificates-wire.ts'
import { checkName } from './check-value.ts'
import { type DigitalOceanClient, remove } from './client.ts'
import { createNamed } from './create-named.ts'
import { certificatePath, findCertificate, getCertificate, readCertificate } from './get-certificate.ts'
import type { LoadBalancerWire } from './load-balancers-wire.ts'
import { explainedBy } from './lookups.ts'
import { list } from './pages.ts'

/** Certificates of the account, whose names are unique. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Certificates */
export function certificates(client: DigitalOceanClient): Certificates<DigitalOceanCertificate> {
  return {
    listCertificates: (query = {}, call) => listCertificates(client, query, call),
    getCertificate: (certificate, call) =>
      client.within(call, (left) => getCertificate(client, certificate, left)),
    importCertificate: (options, call) =>
      client.within(call, (left) => importCertificate(client, options, left)),
    deleteCertificate: (certificate, call) =>
      client.within(call, (left) => deleteCertificate(client, certificate, left)),
  }
}

function listCertificates(
  client: DigitalOceanClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<DigitalOceanCertificate> {
  checkNames('listCertificates', query, ['name'])
  const { name } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  const map = (wire: CertificateWire) =>
    name === undefined || name === wire.name ? toCertificate(wire) : undefined
  const request = { name: 'certificates_list', path: '/certificates', key: 'certificates', map }
  return list(client, { ...request, query: { name } }, call)
}

export function checkCertificateName(name: unknown): string {
  return checkName('certificate', name, {
    pattern: /^[a-zA-Z0-9][a-zA-Z0-9.-]*$/,
    rule: 'letters, digits, . and -, beginning with a letter or digit',
  })
}

/** How long after a request its effect may say that it was made before it: clocks differ. */
const slackMs = 5000

/** One of the name, made since, with the same fingerprint is this call's. */
function importCertificate(
  client: DigitalOceanClient,
  options: ImportCertificate,
  call: CallOptions,
): Promise<DigitalOceanCertificate> {
  const files = readFiles(options, client.clock.now())
  const name = checkCertificateName(options.name)
  const since = client.clock.now() - slackMs
  const ours = async (left: CallOptions) => {
    const found = await findCertificate(client, name, left)
    const isOurs =
      found?.native.sha1_fingerprint === files.fingerprint && Date.parse(found.native.created_at) >= since
    return isOurs ? found : undefined
  }
  const taken = async (left: CallOptions) => (await findCertificate(client, name, left)) !== undefined
  const what = { name: 'certificates_create', path: '/certificates', body: bodyOf(name, files) }
  return createNamed(client, { ...what, map: readCertificate }, { ours, taken }, call)
}

const bodyOf = (name: string, { leaf, chain, privateKey }: CertificateFiles) => ({
  name,
  type: 'custom',
  leaf_certificate: leaf,
  certificate_chain: chain,
  private_key: privateKey,
})

async function deleteCertificate(
  client: DigitalOceanClient,
  ref: Ref<'certificate'>,
  call: CallOptions,
): Promise<void> {
  const path = certificatePath(ref)
  const request = { name: 'certificates_delete', path }
  try {
    await remove(client, request, call)
  } catch (error) {
    throw await explainedBy(error, async (refusal) => {
      const inUse = refusal.status !== 404 && (await isShown(client, path, call))
      return inUse ? changed(refusal, { code: 'conflict' }) : undefined
    })
  }
}

/** One that is in use is refused as if the account might not do it. */
async function isShown(client: DigitalOceanClient, path: string, call: CallOptions): Promise<boolean> {
  const shows = (id: string | undefined) => id !== undefined && id !== '' && path.endsWith(`/${id}`)
  const map = (wire: LoadBalancerWire) =>
    [...wire.forwarding_rules, ...(wire.domains ?? [])].some((each) => shows(each.certificate_id)) ||
    undefined
  const request = { name: 'loadBalancers_list', path: '/load_balancers', key: 'load_balancers', map }
  return (await list(client, request, call).toArray({ max: 1 })).length > 0
}
