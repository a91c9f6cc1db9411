import { type Abilities, supports } from '@cloud/core'
import type { Cloud, Service } from './catalogue.ts'

/** Each ability of the contract: whose it is, and what for. The type wants a line for each that core defines. */
export const abilities: Readonly<Record<keyof Abilities, readonly [of: Service, what: string]>> = {
  Power: ['compute', 'start and stop nodes'],
  Resize: ['compute', 'give a node another size'],
  NodeBatches: ['compute', 'many nodes in one request'],
  KeyPairs: ['compute', 'SSH keys kept by the cloud'],
  Volumes: ['compute', 'disks: make, attach, grow'],
  Snapshots: ['compute', 'snapshots of disks'],
  Images: ['compute', 'images of your own'],
  Firewalls: ['compute', 'firewalls and their rules'],
  Addresses: ['compute', 'public addresses that stay'],
  Networks: ['compute', 'private networks'],
  Tags: ['compute', 'tags, changed later'],
  Console: ['compute', 'what the machine printed'],
  HostKeys: ['compute', 'host keys told by the cloud'],
  LoadBalancers: ['loadBalancers', 'balancers and their members'],
  Algorithms: ['loadBalancers', 'how requests are spread'],
  HealthChecks: ['loadBalancers', 'which members are asked'],
  Listeners: ['loadBalancers', 'ports added and removed'],
  Certificates: ['loadBalancers', 'certificates kept by the cloud'],
  Stickiness: ['loadBalancers', 'a client stays at its member'],
  Storage: ['storage', 'buckets and objects'],
  CopyObjects: ['storage', 'copies made by the store'],
  BulkDelete: ['storage', 'many objects deleted at once'],
  SignedUrls: ['storage', 'URLs for who has no keys'],
  MultipartUploads: ['storage', 'uploads in parts'],
  Versions: ['storage', 'versions of an object'],
  ObjectTags: ['storage', 'tags of objects'],
}

export const abilityNames = Object.keys(abilities) as readonly (keyof Abilities)[]

export interface Made {
  readonly service: Service
  /** Of factories that make several kinds: which. */
  readonly kind?: string | undefined
  readonly has: ReadonlySet<keyof Abilities>
  /** Whether it has all eight members of `Compute`; machines of one's own are listed, and not made. */
  readonly whole: boolean
}

type Factory = (options: object) => object

const computeMembers = [
  ...['listNodes', 'getNode', 'createNode', 'rebootNode', 'destroyNode'],
  ...['listSizes', 'listImages', 'listLocations'],
]

const services: readonly Service[] = ['compute', 'loadBalancers', 'storage']

/** Makes a cloud's drivers, as a program would, and asks each what it can do. */
export async function driversOf({ name, drivers }: Cloud): Promise<readonly Made[]> {
  const exported: Readonly<Record<string, unknown>> = await import(`@cloud/${name}`)
  return services
    .filter((service) => typeof exported[service] === 'function')
    .flatMap((service) => {
      const factory = exported[service] as Factory
      const known = drivers[service]
      if (!known) throw new Error(`@cloud/${name} makes ${service}, which the site does not know`)
      return known.map((options) => describe(service, options.kind, factory(options)))
    })
}

const describe = (service: Service, kind: string | undefined, driver: object): Made => ({
  service,
  kind,
  has: new Set(abilityNames.filter((ability) => supports(driver, ability))),
  whole: service !== 'compute' || computeMembers.every((member) => Object.hasOwn(driver, member)),
})
