import { judged } from './expect.ts'
import type { ConformanceOptions, SuiteOptions } from './options.ts'
import { type Removal, toFound, unlessInUse } from './removals.ts'
import { eventually } from './waiting.ts'

/** Ids of what an area made, by their kind. */
export type Made = Map<string, Set<string>>

/** States in which a thing goes by itself. */
const going = ['terminating', 'terminated', 'deleting', 'deleted']

/**
 * Removes what a run made and what bears its name, as often as it takes until nothing of it is left: what is in use goes after what
 * uses it. Rejects with what is left when the time of a case is over.
 */
export async function removeAll(
  context: { readonly options: SuiteOptions & Pick<ConformanceOptions, 'nodeIds'> },
  all: readonly Removal[],
  run: string,
  made: Made,
): Promise<void> {
  let left: string[] = []
  // A list may not show yet what was made just now.
  for (const one of all) await Promise.all(idsOf(made, one).map((id) => unlessInUse(one.remove(id))))
  try {
    await eventually(context, 'nothing is left', async () => {
      left = []
      for (const one of all) left.push(...(await removeFound(one, run, made)))
      const known = (await context.options.nodeIds?.()) ?? []
      left.push(...known.filter((id) => made.get('node')?.has(id)).map((id) => `node ${id}`))
      return left.length === 0 ? true : undefined
    })
  } catch (error) {
    throw new Error(left.length > 0 ? `left behind: ${left.join(', ')}` : String(judged(error)), {
      cause: error,
    })
  }
}

/** Removes what is found of one kind, and tells it. */
async function removeFound(one: Removal, run: string, made: Made): Promise<string[]> {
  const ids = new Set(idsOf(made, one))
  const found = (await one.list().toArray())
    .flatMap((each) => toFound(each) ?? [])
    .filter(({ id, name, state }) => (name.startsWith(run) || ids.has(id)) && state !== 'deleted')
  const staying = found.filter(({ state = '' }) => !going.includes(state))
  await Promise.all(staying.map(({ id }) => unlessInUse(one.remove(id))))
  return found.map(({ id, name, state }) => `${one.kind} ${name === '' ? id : name} (${state ?? 'there'})`)
}

/**
 * Ids of what the lists show, by kind, without the kinds whose list fails. Taken once for all areas of a suite, which is as long as its
 * options live.
 */
export function idsBefore(options: object, all: readonly Removal[]): Promise<Made> {
  const known = before.get(options) ?? listedIds(all)
  before.set(options, known)
  return known
}

const before = new WeakMap<object, Promise<Made>>()

async function listedIds(all: readonly Removal[]): Promise<Made> {
  const ids: Made = new Map()
  const look = async ({ kind, list }: Removal) => {
    const there = await list().toArray()
    ids.set(kind, new Set(there.flatMap((one) => toFound(one)?.id ?? [])))
  }
  await Promise.allSettled(all.map(look))
  return ids
}

function idsOf(made: Made, { kind }: Removal): string[] {
  return [...(made.get(kind) ?? [])]
}
