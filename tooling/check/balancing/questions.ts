import {
  type Balancer,
  type BalancerProtocol,
  type CreateBalancer,
  isCloudError,
  type Listener,
  type MemberTarget,
  type Node,
  supports,
  waitForBalancer,
  waitForMember,
} from '@cloud/core'
import type { Cloud } from './clouds.ts'

/** A kind of load balancer that is asked: one that stands, with a machine that may be behind it. */
export interface Asked extends Cloud {
  readonly web: Listener<never>
  readonly balancer: Balancer
  readonly machine: Node
}

type Create = Partial<CreateBalancer<never, never, MemberTarget>>

/** What a table tells of each kind, by what it is called there; found out by asking the driver for it. */
export const questions: Readonly<Record<string, (cloud: Asked) => Promise<string>>> = {
  'listeners speak': async (cloud) => code(await spoken(cloud)),
  'to another port of the members': (cloud) =>
    yes(makes(cloud, { listeners: [{ ...cloud.web, targetPort: 8080 }] })),
  'several listeners': (cloud) => yes(makes(cloud, { listeners: [cloud.web, { ...cloud.web, port: 81 }] })),
  'TCP and UDP on one port': (cloud) =>
    yes(makes(cloud, { listeners: (['tcp', 'udp'] as const).map((protocol) => ({ protocol, port: 53 })) })),
  'reached by': async ({ balancer: { hostname, ips } }) =>
    code([...(hostname ? ['hostname'] : []), ...(ips.length > 0 ? ['ips'] : [])]),
  'members by address': (cloud) =>
    yes(makes(cloud, { members: [{ ip: cloud.machine.privateIps[0] ?? '' }] })),
  'members on a port each': (cloud) => yes(makes(cloud, { members: [{ node: cloud.machine, port: 9000 }] })),
  'tells the health of members': (cloud) => yes(tellsHealth(cloud)),
  'shows members that drain': (cloud) => yes(showsDraining(cloud)),
  'can be renamed': ({ driver, balancer }) =>
    yes(takes(() => driver.updateBalancer(balancer, { name: 'renamed' }))),
  '`Listeners`': async ({ driver, balancer, web }) => {
    if (!supports(driver, 'Listeners')) return none
    const { addListener } = driver
    return yes(takes(() => addListener(balancer, { ...web, port: 82, targetPort: 82 })))
  },
  '`HealthChecks`': async ({ driver, balancer }) => {
    if (!supports(driver, 'HealthChecks')) return none
    const { setHealthCheck } = driver
    return code(
      await those(['http', 'https', 'tcp'] as const, (protocol) => setHealthCheck(balancer, { protocol })),
    )
  },
  '`Algorithms`': async ({ driver, balancer }) => {
    if (!supports(driver, 'Algorithms')) return none
    const setAlgorithm: (id: Balancer, algorithm: never) => Promise<void> = driver.setAlgorithm
    const all = ['round-robin', 'least-connections', 'source-ip', 'random'] as const
    return code(await those(all, (algorithm) => setAlgorithm(balancer, algorithm as never)))
  },
  '`Stickiness`': async ({ driver, balancer }) => {
    if (!supports(driver, 'Stickiness')) return none
    const setStickiness: (id: Balancer, by: never) => Promise<void> = driver.setStickiness
    const ways = { cookie: { by: 'cookie', durationMs: 60_000 }, 'source-ip': { by: 'source-ip' } } as const
    const names = ['cookie', 'source-ip'] as const
    return code(await those(names, (way) => setStickiness(balancer, ways[way] as never)))
  },
  '`Certificates`': async ({ driver }) => (supports(driver, 'Certificates') ? 'yes' : none),
}

const none = '–'
const code = (words: readonly string[]): string => (words.length === 0 ? none : `\`${words.join(' ')}\``)
const yes = async (asked: Promise<boolean>): Promise<string> => ((await asked) ? 'yes' : none)

/** Whether a call does it. It does not where it is `invalid`; whatever else it rejects with is an error here, too. */
async function takes(call: () => Promise<unknown>): Promise<boolean> {
  try {
    await call()
    return true
  } catch (error) {
    if (isCloudError(error, 'invalid')) return false
    throw error
  }
}

async function those<T extends string>(
  all: readonly T[],
  call: (one: T) => Promise<unknown>,
): Promise<readonly T[]> {
  const taken: T[] = []
  for (const one of all) if (await takes(() => call(one))) taken.push(one)
  return taken
}

/** Whether a balancer can be made like this; one that is made goes again. */
export function makes(
  { driver, web }: Pick<Cloud, 'driver'> & { readonly web?: Listener<never> },
  options: Create,
): Promise<boolean> {
  const create = { name: 'tried', listeners: web ? [web] : [], ...options }
  return takes(async () => driver.destroyBalancer(await driver.createBalancer(create)))
}

const protocols: readonly BalancerProtocol[] = ['http', 'https', 'tcp', 'tls', 'udp']

async function spoken(cloud: Cloud): Promise<readonly BalancerProtocol[]> {
  const certificate = await cloud.certificate()
  const found: BalancerProtocol[] = []
  for (const protocol of protocols) {
    const shown = protocol === 'https' || protocol === 'tls' ? { certificate } : {}
    if (await makes(cloud, { listeners: [{ protocol, port: 80, ...shown }] })) found.push(protocol)
  }
  return found
}

async function tellsHealth({ driver, balancer, machine }: Asked): Promise<boolean> {
  const member = await driver.attachMember(balancer, { node: machine })
  return waitForMember(driver, balancer, member, 'healthy', { timeoutMs: 300_000 }).then(
    () => true,
    (error: unknown) => {
      if (isCloudError(error, 'timeout')) return false
      throw error
    },
  )
}

/** Whether one that is taken out stays to be seen for as long as what is under way may take. */
async function showsDraining({ driver, balancer, machine }: Asked): Promise<boolean> {
  await driver.detachMember(balancer, { node: machine })
  const left = await driver.listMembers(balancer).toArray()
  return left.some(({ node, state }) => node === machine.id && state === 'draining')
}

export async function standing(cloud: Cloud, listener: Listener<never>): Promise<Balancer> {
  const made = await cloud.driver.createBalancer({ name: 'web', listeners: [listener] })
  return waitForBalancer(cloud.driver, made, 'active')
}
