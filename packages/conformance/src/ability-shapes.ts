import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import type {
  Address,
  Firewall,
  FirewallRule,
  Network,
  Snapshot,
  SnapshotState,
  Volume,
  VolumeState,
} from '@cloud/core'
import { checkNumber, checkResource, checkTags, checkText, checkTexts, checkTime } from './resource-shape.ts'

const volumeStates: Readonly<Record<VolumeState, true>> = {
  creating: true,
  available: true,
  attaching: true,
  attached: true,
  detaching: true,
  deleting: true,
  deleted: true,
  error: true,
  unknown: true,
}
const snapshotStates: Readonly<Record<SnapshotState, true>> = {
  pending: true,
  available: true,
  deleting: true,
  error: true,
  unknown: true,
}
const ruleMembers = ['direction', 'protocol', 'ports', 'cidrs', 'native']

export function checkVolume(volume: Volume): void {
  const members = ['state', 'sizeGiB', 'attachedTo', 'device', 'location', 'createdAt', 'tags']
  checkResource(volume, 'volume', members)
  assert.ok(Object.hasOwn(volumeStates, volume.state), `${volume.state} is no state of a volume`)
  assert.ok(volume.sizeGiB > 0, `${volume.sizeGiB} GiB`)
  checkTexts(volume.attachedTo, 'attachedTo')
  for (const member of ['device', 'location'] as const) checkText(volume, member)
  checkTime(volume, 'createdAt')
  checkTags(volume)
}

export function checkSnapshot(snapshot: Snapshot): void {
  checkResource(snapshot, 'snapshot', ['state', 'sizeGiB', 'volume', 'createdAt', 'tags'])
  assert.ok(Object.hasOwn(snapshotStates, snapshot.state), `${snapshot.state} is no state of a snapshot`)
  assert.ok(snapshot.sizeGiB > 0, `${snapshot.sizeGiB} GiB`)
  checkText(snapshot, 'volume')
  checkTime(snapshot, 'createdAt')
  checkTags(snapshot)
}

export function checkFirewall(firewall: Firewall): void {
  checkResource(firewall, 'firewall', ['rules', 'nodes'])
  assert.ok(Array.isArray(firewall.rules), 'rules are no array')
  for (const rule of firewall.rules) checkRule(rule)
  if (firewall.nodes !== undefined) checkTexts(firewall.nodes, 'nodes')
}

export function checkAddress(address: Address): void {
  checkResource(address, 'address', ['ip', 'version', 'node', 'location'])
  assert.equal(isIP(address.ip), address.version, `${address.ip} is no address of IPv${address.version}`)
  checkText(address, 'node')
  checkText(address, 'location')
}

export function checkNetwork(network: Network): void {
  checkResource(network, 'network', ['cidr', 'location', 'default'])
  assert.equal(typeof network.default, 'boolean', 'default')
  checkText(network, 'location')
  if (network.cidr !== undefined) checkCidr(network.cidr)
}

function checkRule(rule: FirewallRule): void {
  const strange = Object.keys(rule).filter((member) => !ruleMembers.includes(member))
  assert.deepEqual(strange, [], 'members of a rule that belong under native')
  assert.ok(['inbound', 'outbound'].includes(rule.direction), `direction ${rule.direction}`)
  assert.ok(['tcp', 'udp', 'icmp', 'all'].includes(rule.protocol), `protocol ${rule.protocol}`)
  assert.ok(Array.isArray(rule.cidrs), 'the cidrs of a rule are no array')
  for (const cidr of rule.cidrs) checkCidr(cidr)
  if (rule.ports === undefined) return
  const { from, to } = rule.ports
  checkNumber(rule.ports, 'from', 1)
  assert.ok(from <= to && to <= 65_535, `ports ${from} to ${to}`)
}

/** An address and the length of its prefix, as in `203.0.113.0/24`. */
function checkCidr(cidr: string): void {
  const [address = '', length = ''] = cidr.split('/')
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0
  assert.ok(bits > 0 && /^\d+$/.test(length) && Number(length) <= bits, `${cidr} is no range of addresses`)
}
