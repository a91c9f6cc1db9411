import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import type {
  ActiveHealthCheck,
  ActiveListener,
  Balancer,
  BalancerProtocol,
  BalancerState,
  Certificate,
  CertificateState,
  Member,
  MemberState,
} from '@cloud/core'
import { checkPlain } from '../plain.ts'
import { checkNumber, checkResource, checkText, checkTexts, checkTime } from '../resource-shape.ts'

const balancerStates: Readonly<Record<BalancerState, true>> = {
  creating: true,
  active: true,
  degraded: true,
  deleting: true,
  deleted: true,
  error: true,
  unknown: true,
}
const memberStates: Readonly<Record<MemberState, true>> = {
  starting: true,
  healthy: true,
  unhealthy: true,
  draining: true,
  unknown: true,
}
const certificateStates: Readonly<Record<CertificateState, true>> = {
  pending: true,
  available: true,
  error: true,
  unknown: true,
}
const protocols: Readonly<Record<BalancerProtocol, true>> = {
  http: true,
  https: true,
  tcp: true,
  tls: true,
  udp: true,
}

export function checkBalancer(balancer: Balancer): void {
  checkResource(balancer, 'balancer', ['state', 'ips', 'hostname', 'listeners', 'location', 'createdAt'])
  assert.ok(Object.hasOwn(balancerStates, balancer.state), `${balancer.state} is no state of a balancer`)
  assert.ok(Array.isArray(balancer.ips), 'ips are no array')
  for (const ip of balancer.ips) assert.notEqual(isIP(ip), 0, `${ip} is no IP address`)
  assert.ok(Array.isArray(balancer.listeners), 'listeners are no array')
  for (const listener of balancer.listeners) checkListener(listener)
  for (const member of ['hostname', 'location'] as const) checkText(balancer, member)
  checkTime(balancer, 'createdAt')
}

function checkListener(listener: ActiveListener): void {
  closed(
    listener,
    ['protocol', 'port', 'targetProtocol', 'targetPort', 'certificate', 'native'],
    'a listener',
  )
  for (const member of ['protocol', 'targetProtocol'] as const)
    assert.ok(Object.hasOwn(protocols, listener[member]), `${member} ${listener[member]}`)
  for (const member of ['port', 'targetPort'] as const) checkPort(listener[member], member)
  checkText(listener, 'certificate')
}

export function checkMember(member: Member): void {
  closed(member, ['kind', 'id', 'node', 'ip', 'port', 'state', 'native'], 'a member')
  assert.equal(member.kind, 'member')
  assert.ok(typeof member.id === 'string' && member.id !== '', 'a member without an id')
  assert.ok(member.node !== undefined || member.ip !== undefined, 'a member that is neither node nor address')
  checkText(member, 'node')
  assert.ok(member.ip === undefined || isIP(member.ip) !== 0, `${member.ip} is no IP address`)
  if (Object.hasOwn(member, 'port')) checkPort(member.port, 'port')
  assert.ok(Object.hasOwn(memberStates, member.state), `${member.state} is no state of a member`)
  checkPlain(member, `member ${member.id}`)
}

export function checkHealth(check: ActiveHealthCheck): void {
  const numbers = ['intervalMs', 'timeoutMs', 'healthyAfter', 'unhealthyAfter'] as const
  closed(check, ['protocol', 'port', 'path', ...numbers], 'a health check')
  assert.ok(['http', 'https', 'tcp'].includes(check.protocol), `protocol ${check.protocol}`)
  checkPort(check.port, 'port')
  assert.equal(check.path?.startsWith('/') ?? false, check.protocol !== 'tcp', `path ${check.path}`)
  for (const member of numbers) checkNumber(check, member, 1)
  checkPlain(check, 'health check')
}

export function checkCertificate(certificate: Certificate): void {
  checkResource(certificate, 'certificate', ['state', 'domains', 'expiresAt', 'createdAt'])
  const { state, domains } = certificate
  assert.ok(Object.hasOwn(certificateStates, state), `${state} is no state of a certificate`)
  checkTexts(domains, 'domains')
  checkTime(certificate, 'expiresAt')
  checkTime(certificate, 'createdAt')
}

function checkPort(port: unknown, what: string): void {
  const good = Number.isInteger(port) && Number(port) >= 1 && Number(port) <= 65_535
  assert.ok(good, `${what} ${String(port)}`)
}

function closed(value: object, members: readonly string[], what: string): void {
  assert.ok(typeof value === 'object' && value !== null, `${String(value)} is not ${what}`)
  const strange = Object.keys(value).filter((member) => !members.includes(member))
  assert.deepEqual(strange, [], `members of ${what} that belong under native`)
}
