import { type CallOptions, type Compute, supports } from '@cloud/core'
import type { Context } from '../context.ts'

/** One member of the driver, called with good input on things that are not there, so that it changes nothing. */
export interface SafeCall {
  readonly writes: boolean
  readonly run: (call?: CallOptions) => Promise<unknown>
}

/** Every member that takes call options, of Compute and of the abilities that the driver has, by its name. */
export async function safeCalls(context: Context): Promise<Readonly<Record<string, SafeCall>>> {
  const { driver } = context
  const id = await context.missingNode()
  return {
    listNodes: read((call) => driver.listNodes({}, call).toArray()),
    listSizes: read((call) => driver.listSizes({}, call).toArray()),
    listImages: read((call) => driver.listImages({}, call).toArray()),
    listLocations: read((call) => driver.listLocations({}, call).toArray()),
    getNode: read((call) => driver.getNode(id, call)),
    createNode: write((call) => context.create({ image: 'no such image' }, call)),
    rebootNode: write((call) => driver.rebootNode(id, call)),
    destroyNode: write((call) => driver.destroyNode(id, call)),
    ...ofAbilities(driver, id),
  }
}

/** The members that name one thing, which is missing: each rejects with `not-found`. */
export async function missingCalls(context: Context): Promise<Readonly<Record<string, SafeCall>>> {
  const calls = Object.entries(await safeCalls(context))
  const naming = ([member]: [string, SafeCall]) => !member.startsWith('list') || member === 'listHostKeys'
  return Object.fromEntries(calls.filter(naming))
}

function ofAbilities(driver: Compute, id: string): Record<string, SafeCall> {
  const calls: Record<string, SafeCall> = {}
  if (supports(driver, 'Power')) {
    calls.startNode = write((call) => driver.startNode(id, call))
    calls.stopNode = write((call) => driver.stopNode(id, call))
  }
  if (supports(driver, 'KeyPairs')) {
    calls.listKeyPairs = read((call) => driver.listKeyPairs({}, call).toArray())
    calls.getKeyPair = read((call) => driver.getKeyPair('no such key', call))
    calls.deleteKeyPair = write((call) => driver.deleteKeyPair('no such key', call))
  }
  if (supports(driver, 'Console')) {
    calls.getConsoleOutput = read((call) => driver.getConsoleOutput(id, call))
  }
  if (supports(driver, 'HostKeys')) calls.listHostKeys = read((call) => driver.listHostKeys(id, call))
  return calls
}

function read(run: SafeCall['run']): SafeCall {
  return { writes: false, run }
}

function write(run: SafeCall['run']): SafeCall {
  return { writes: true, run }
}
