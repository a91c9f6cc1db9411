import { randomBytes } from 'node:crypto'
import { checkCloudOptions } from './checks/cloud-options.ts'
import { skewedClock, systemClock } from './clock.ts'
import type { CloudStack } from './cloudstack/cloud.ts'
import { createCloudStack } from './cloudstack/cloudstack.ts'
import { cloudstackFront } from './cloudstack/front.ts'
import { cloudstackInventory } from './cloudstack/inventory.ts'
import { newKeys } from './cloudstack/signature.ts'
import { cloudstackZones } from './cloudstack/zones.ts'
import type { DigitalOcean } from './digitalocean/cloud.ts'
import { createDigitalOcean } from './digitalocean/digitalocean.ts'
import { digitaloceanFront } from './digitalocean/front.ts'
import { digitaloceanInventory } from './digitalocean/inventory.ts'
import { zoneCount } from './ec2/ec2.ts'
import { type Ec2Credentials, ec2Front } from './ec2/front.ts'
import { inventoryOf } from './ec2/inventory.ts'
import { createRegions, type Regions } from './ec2/regions.ts'
import { createElbs, type Elbs } from './elb/elb.ts'
import { elbFront } from './elb/front.ts'
import { elbInventory } from './elb/inventory.ts'
import { createFaults } from './faults.ts'
import type { Gce } from './gce/cloud.ts'
import { gceFront } from './gce/front.ts'
import { createGce, gceAccess } from './gce/gce.ts'
import { gceInventory } from './gce/inventory.ts'
import { exchange } from './http/exchange.ts'
import { createRequestLog } from './http/request-log.ts'
import { serveHttp } from './http/server.ts'
import { gatewaySocket } from './machines/gateway-socket.ts'
import { openCentre } from './open-centre.ts'
import { operationNames } from './operation-names.ts'
import type { CloudOptions, LocalCloud } from './options.ts'
import { createRandom } from './random.ts'
import { closing, type Releases } from './releases.ts'
import { openS3 } from './s3/open-s3.ts'
import { openSshAccess } from './ssh-access.ts'

/**
 * Starts an empty cloud on loopback ports of this computer, and resolves when it answers. Nothing of it outlives `close`; until then
 * its servers keep the process alive. Rejects with a `TypeError` that says what would be right for options that it does not have, and
 * with the code `EADDRINUSE` for a port that is taken.
 *
 * ```ts
 * await using local = await startCloud()
 * const ec2 = compute(local.ec2)
 * ```
 */
export async function startCloud(options: CloudOptions = {}): Promise<LocalCloud> {
  checkCloudOptions(options)
  const { region = 'eu-west-1' } = options
  const clock = skewedClock(options.clock ?? systemClock, options.skewMs ?? 0)
  const centre = openCentre({ ...options, clock }, zoneCount)
  const { consistencyMs, pageSize } = options
  const regions = createRegions({ ...options, centre, region })
  const clouds: Clouds = {
    ec2: regions,
    elb: createElbs(regions, options.elb),
    digitalocean: createDigitalOcean({
      centre,
      token: `dop_v1_${randomBytes(32).toString('hex')}`,
      options: options.digitalocean,
      consistencyMs,
      pageSize,
    }),
    cloudstack: createCloudStack({
      centre,
      keys: newKeys(),
      options: options.cloudstack,
      consistencyMs,
      pageSize,
    }),
    gce: createGce({ centre, options: options.gce, consistencyMs, pageSize }),
  }

  const releases: Releases = [centre.close]
  const close = closing(releases)
  try {
    // Not spread: the files of `sshConfig` are written when it is read.
    return Object.assign(await serve(clouds, options, releases), { close, [Symbol.asyncDispose]: close })
  } catch (error) {
    await close()
    throw error
  }
}

interface Clouds {
  readonly ec2: Regions
  readonly elb: Elbs
  readonly digitalocean: DigitalOcean
  readonly cloudstack: CloudStack
  readonly gce: Gce
}

/** Opens the ways in, and adds to `releases` what closes each. */
async function serve(
  { ec2, elb, digitalocean, cloudstack, gce }: Clouds,
  options: CloudOptions,
  releases: Releases,
): Promise<Omit<LocalCloud, 'close' | typeof Symbol.asyncDispose>> {
  const { centre, region } = ec2.home
  const { clock } = centre
  const credentials = newCredentials()
  const faults = createFaults(createRandom(options.seed), operationNames)
  const log = createRequestLog()
  const gateway = await openSshAccess(centre, releases)
  const steps = { clock, latencyMs: options.latencyMs ?? 0, faults, log }
  const server = await serveHttp(exchange(ec2Front(ec2, credentials), steps), options.port)
  releases.push(server.close)
  const droplets = await serveHttp(
    exchange(digitaloceanFront(digitalocean), steps),
    options.digitalocean?.port,
  )
  releases.push(droplets.close)
  const machines = await serveHttp(exchange(cloudstackFront(cloudstack), steps), options.cloudstack?.port)
  releases.push(machines.close)
  const { pageSize } = options
  const s3 = await openS3({ centre, region, credentials, pageSize, options: options.s3, steps }, releases)
  const compute = await serveHttp(exchange(gceFront(gce), steps), options.gce?.port)
  releases.push(compute.close)
  const balancing = await serveHttp(exchange(elbFront(elb, credentials), steps), options.elb?.port)
  releases.push(balancing.close)
  return {
    ec2: { region, endpoint: server.endpoint, credentials },
    elb: { region, endpoint: balancing.endpoint, ec2Endpoint: server.endpoint, credentials },
    digitalocean: { token: digitalocean.token, endpoint: droplets.endpoint },
    cloudstack: {
      ...cloudstack.keys,
      endpoint: `${machines.endpoint}/client/api`,
      zone: cloudstackZones[options.cloudstack?.zone ?? 'basic'],
    },
    ninefold: { ...cloudstack.keys, endpoint: `${machines.endpoint}/compute/v1.0/` },
    s3: s3.access,
    gce: gceAccess(gce, compute.endpoint),
    ssh: { socket: gatewaySocket(gateway) },
    get sshConfig() {
      return gateway.configFile()
    },
    gateway: { host: gateway.host, port: gateway.port },
    balancerAt: centre.balancing.open,
    faults: { add: faults.add, clear: faults.clear },
    inventory: () => ({
      ...inventoryOf(ec2.inUse()),
      digitalocean: digitaloceanInventory(digitalocean),
      cloudstack: cloudstackInventory(cloudstack),
      s3: s3.inventory(),
      gce: gceInventory(gce),
      elb: elbInventory(elb.inUse()),
    }),
    requests: log.entries,
  }
}

/**
 * Made of the characters that the vendor's have, so that clients which look at them are content. The secret one begins with a mark, so
 * that who finds it in a log or an error knows what it is.
 */
function newCredentials(): Ec2Credentials {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const id = [...randomBytes(16)].map((byte) => letters[byte % 32]).join('')
  const secret = randomBytes(20).toString('base64').slice(0, 26)
  return { accessKeyId: `AKIA${id}`, secretAccessKey: `emulatedSecret${secret}` }
}
