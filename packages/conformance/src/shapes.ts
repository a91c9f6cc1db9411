import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import type { Image, KeyPair, Location, Node, NodeState, Resource, Size } from '@cloud/core'
import { checkPlain } from './plain.ts'

const states: Readonly<Record<NodeState, true>> = {
  pending: true,
  starting: true,
  running: true,
  rebooting: true,
  updating: true,
  stopping: true,
  stopped: true,
  suspended: true,
  terminating: true,
  terminated: true,
  error: true,
  unknown: true,
}
const architectures = ['x86_64', 'arm64', 'other']
const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

export function checkNode(node: Node): void {
  const members = ['state', 'publicIps', 'privateIps', 'size', 'image', 'location', 'createdAt', 'tags']
  checkResource(node, 'node', members)
  assert.ok(Object.hasOwn(states, node.state), `${node.state} is no state of a node`)
  for (const ips of [node.publicIps, node.privateIps]) {
    assert.ok(Array.isArray(ips), 'addresses are no array')
    for (const ip of ips) assert.notEqual(isIP(ip), 0, `${ip} is no IP address`)
  }
  for (const member of ['size', 'image', 'location'] as const) checkText(node, member)
  checkTime(node, 'createdAt')
  assert.ok(typeof node.tags === 'object' && !Array.isArray(node.tags), 'tags are no record')
  for (const [key, value] of Object.entries(node.tags)) assert.equal(typeof value, 'string', `tag ${key}`)
}

export function checkSize(size: Size): void {
  checkResource(size, 'size', ['vcpus', 'memoryMiB', 'diskGiB', 'architecture'])
  assert.ok(size.vcpus > 0, `${size.vcpus} vcpus`)
  assert.ok(size.memoryMiB > 0, `${size.memoryMiB} MiB`)
  assert.ok(size.diskGiB === undefined || size.diskGiB > 0, `${size.diskGiB} GiB`)
  checkArchitecture(size)
}

export function checkImage(image: Image): void {
  checkResource(image, 'image', ['architecture', 'createdAt'])
  checkArchitecture(image)
  checkTime(image, 'createdAt')
}

export function checkLocation(location: Location): void {
  checkResource(location, 'location', ['parent'])
  checkText(location, 'parent')
}

export function checkKeyPair(keyPair: KeyPair): void {
  checkResource(keyPair, 'key-pair', ['fingerprint', 'publicKey'])
  checkText(keyPair, 'fingerprint')
  checkText(keyPair, 'publicKey')
}

/** A record of the contract: the right kind, no member that the contract does not know, and nothing that JSON loses. */
function checkResource<K extends string>(value: Resource<K>, kind: K, members: readonly string[]): void {
  assert.ok(typeof value === 'object' && value !== null, `${String(value)} is no ${kind}`)
  assert.equal(value.kind, kind)
  assert.ok(typeof value.id === 'string' && value.id !== '', `a ${kind} without an id`)
  assert.equal(typeof value.name, 'string', `the name of ${kind} ${value.id}`)
  const known = new Set(['kind', 'id', 'name', 'native', ...members])
  const strange = Object.keys(value).filter((member) => !known.has(member))
  assert.deepEqual(strange, [], `members of a ${kind} that belong under native`)
  checkPlain(value, `${kind} ${value.id}`)
}

function checkText<T extends object>(value: T, member: keyof T & string): void {
  if (!Object.hasOwn(value, member)) return
  const text = value[member]
  assert.ok(typeof text === 'string' && text !== '', `${member} is ${String(text)}, and no text`)
}

export function checkTime<T extends object>(value: T, member: keyof T & string): void {
  if (!Object.hasOwn(value, member)) return
  const time = value[member]
  assert.ok(
    typeof time === 'string' && rfc3339.test(time),
    `${member} is ${String(time)}, and no RFC 3339 time`,
  )
  assert.ok(!Number.isNaN(Date.parse(time)), `${member} is ${time}, and no time`)
}

function checkArchitecture(value: Size | Image): void {
  const { architecture } = value
  assert.ok(
    architecture === undefined || architectures.includes(architecture),
    `architecture ${architecture}`,
  )
}
