import * as cloudstack from '@cloud/cloudstack'
import { type Compute, type KeyPairs, reveal, secret, type Transport, undiciTransport } from '@cloud/core'
import * as digitalocean from '@cloud/digitalocean'
import * as ec2 from '@cloud/ec2'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  cloudstackZones,
  ec2Images,
  type Fault,
} from '@cloud/emulators'
import * as gce from '@cloud/gce'
import * as ninefold from '@cloud/ninefold'
import { selfMadeCertificate } from '../../../packages/emulators/src/testing/self-made-certificate.ts'
import type { World } from './world.ts'

export const small = { name: 'web-1', size: 't3.micro', image: ec2Images.amazonLinux2023 } as const
export const droplet = { name: 'web-1', size: 's-1vcpu-1gb', image: 'debian-12-x64' } as const
export const machine = {
  name: 'web-1',
  size: cloudstackOfferings.medium,
  image: cloudstackTemplates.debian12,
} as const
export const instance = {
  name: 'web-1',
  size: 'e2-micro',
  image: 'debian-cloud/family/debian-12',
} as const

export interface Drivers {
  readonly gce: gce.Gce
  readonly cloudstack: cloudstack.CloudStack
  readonly ec2: ec2.Ec2
  readonly digitalocean: digitalocean.DigitalOcean
}

/** The drivers as a user makes them; the signature of each request is learned as it leaves. */
export function makeDrivers({ local, trace, learn, things }: World): Drivers {
  learn('access key id', local.ec2.credentials.accessKeyId)
  learn('secret access key', local.ec2.credentials.secretAccessKey)
  learn('bearer token', local.digitalocean.token)
  // Of a PEM its first line of the key itself: what shows it may write line ends in its own way.
  learn('secret access key', local.gce.credentials.private_key.split('\n')[1] ?? '')
  learn('access key id', local.cloudstack.apiKey)
  learn('secret access key', local.cloudstack.secretKey)
  const options = { trace, transport: listening(learn), retry: { baseMs: 1, throttleBaseMs: 1 } }
  const drivers = {
    cloudstack: cloudstack.compute({ ...local.cloudstack, ...options }),
    ec2: ec2.compute({ ...local.ec2, ...options }),
    gce: gce.compute({ ...local.gce, ...options }),
    digitalocean: digitalocean.compute({ ...local.digitalocean, region: 'fra1', ...options }),
  }
  for (const [name, driver] of Object.entries(drivers)) {
    things.push([`driver ${name}`, driver])
    const [client] = Object.getOwnPropertySymbols(driver)
    if (client) things.push([`client ${name}`, Reflect.get(driver, client)])
  }
  return drivers
}

export function listening(learn: World['learn']): Transport {
  const transport = undiciTransport()
  return {
    send: (request, options) => {
      const [, signature] = /Signature=(\w+)/.exec(request.headers.authorization ?? '') ?? []
      if (signature) learn('request signature', signature)
      const [, bearer] = /^Bearer (.+)/.exec(request.headers.authorization ?? '') ?? []
      if (bearer) learn('bearer token', bearer)
      const form = typeof request.body === 'string' ? request.body : request.path
      const [, parameter] = /[?&]signature=([^&]+)/.exec(form) ?? []
      if (parameter) learn('request signature', decodeURIComponent(parameter))
      const [, claim] = /[?&]assertion=[^&]+[.]([^&.]+)/.exec(form) ?? []
      if (claim) learn('request signature', claim)
      return transport.send(request, options)
    },
    close: transport.close,
  }
}

/** What reading and creating gives. */
export async function useClouds(world: World, drivers: Drivers): Promise<void> {
  const { things, learn } = world
  const userData = userDataOf(world)
  for (const [name, driver, image] of [
    ['ec2', drivers.ec2, small],
    ['digitalocean', drivers.digitalocean, droplet],
    ['cloudstack', drivers.cloudstack, machine],
    ['gce', drivers.gce, instance],
  ] as const) {
    const portable: Compute & Partial<KeyPairs> = driver
    const made = await portable.createNode({ ...image, name: 'db-1', userData })
    things.push([`${name} node`, made], [`${name} listing`, portable.listNodes()])
    things.push([`${name} page`, await portable.listNodes().toArray()])
    things.push([`${name} sizes`, await portable.listSizes().toArray({ max: 3 })])
  }
  for (const driver of Object.values(drivers)) {
    const pair = await driver.createKeyPair({ name: 'mine' })
    learn('created key pair', reveal(pair.privateKey))
    things.push(['created key pair', pair], ['listed key pairs', await driver.listKeyPairs().toArray()])
  }
}

/** A brand on a shared driver, with balancers and the key of a VPN, which the cloud is given. */
export async function useBrand(world: World): Promise<void> {
  const { local, things, fails, learn, trace, inputs } = world
  const options = { trace, transport: listening(learn), retry: { baseMs: 1, throttleBaseMs: 1 } }
  const driver = ninefold.compute({ ...local.ninefold, zone: cloudstackZones.advanced, ...options })
  const balancing = ninefold.loadBalancers({ ...local.ninefold, ...options })
  const presharedKey = inputs['preshared key']
  const office = { name: 'office', gateway: '203.0.113.77', cidrs: ['192.168.9.0/24'], presharedKey }
  const policies = { ikePolicy: 'aes256-sha256;modp2048', espPolicy: 'aes256-sha256' }
  const connect = (more: object) =>
    cloudstack.createVpnCustomerGateway(driver, { ...office, ...policies, ...more })
  things.push(['ninefold', driver], ['ninefold load balancers', balancing], ['VPN', await connect({})])
  things.push(['VPNs', await cloudstack.listVpnCustomerGateways(driver).toArray()])
  things.push(['jobs', await cloudstack.listJobs(driver).toArray()])
  await fails('a VPN that is there', () => connect({}))
  await fails('a VPN that is refused', () =>
    connect({ name: 'other', gateway: '203.0.113.78', ikePolicy: 'x' }),
  )
  for (const code of ['431', '530']) {
    const remove = local.faults.add({ operation: 'createVpnCustomerGateway', kind: 'error', code })
    await fails(`a VPN, ${code}`, () => connect({ name: 'third', gateway: '203.0.113.79' }))
    remove()
  }
  const secretKey = `${local.ninefold.secretKey}0`
  await fails('ninefold secret key', () => ninefold.compute({ ...local.ninefold, secretKey }).getNode('none'))
}

/** Certificates, whose keys the cloud is given. */
export async function useBalancers(world: World): Promise<void> {
  const { local, things, fails, learn, trace } = world
  const options = { trace, transport: listening(learn) }
  const driver = digitalocean.loadBalancers({ ...local.digitalocean, region: 'fra1', ...options })
  const [own, other] = [
    selfMadeCertificate({ name: 'example.com' }),
    selfMadeCertificate({ name: 'example.net' }),
  ]
  for (const { privateKey } of [own, other]) learn('certificate key', privateKey)
  const { certificate, privateKey } = own
  const put = (key: string) => driver.importCertificate({ name: 'web', certificate, privateKey: secret(key) })
  things.push(['load balancers', driver], ['certificate', await put(privateKey)])
  await fails('a key of another', () => put(other.privateKey))
  await fails('a damaged key', () => put(privateKey.slice(0, 100)))
  const remove = local.faults.add({ operation: 'certificates_create', kind: 'error', count: 1 })
  await fails('a certificate that is there', () => put(privateKey))
  remove()
}

/** What providers answer, by their own codes. */
const codes = {
  ec2: [
    'InvalidParameterValue',
    'AuthFailure',
    'UnauthorizedOperation',
    'IncorrectInstanceState',
    'InstanceLimitExceeded',
    'InsufficientInstanceCapacity',
    'RequestLimitExceeded',
  ],
  digitalocean: [
    'bad_request',
    'conflict',
    'forbidden',
    'precondition_failed',
    'server_error',
    'service_unavailable',
    'too_many_requests',
    'unauthorized',
    'unprocessable_entity',
  ],
  gce: [
    'invalid',
    'authError',
    'forbidden',
    'conditionNotMet',
    'quotaExceeded',
    'rateLimitExceeded',
    'alreadyExists',
  ],
  cloudstack: ['401', '429', '430', '431', '432', '530', '531', '532', '533', '534', '535'],
} as const

/** What a proxy answers, and what becomes of a connection. */
const mishaps = {
  'status 503': { kind: 'status', status: 503 },
  'status 412': { kind: 'status', status: 412 },
  'status 418': { kind: 'status', status: 418 },
  'a lost request': { kind: 'reset-before' },
  'a lost reply': { kind: 'reset-after' },
  'half a body': { kind: 'half-body' },
  'no answer': { kind: 'stall' },
} as const satisfies Readonly<Record<string, Fault>>

const userDataOf = ({ inputs }: World): string => `#!/bin/sh\n# ${inputs['user data']}\n`

/** Every failure that a provider, or the way to it, can be made to give: of a write whose user data is secret. */
export async function failWrites(world: World, drivers: Drivers): Promise<void> {
  const userData = userDataOf(world)
  const call = { timeoutMs: 300 }
  const writes = {
    ec2: ['RunInstances', () => drivers.ec2.createNode({ ...small, userData }, call)],
    digitalocean: ['droplets_create', () => drivers.digitalocean.createNode({ ...droplet, userData }, call)],
    gce: [
      'compute.instances.insert',
      () => drivers.gce.createNode({ ...instance, name: 'other', userData }, call),
    ],
    cloudstack: ['deployVirtualMachine', () => drivers.cloudstack.createNode({ ...machine, userData }, call)],
  } as const
  for (const cloud of ['ec2', 'digitalocean', 'gce', 'cloudstack'] as const) {
    const [operation, write] = writes[cloud]
    const refusals = codes[cloud].map((code) => [code, { kind: 'error', code }] as const)
    // What these made is found where its answer was lost, mostly before the time is over.
    const { 'a lost reply': lost, 'half a body': half, ...others } = mishaps
    const isFound = cloud === 'cloudstack' || cloud === 'digitalocean'
    const all = isFound ? others : { ...others, 'a lost reply': lost, 'half a body': half }
    for (const [name, fault] of [...refusals, ...Object.entries(all)]) {
      const remove = world.local.faults.add({ ...fault, operation })
      await world.fails(`${cloud} ${name}`, write)
      remove()
    }
  }
}

/** What is refused before or by a cloud that works. */
export async function failInputs(world: World, drivers: Drivers): Promise<void> {
  const { fails, inputs } = world
  const { ec2: local } = world.local
  const userData = userDataOf(world)
  const signal = AbortSignal.abort()
  await fails('aborted', () => drivers.ec2.createNode({ ...small, userData }, { signal }))
  await fails('not-found', () => drivers.ec2.getNode('i-0123456789abcdef0'))
  await fails('already-exists', () => drivers.ec2.createKeyPair({ name: 'mine' }))
  const much = userData.repeat(1_000)
  await fails('too much user data', () => drivers.ec2.createNode({ ...small, userData: much }))
  const { accessKeyId, secretAccessKey } = local.credentials
  const refused = {
    'session token': { ...local.credentials, sessionToken: inputs['session token'] },
    'wrong key': { accessKeyId, secretAccessKey: `${secretAccessKey}0` },
    'damaged key': { accessKeyId, secretAccessKey: `${secretAccessKey}\n` },
    'no keys': () => Promise.reject(new Error('the vault is locked')),
  }
  for (const [name, credentials] of Object.entries(refused))
    await fails(name, () => ec2.compute({ ...local, credentials }).getNode('i-0123456789abcdef0'))
  const { token, ...rest } = world.local.digitalocean
  for (const end of ['0', '\n'])
    await fails('token', () => digitalocean.compute({ ...rest, token: token + end }).getNode('1'))
  const { credentials, ...google } = world.local.gce
  const wrong: Readonly<Record<string, gce.GceOptions['credentials']>> = {
    'a token that is wrong': { accessToken: 'ya29.wrong' },
    'a key that is damaged': { ...credentials, private_key: credentials.private_key.slice(0, 200) },
    'an account that is wrong': { ...credentials, client_email: 'robot@example.com' },
  }
  for (const [name, given] of Object.entries(wrong))
    await fails(name, () => gce.compute({ ...google, credentials: given }).getNode('europe-west1-b/web-1'))
  const { secretKey, ...cs } = world.local.cloudstack
  for (const end of ['0', '\n'])
    await fails('secret key', async () =>
      cloudstack.compute({ ...cs, secretKey: secretKey + end }).getNode('no such node'),
    )
}
