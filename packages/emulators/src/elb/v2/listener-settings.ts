import { Refusal } from '../../ec2/refusal.ts'
import type { Elb } from '../action.ts'
import { checkCertificate } from '../certificate.ts'
import { invalid } from '../refusals.ts'
import type { Listener } from './listener.ts'
import type { BalancerType } from './load-balancer.ts'
import { sslPolicies } from './ssl-policies.ts'
import type { Protocol } from './target-group.ts'

export interface CertificateInput {
  readonly CertificateArn?: string
  readonly IsDefault?: boolean
}

export interface SecurityInput {
  readonly SslPolicy?: string
  readonly Certificates?: readonly CertificateInput[]
  readonly AlpnPolicy?: readonly string[]
}

type Secured = Pick<Listener, 'certificate' | 'sslPolicy' | 'alpnPolicy'>

const defaultPolicy = 'ELBSecurityPolicy-2016-08'

/** What makes a listener one of HTTPS or TLS. `before` is what it has. Throws for what is missing, and for what is not for the protocol. */
export function readSecurity(
  elb: Elb,
  protocol: Protocol,
  { SslPolicy: policy, Certificates: certificates, AlpnPolicy: alpn }: SecurityInput,
  before?: Secured,
): Secured {
  if (protocol !== 'HTTPS' && protocol !== 'TLS') {
    const given = certificates?.length || policy !== undefined || alpn?.length
    if (given) throw invalid(`Certificates and SSL policies are not valid for ${protocol} listeners`)
    return { certificate: undefined, sslPolicy: undefined, alpnPolicy: undefined }
  }
  if (certificates && certificates.length > 1) throw invalid('Specify exactly one certificate')
  const certificate = certificates ? certificates[0]?.CertificateArn : before?.certificate
  if (certificate === undefined)
    throw invalid(`A certificate must be specified for ${protocol === 'TLS' ? 'TLS' : 'HTTPS'} listeners`)
  checkCertificate(elb, certificate)
  const sslPolicy = policy ?? before?.sslPolicy ?? defaultPolicy
  if (!sslPolicies.some(({ Name }) => Name === sslPolicy)) {
    throw new Refusal('SSLPolicyNotFound', `SSL policy '${sslPolicy}' not found`)
  }
  const alpnPolicy = alpn ?? before?.alpnPolicy
  checkAlpn(protocol, alpnPolicy)
  return { certificate, sslPolicy, alpnPolicy }
}

const alpnPolicies = ['HTTP1Only', 'HTTP2Only', 'HTTP2Optional', 'HTTP2Preferred', 'None']

function checkAlpn(protocol: Protocol, policies: readonly string[] | undefined): void {
  if (!policies || policies.length === 0) return
  const [policy = ''] = policies
  if (protocol === 'TLS' && policies.length === 1 && alpnPolicies.includes(policy)) return
  throw new Refusal('ALPNPolicyNotFound', `ALPN policy '${policies.join(', ')}' is not supported`)
}

const protocols: Readonly<Record<BalancerType, readonly Protocol[]>> = {
  application: ['HTTP', 'HTTPS'],
  network: ['TCP', 'TLS', 'UDP', 'TCP_UDP'],
}

export function checkProtocol(type: BalancerType, protocol: string): Protocol {
  const known = protocols[type].find((one) => one === protocol)
  if (known) return known
  throw invalid(`Listener protocol '${protocol}' must be one of '${protocols[type].join(', ')}'`)
}
