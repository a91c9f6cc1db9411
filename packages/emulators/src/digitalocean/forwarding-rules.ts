import { isVerified } from './certificate.ts'
import type { DigitalOcean } from './cloud.ts'
import { unprocessable } from './refusal.ts'

export interface ForwardingRuleInput {
  readonly entry_protocol: string
  readonly entry_port: number
  readonly target_protocol: string
  readonly target_port: number
  readonly certificate_id?: string
  readonly tls_passthrough?: boolean
}

export type ForwardingRule = Required<ForwardingRuleInput>

/** Rules with their defaults. Throws a `Refusal` for the first that cannot be, alone or beside the others. */
export function readForwardingRules(
  cloud: DigitalOcean,
  inputs: readonly ForwardingRuleInput[],
): readonly ForwardingRule[] {
  const rules = inputs.map((rule) => ({ certificate_id: '', tls_passthrough: false, ...rule }))
  if (rules.length === 0) throw unprocessable('at least one forwarding rule is required')
  const entries = rules.map(entryOf)
  const twice = rules.find((rule, index) => entries.indexOf(entryOf(rule)) !== index)
  if (twice) throw unprocessable(`duplicate forwarding rule for the entry port ${twice.entry_port}`)
  for (const rule of rules) checkRule(cloud, rule)
  return rules
}

/** What a rule listens on: HTTP/3 and UDP have ports of their own. */
const entryOf = ({ entry_protocol: protocol, entry_port: port }: ForwardingRuleInput) =>
  `${protocol === 'udp' || protocol === 'http3' ? 'udp' : 'tcp'}:${port}`

const isTls = (protocol: string) => ['https', 'http2', 'http3'].includes(protocol)

function checkRule(cloud: DigitalOcean, rule: ForwardingRule): void {
  const { entry_protocol: entry, target_protocol: target, certificate_id: id, tls_passthrough: passed } = rule
  checkPort(rule.entry_port, 'entry_port')
  checkPort(rule.target_port, 'target_port')
  for (const protocol of ['udp', 'tcp']) {
    if ((entry === protocol) !== (target === protocol))
      throw unprocessable(`a ${protocol} forwarding rule must have ${protocol} on both sides`)
  }
  if (!isTls(entry)) {
    if (id || passed)
      throw unprocessable(`a forwarding rule of ${entry} takes no certificate and no passthrough`)
    return
  }
  if (passed) checkPassthrough(rule)
  else checkCertificate(cloud, rule)
}

function checkCertificate(
  cloud: DigitalOcean,
  { entry_protocol: entry, certificate_id: id }: ForwardingRule,
): void {
  if (!id) throw unprocessable(`a forwarding rule of ${entry} needs a certificate_id or tls_passthrough`)
  const certificate = cloud.certificates.get(id)
  if (!certificate) throw unprocessable(`certificate not found: ${id}`)
  if (!isVerified(cloud, certificate)) throw unprocessable(`certificate is not verified: ${id}`)
}

function checkPassthrough({
  entry_protocol: entry,
  target_protocol: target,
  certificate_id: id,
}: ForwardingRule) {
  if (id) throw unprocessable('certificate_id and tls_passthrough are mutually exclusive')
  if (entry === 'http3' || target !== entry)
    throw unprocessable('tls_passthrough needs the same protocol on both sides, https or http2')
}

export function checkPort(port: number, name: string): void {
  if (port < 1 || port > 65_535) throw unprocessable(`${name} must be between 1 and 65535`)
}

const same = (a: ForwardingRule, b: ForwardingRule) =>
  entryOf(a) === entryOf(b) &&
  a.entry_protocol === b.entry_protocol &&
  a.target_protocol === b.target_protocol &&
  a.target_port === b.target_port &&
  a.certificate_id === b.certificate_id &&
  a.tls_passthrough === b.tls_passthrough

/** What is left when those that are as described are taken away; a description may leave out what has a default. */
export const withoutRules = (
  rules: readonly ForwardingRule[],
  removed: readonly ForwardingRuleInput[],
): readonly ForwardingRule[] =>
  rules.filter(
    (rule) => !removed.some((one) => same(rule, { certificate_id: '', tls_passthrough: false, ...one })),
  )
