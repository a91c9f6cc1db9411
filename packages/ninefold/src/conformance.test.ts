import { computeConformance, loadBalancersConformance } from '@cloud/conformance'
import {
  cloudstackOfferings,
  cloudstackTemplates,
  cloudstackZones,
  type LocalCloud,
  startCloud,
  virtualClock,
} from '@cloud/emulators'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { compute, loadBalancers, type NinefoldOptions } from './index.ts'

const clock = virtualClock({ auto: true })
const target = { size: cloudstackOfferings.medium, image: cloudstackTemplates.debian12 }
let local: LocalCloud
let network = ''

const options = (zone: 'basic' | 'advanced', more: NinefoldOptions = {}): NinefoldOptions => {
  const own = { ...local.ninefold, zone: cloudstackZones[zone], clock }
  return zone === 'advanced' && network !== '' ? { ...own, network, ...more } : { ...own, ...more }
}

beforeAll(async () => {
  local = await startCloud({ clock })
  network = (await compute(options('advanced')).createNetwork({ name: 'default' })).id
})
afterAll(() => local.close())

/** Nodes and what belongs to them; what only some zones or disks have is CloudStack's, and shown there. */
function driver(more: NinefoldOptions = {}) {
  const {
    listNodes,
    getNode,
    createNode,
    rebootNode,
    destroyNode,
    startNode,
    stopNode,
    resizeNode,
    ...others
  } = compute(options('basic', more))
  const { listSizes, listImages, listLocations, setTags, removeTags } = others
  const nodes = { listNodes, getNode, createNode, rebootNode, destroyNode, startNode, stopNode, resizeNode }
  return { ...nodes, listSizes, listImages, listLocations, setTags, removeTags }
}

computeConformance({
  name: '@cloud/ninefold',
  driver: () => driver(),
  wrongCredentials: () => driver({ secretKey: 'wrong' }),
  abilities: ['Power', 'Resize', 'Tags'],
  ...target,
  onePage: 'its server was started with pages of 500',
  clock,
})

loadBalancersConformance({
  name: '@cloud/ninefold, load balancers',
  driver: () => loadBalancers(options('advanced')),
  compute: () => compute(options('advanced')),
  wrongCredentials: () => loadBalancers(options('advanced', { secretKey: 'wrong' })),
  abilities: ['Algorithms', 'HealthChecks', 'Stickiness'],
  skip: Object.fromEntries(
    [
      'setHealthCheck makes it this one, and getHealthCheck tells it',
      'What setHealthCheck leaves out is the default, and not what was before',
      'A health check without a port looks at the target port of the first listener that is not of UDP',
      'setHealthCheck changes nothing else',
    ].map((title) => [title, 'members are checked on the port that is balanced']),
  ),
  ...target,
  clock,
})

it('bears its own name in errors, and reads its own variables', async () => {
  const error = await compute(options('basic'))
    .getNode('no such node')
    .catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'not-found', provider: 'ninefold' })
  const unset = await compute()
    .getNode('no such node')
    .catch((thrown: unknown) => thrown)
  expect(unset).toMatchObject({ code: 'unauthorized', hint: expect.stringContaining('NINEFOLD_API_KEY') })
})
