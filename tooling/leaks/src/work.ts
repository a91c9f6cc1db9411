import { startCloud } from '@cloud/emulators'
import { failBySources } from './aws-sources.ts'
import { useElb } from './balancing.ts'
import { type CanaryName, holds, spelling } from './canaries.ts'
import { beCareless } from './careless.ts'
import { failInputs, failWrites, makeDrivers, useBalancers, useBrand, useClouds } from './clouds.ts'
import { failByEcho } from './echoes.ts'
import { codesOf, useMachines } from './machines.ts'
import type { Hit } from './matrix.ts'
import { print, printers } from './printers.ts'
import type { Found, Task } from './program.ts'
import { useStorage } from './storage.ts'
import { createWorld, type World } from './world.ts'

/** Puts the library to work, and looks through all that was heard and all that there is to print. */
export async function work(
  { inputs, careless }: Task,
  made: readonly [CanaryName, Buffer][],
): Promise<{ readonly found: Found; readonly error: unknown }> {
  await using local = await startCloud()
  const world = createWorld(local, inputs)
  const drivers = makeDrivers(world)
  await useClouds(world, drivers)
  await failWrites(world, drivers)
  await failInputs(world, drivers)
  await failBySources(world)
  await useBalancers(world)
  await useElb(world)
  await useStorage(world)
  await useBrand(world)
  await failByEcho(world)
  await useMachines(world, drivers)
  for (const [name, seed] of made) world.learn(name, seed)
  let error = world.things.find(([name]) => name === 'error: a script that fails')?.[1]
  if (careless) error = await beCareless(world, drivers, canariesOf(world).map(spelling))
  // Warnings are told at the end of a turn.
  await new Promise((resolve) => setTimeout(resolve, 10))
  world.heard['request log'].push(JSON.stringify(local.requests))
  const canaries = canariesOf(world)
  const found: Found = {
    hits: [...heardHits(world, canaries), ...printedHits(world, canaries)],
    undici: canaries.filter((canary) => holds(world.undici.join('\n'), canary)).map(({ name }) => name),
    canaries,
    codes: codesOf(world),
    things: world.things.length,
    heard: lengths(Object.entries(world.heard).map(([name, texts]) => [name, texts.join('')])),
    report: process.report.getReport() as object,
  }
  return { found, error }
}

type Canaries = Found['canaries']

const canariesOf = ({ forms }: World): Canaries =>
  [...forms].map(([name, known]) => ({ name, forms: [...known] }))

export const lengths = (texts: readonly (readonly [name: string, text: string])[]): Record<string, number> =>
  Object.fromEntries(texts.map(([name, text]) => [name, text.length]))

function heardHits({ heard }: World, canaries: Canaries): Hit[] {
  return Object.entries(heard).flatMap(([sink, texts]) => hitsIn(sink, sink, texts.join('\n'), canaries))
}

function printedHits({ things }: World, canaries: Canaries): Hit[] {
  return Object.entries(printers).flatMap(([sink, printer]) =>
    things.flatMap(([name, value]) => hitsIn(sink, name, print(printer, value), canaries)),
  )
}

function hitsIn(sink: string, where: string, text: string, canaries: Canaries): Hit[] {
  return canaries.filter((canary) => holds(text, canary)).map(({ name }) => ({ sink, canary: name, where }))
}
