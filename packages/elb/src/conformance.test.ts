import { type BalancerAbilityName, loadBalancersConformance } from '@cloud/conformance'
import type { LoadBalancers } from '@cloud/core'
import { compute } from '@cloud/ec2'
import { ec2Images, type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll, expect } from 'vitest'
import { type ElbKind, loadBalancers } from './index.ts'
import { checkedTransport } from './testing/checked-transport.ts'

const transport = checkedTransport()
const pageSize = 2
const clock = virtualClock({ auto: true })
let local: LocalCloud
let fast = () => {}
let up = () => {}

beforeAll(async () => {
  local = await startCloud({ pageSize, clock })
})
afterAll(async () => {
  const { targetGroups, listeners, balancers } = local.inventory().elb
  await transport.close()
  await local.close()
  expect([balancers, targetGroups, listeners]).toEqual([[], [], []])
})

const abilities: Readonly<Record<ElbKind, readonly BalancerAbilityName[]>> = {
  application: ['Algorithms', 'HealthChecks', 'Listeners', 'Stickiness'],
  network: ['HealthChecks', 'Listeners'],
  classic: ['HealthChecks', 'Listeners', 'Stickiness'],
}

for (const kind of ['application', 'network', 'classic'] as const) {
  const driver = (credentials = local.elb.credentials): LoadBalancers =>
    loadBalancers({ ...local.elb, credentials, kind, transport, clock }) as LoadBalancers
  loadBalancersConformance({
    name: `@cloud/elb, ${kind}`,
    driver,
    compute: () => compute({ ...local.ec2, transport, clock }),
    wrongCredentials: () => driver({ ...local.elb.credentials, secretAccessKey: 'wrong' }),
    abilities: abilities[kind],
    ...(kind === 'network' && { listener: { protocol: 'tcp', targetPort: 8080 } as const }),
    size: 't3.micro',
    image: ec2Images.debian12,
    pageSize,
    requests: () => local.requests.length,
    secrets: () => [local.elb.credentials.secretAccessKey],
    clock,
    outage: (on) => {
      up()
      up = on ? local.faults.add({ kind: 'status', status: 503 }) : () => {}
    },
    loseCreate: () => {
      local.faults.add({ kind: 'reset-after', operation: 'CreateLoadBalancer', count: 1 })
    },
    slow: (ms) => {
      fast()
      fast = ms > 0 ? local.faults.add({ kind: 'delay', ms }) : () => {}
    },
  })
}
