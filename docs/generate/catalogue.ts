// What the site has pages of: each cloud, with how its drivers are made, and the packages that are no clouds.

export type Service = 'compute' | 'loadBalancers' | 'storage'

export interface DriverOptions {
  readonly kind?: string
  readonly [option: string]: unknown
}

export interface Cloud {
  /** The package's folder and, after `@cloud/`, its name. */
  readonly name: string
  readonly title: string
  /** For each factory the options of each kind of driver that it makes: they are taken without reading or sending anything. */
  readonly drivers: Readonly<Partial<Record<Service, readonly DriverOptions[]>>>
}

const region = { region: 'eu-west-1' }
const project = { project: 'my-project', zone: 'europe-west1-b' }
const keys = { apiKey: 'key', secretKey: 'secret' }
const zone = { ...keys, endpoint: 'https://cloud.example/client/api' }
const droplets = { token: 'token', region: 'fra1' }

export const clouds: readonly Cloud[] = [
  { name: 'ec2', title: 'Amazon EC2', drivers: { compute: [region] } },
  {
    name: 'elb',
    title: 'Elastic Load Balancing',
    drivers: {
      loadBalancers: [
        { ...region, kind: 'application' },
        { ...region, kind: 'network' },
        { ...region, kind: 'classic' },
      ],
    },
  },
  {
    name: 'digitalocean',
    title: 'DigitalOcean',
    drivers: { compute: [droplets], loadBalancers: [droplets], storage: [{ region: 'fra1' }] },
  },
  {
    name: 'gce',
    title: 'Google Compute Engine',
    drivers: { compute: [project], loadBalancers: [project] },
  },
  { name: 'cloudstack', title: 'CloudStack', drivers: { compute: [zone], loadBalancers: [zone] } },
  { name: 'ninefold', title: 'Ninefold', drivers: { compute: [keys], loadBalancers: [keys] } },
  { name: 's3', title: 'Amazon S3', drivers: { storage: [region] } },
  { name: 'storage-local', title: 'A folder', drivers: { storage: [{ folder: '/var/lib/objects' }] } },
  {
    name: 'static',
    title: 'Machines of your own',
    drivers: { compute: [{ inventory: { nodes: [] } }] },
  },
]

/** The other packages, whose READMEs are pages as they stand. */
export const packages: Readonly<Record<string, string>> = {
  core: '@cloud/core',
  ssh: '@cloud/ssh',
  emulators: '@cloud/emulators',
  conformance: '@cloud/conformance',
  'create-driver': '@cloud/create-driver',
  aws: '@cloud/aws',
  google: '@cloud/google',
}
