import { randomBytes } from 'node:crypto'
import { createCentre } from './centre/centre.ts'
import { defaultTimes } from './centre/times.ts'
import { skewedClock, systemClock } from './clock.ts'
import type { Ec2 } from './ec2/action.ts'
import { createEc2, zoneCount } from './ec2/ec2.ts'
import { type Ec2Credentials, ec2Front } from './ec2/front.ts'
import { inventoryOf } from './ec2/inventory.ts'
import { createFaults } from './faults.ts'
import { exchange } from './http/exchange.ts'
import { createRequestLog } from './http/request-log.ts'
import { serveHttp } from './http/server.ts'
import { startGateway } from './machines/gateway.ts'
import { gatewaySocket } from './machines/gateway-socket.ts'
import type { MachineRoom } from './machines/machine.ts'
import { shellMachines } from './machines/shell-machines.ts'
import { sshdMachines } from './machines/sshd/sshd-machines.ts'
import type { CloudOptions, LocalCloud } from './options.ts'
import { createRandom } from './random.ts'
import { writeSshConfig } from './ssh-config.ts'

/**
 * Starts an empty cloud on loopback ports of this computer, and resolves when it answers. Nothing of it outlives `close`.
 *
 * ```ts
 * await using local = await startCloud()
 * const ec2 = compute(local.ec2)
 * ```
 */
export async function startCloud(options: CloudOptions = {}): Promise<LocalCloud> {
  const { region = 'eu-west-1', seed } = options
  if (!/^[a-z]{2}(?:-[a-z]+)+-\d$/.test(region))
    throw new TypeError(`Not a region: ${JSON.stringify(region)}`)
  const clock = skewedClock(options.clock ?? systemClock, options.skewMs ?? 0)
  const times = { ...defaultTimes, ...options.times }
  const room = roomOf(options)
  const centre = createCentre({ clock, times, random: createRandom(seed), room, zones: zoneCount })
  const ec2 = createEc2({ ...options, centre, region })

  const releases: (() => Promise<void>)[] = [centre.close]
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= releaseAll(releases)
    return closing
  }
  try {
    return { ...(await serve(ec2, options, releases)), close, [Symbol.asyncDispose]: close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Opens the ways in, and adds to `releases` what closes each. */
async function serve(
  ec2: Ec2,
  options: CloudOptions,
  releases: (() => Promise<void>)[],
): Promise<Omit<LocalCloud, 'close' | typeof Symbol.asyncDispose>> {
  const { centre, region } = ec2
  const { clock } = centre
  const credentials = newCredentials()
  const faults = createFaults(createRandom(options.seed))
  const log = createRequestLog()
  const gateway = await startGateway((host) => centre.machineAt(host))
  releases.push(gateway.close)
  const config = await writeSshConfig(gateway)
  releases.push(config.remove)
  const steps = { clock, latencyMs: options.latencyMs ?? 0, faults, log }
  const server = await serveHttp(exchange(ec2Front(ec2, credentials), steps), options.port)
  releases.push(server.close)
  return {
    ec2: { region, endpoint: server.endpoint, credentials },
    ssh: { socket: gatewaySocket(gateway) },
    sshConfig: config.path,
    gateway: { host: gateway.host, port: gateway.port },
    faults: { add: faults.add, clear: faults.clear },
    inventory: () => inventoryOf(ec2),
    requests: log.entries,
  }
}

const roomOf = ({ machine = 'shell' }: CloudOptions): MachineRoom => {
  if (machine === 'shell') return shellMachines()
  if (machine === 'sshd') return sshdMachines()
  throw new TypeError(`Not a kind of machine: ${JSON.stringify(machine)}; shell and sshd are`)
}

/** Latest first: nothing is asked of what is gone already. One that fails does not keep the others. */
async function releaseAll(releases: readonly (() => Promise<void>)[]): Promise<void> {
  const problems: unknown[] = []
  for (const release of releases.toReversed()) {
    await release().catch((problem: unknown) => problems.push(problem))
  }
  if (problems.length > 0) throw new AggregateError(problems, 'The cloud did not close cleanly')
}

/** Made of the characters that the vendor's have, so that clients which look at them are content. */
function newCredentials(): Ec2Credentials {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const id = [...randomBytes(16)].map((byte) => letters[byte % 32]).join('')
  return { accessKeyId: `AKIA${id}`, secretAccessKey: randomBytes(30).toString('base64') }
}
