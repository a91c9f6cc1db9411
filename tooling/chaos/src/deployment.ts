import { type Compute, deployNode, isCloudError, type Left, type Node, type Step, script } from '@cloud/core'
import { memoryJournal, reconcile } from '@cloud/core/deploy'
import { type LocalCloud, startCloud, type VirtualClock, virtualClock } from '@cloud/emulators'
import { type Cloud, clouds, type Live } from './clouds.ts'
import { connect } from './connect.ts'
import { chaoticAccess, type Machine } from './machine.ts'
import { randomOf } from './random.ts'

export interface Course {
  readonly seed: number
  readonly cloud: string
  readonly onFailure: 'keep' | 'destroy'
  readonly scripts: readonly string[]
}

/** What one deployment came to, and what is wrong with that. */
export interface Verdict extends Course {
  readonly end: string
  readonly problems: readonly string[]
}

/** Of each request and each call over SSH, how often it fails. */
const chance = 0.3
const flapChance = 0.1

/** One deployment, on a cloud of its own in virtual time; the same seed is the same deployment. */
export async function deployInChaos(seed: number): Promise<Verdict> {
  const random = randomOf(seed)
  const cloud = clouds[Math.floor(random() * clouds.length)] ?? clouds[0]
  if (cloud === undefined) throw new Error('There is no cloud')
  const scripts = Array.from({ length: 1 + Math.floor(random() * 3) }, (_, index) => {
    return `: ${index}; exit ${random() < 0.15 ? 3 : 0}`
  })
  const course: Course = { seed, cloud: cloud.name, scripts, onFailure: random() < 0.5 ? 'keep' : 'destroy' }
  const clock = virtualClock({ auto: true })
  const local = await startCloud({ clock, seed, consistencyMs: Math.floor(random() * 20_000) })
  try {
    return await judged(course, cloud, { local, clock, random })
  } finally {
    await local.close()
  }
}

interface World {
  readonly local: LocalCloud
  readonly clock: VirtualClock
  readonly random: () => number
}

const kinds = ['reset-before', 'reset-after', 'status', 'half-body'] as const

async function judged(course: Course, cloud: Cloud, { local, clock, random }: World): Promise<Verdict> {
  const driver = await connect(cloud.name, local, { clock })
  const machine: Machine = { ran: [], files: new Map() }
  const journal = memoryJournal()
  // One after the other, each of what the others left: so that all of them together are the chance.
  const each = 1 - (1 - chance) ** (1 / kinds.length)
  for (const kind of kinds) local.faults.add({ kind, probability: each })
  const name = 'chaos-1'
  const strikes = () => random() < chance
  const deployed = deployNode(
    flapping(driver, random),
    {
      ...{ name, size: cloud.size, image: cloud.image, onFailure: course.onFailure, journal },
      shell: chaoticAccess(machine, { clock, strikes, random }),
      steps: course.scripts.map((text): Step => script(text)),
    },
    { timeoutMs: 1_200_000 },
  )
  const end = await deployed.then(
    ({ node }) => ({ node, error: undefined }),
    (error: unknown) => ({ node: undefined, error }),
  )
  local.faults.clear()
  await new Promise<void>((resolve) => clock.after(60_000, resolve))
  const { node, error } = end
  const told = error === undefined ? [] : leftIn(error)
  const live = cloud.live(local)
  const found = await reconcile(driver, { journal, alive: () => false })
  const problems = [
    ...wrongNodes(live, node, told),
    ...wrongScripts(machine.ran, course.scripts, node !== undefined),
    ...found
      .filter(({ id, name }) => !live.some((each) => each.id === id) && !cloud.keys(local).includes(name))
      .map(({ id }) => `reconcile finds ${id}, which is gone`),
    ...(error === undefined || isCloudError(error) ? [] : [`it rejects with ${String(error)}`]),
  ]
  return { ...course, end: node ? 'deployed' : codeOf(error), problems }
}

/** States that a provider tells may be behind: a running node is told as pending. */
function flapping(driver: Compute, random: () => number): Compute {
  return {
    ...driver,
    getNode: async (id, call) => {
      const node = await driver.getNode(id, call)
      return random() < flapChance ? { ...node, state: 'pending', publicIps: [], privateIps: [] } : node
    },
  }
}

function codeOf(error: unknown): string {
  if (!isCloudError(error)) return String(error)
  return [error.code, error.details?.phase, error.details?.cleanup].filter(Boolean).join(' ')
}

function leftIn(error: unknown): readonly Left[] {
  const left = isCloudError(error) ? error.details?.left : undefined
  return Array.isArray(left) ? left : []
}

function wrongNodes(live: readonly Live[], node: Node | undefined, told: readonly Left[]): string[] {
  const known = (one: Live) =>
    one.id === node?.id ||
    told.some(({ id, name }) => id === one.id || (id === undefined && name === one.name))
  return [
    ...live.filter((one) => !known(one)).map(({ id }) => `the node ${id} is there, and nobody was told`),
    ...(live.length > 1 ? [`${live.length} nodes were made`] : []),
    ...(node && live.length === 0 ? ['the deployed node is not there'] : []),
  ]
}

function wrongScripts(ran: readonly string[], scripts: readonly string[], succeeded: boolean): string[] {
  const twice = ran.filter((text, index) => ran.indexOf(text) !== index)
  const failed = scripts.filter((text) => !text.endsWith('exit 0'))
  return [
    ...twice.map((text) => `"${text}" ran twice`),
    ...(succeeded && failed.length > 0 ? ['it succeeded with a script that failed'] : []),
    ...(succeeded && ran.length !== scripts.length ? ['it succeeded without all scripts'] : []),
  ]
}
