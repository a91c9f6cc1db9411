import { Refusal } from '../../ec2/refusal.ts'
import { type Action, action, type Elb } from '../action.ts'
import { checkCertificate } from '../certificate.ts'
import { type MarkedInput, marked } from '../paging.ts'
import { invalid } from '../refusals.ts'
import { findListener, type Listener } from './listener.ts'
import type { CertificateInput } from './listener-settings.ts'

interface ListenerInput {
  readonly ListenerArn: string
}

interface ChangeInput extends ListenerInput {
  readonly Certificates: readonly CertificateInput[]
}

function secured(elb: Elb, arn: string): Listener {
  const listener = findListener(elb, arn)
  if (listener.certificate !== undefined) return listener
  throw new Refusal('UnsupportedProtocol', `The protocol '${listener.protocol}' does not have certificates`)
}

const arnsOf = (certificates: readonly CertificateInput[]): readonly string[] => {
  if (certificates.length === 0) throw invalid('At least one certificate must be specified')
  if (certificates.some(({ IsDefault }) => IsDefault !== undefined)) {
    throw invalid('IsDefault cannot be set when certificates are added or removed')
  }
  return certificates.map(({ CertificateArn = '' }) => CertificateArn)
}

export const addListenerCertificates: Action = action<ChangeInput>((elb, input) => {
  const listener = secured(elb, input.ListenerArn)
  const arns = arnsOf(input.Certificates)
  for (const arn of arns) checkCertificate(elb, arn)
  const after = [...new Set([...listener.certificates, ...arns])]
  if (after.length > elb.limits.certificates) {
    throw new Refusal(
      'TooManyCertificates',
      `The maximum number of certificates has been reached: ${elb.limits.certificates}`,
    )
  }
  listener.certificates = after
  return { Certificates: arns.map((CertificateArn) => ({ CertificateArn })) }
})

/** The default certificate is replaced, never removed. */
export const removeListenerCertificates: Action = action<ChangeInput>((elb, input) => {
  const listener = secured(elb, input.ListenerArn)
  const arns = arnsOf(input.Certificates)
  if (arns.some((arn) => arn === listener.certificate)) {
    throw new Refusal('OperationNotPermitted', 'The default certificate of a listener cannot be removed')
  }
  listener.certificates = listener.certificates.filter((arn) => !arns.includes(arn))
  return {}
})

export const describeListenerCertificates: Action = action<ListenerInput & MarkedInput>((elb, input) => {
  const { certificate, certificates, arn } = secured(elb, input.ListenerArn)
  const all = [
    { CertificateArn: certificate, IsDefault: true },
    ...certificates.map((CertificateArn) => ({ CertificateArn, IsDefault: false })),
  ]
  const { items, next } = marked(elb, all, input, {
    of: ['DescribeListenerCertificates', arn],
    key: ({ CertificateArn, IsDefault }) => `${CertificateArn} ${IsDefault}`,
  })
  return { Certificates: items, NextMarker: next }
})
