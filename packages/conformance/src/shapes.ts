import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import type { Gpus, Image, ImageState, KeyPair, Location, Node, NodeState, Price, Size } from '@cloud/core'
import { checkNumber, checkResource, checkTags, checkText, checkTime } from './resource-shape.ts'

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
const imageStates: Readonly<Record<ImageState, true>> = {
  pending: true,
  available: true,
  deleting: true,
  error: true,
  unknown: true,
}

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
  checkTags(node)
}

export function checkSize(size: Size): void {
  checkResource(size, 'size', ['vcpus', 'memoryMiB', 'diskGiB', 'architecture', 'gpus', 'price'])
  assert.ok(size.vcpus > 0, `${size.vcpus} vcpus`)
  assert.ok(size.memoryMiB > 0, `${size.memoryMiB} MiB`)
  assert.ok(size.diskGiB === undefined || size.diskGiB > 0, `${size.diskGiB} GiB`)
  checkArchitecture(size)
  if (size.gpus !== undefined) checkGpus(size.gpus)
  if (size.price !== undefined) checkPrice(size.price)
}

export function checkImage(image: Image): void {
  checkResource(image, 'image', ['state', 'sizeGiB', 'architecture', 'createdAt'])
  const { state = 'available' } = image
  assert.ok(Object.hasOwn(imageStates, state), `${state} is no state of an image`)
  checkNumber(image, 'sizeGiB', 0)
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

function checkArchitecture(value: Size | Image): void {
  const { architecture } = value
  assert.ok(
    architecture === undefined || architectures.includes(architecture),
    `architecture ${architecture}`,
  )
}

function checkGpus(gpus: Gpus): void {
  assert.ok(Number.isInteger(gpus.count) && gpus.count > 0, `${gpus.count} GPUs`)
  checkText(gpus, 'model')
}

function checkPrice(price: Price): void {
  assert.match(price.currency, /^[A-Z]{3}$/)
  checkNumber(price, 'hourly', 0)
  checkNumber(price, 'monthly', 0)
  assert.ok(Object.hasOwn(price, 'asOf'), 'a price without the time it was told')
  checkTime(price, 'asOf')
}
