import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action } from '../action.ts'
import { type MarkedInput, marked } from '../paging.ts'

const modern = ['TLS_AES_128_GCM_SHA256', 'TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256']
const forward = [
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
]
const older = ['AES128-GCM-SHA256', 'AES128-SHA256', 'AES128-SHA', 'AES256-GCM-SHA384', 'AES256-SHA256']

interface SslPolicy {
  readonly Name: string
  readonly SslProtocols: readonly string[]
  readonly Ciphers: readonly string[]
}

/** Those that are asked for most. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html */
export const sslPolicies: readonly SslPolicy[] = [
  {
    Name: 'ELBSecurityPolicy-2016-08',
    SslProtocols: ['TLSv1', 'TLSv1.1', 'TLSv1.2'],
    Ciphers: [...forward, ...older],
  },
  { Name: 'ELBSecurityPolicy-FS-1-2-Res-2020-10', SslProtocols: ['TLSv1.2'], Ciphers: forward },
  { Name: 'ELBSecurityPolicy-TLS-1-2-2017-01', SslProtocols: ['TLSv1.2'], Ciphers: [...forward, ...older] },
  {
    Name: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
    SslProtocols: ['TLSv1.2', 'TLSv1.3'],
    Ciphers: [...modern, ...forward],
  },
  {
    Name: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
    SslProtocols: ['TLSv1.2', 'TLSv1.3'],
    Ciphers: [...modern, ...forward],
  },
  { Name: 'ELBSecurityPolicy-TLS13-1-3-2021-06', SslProtocols: ['TLSv1.3'], Ciphers: modern },
]

interface DescribeInput extends MarkedInput {
  readonly Names?: readonly string[]
  readonly LoadBalancerType?: string
}

export const describeSslPolicies: Action = action<DescribeInput>((elb, input) => {
  const { Names: names, LoadBalancerType: type = 'application' } = input
  const lost = names?.find((name) => !sslPolicies.some(({ Name }) => Name === name))
  if (lost !== undefined) throw new Refusal('SSLPolicyNotFound', `SSL policy '${lost}' not found`)
  const ofType = type === 'gateway' ? [] : sslPolicies
  const asked = names ? ofType.filter(({ Name }) => names.includes(Name)) : ofType
  const { items, next } = marked(elb, asked, input, {
    of: ['DescribeSSLPolicies', names, type],
    key: ({ Name }) => Name,
  })
  return {
    SslPolicies: items.map(({ Ciphers, ...policy }) => ({
      ...policy,
      Ciphers: Ciphers.map((Name, index) => ({ Name, Priority: index + 1 })),
      SupportedLoadBalancerTypes: ['application', 'network'],
    })),
    NextMarker: next,
  }
})
