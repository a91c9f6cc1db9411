import * as cloudstackPackage from '@cloud/cloudstack'
import * as digitaloceanPackage from '@cloud/digitalocean'
import * as ec2Package from '@cloud/ec2'
import * as elbPackage from '@cloud/elb'
import * as gcePackage from '@cloud/gce'
import * as s3Package from '@cloud/s3'
import { describe, expect, it } from 'vitest'
import { withCalls } from './calls.ts'
import { ownDrivers } from './drivers.ts'
import { matrixFaults } from './faults.ts'
import { runCells } from './matrix.ts'
import type { DriverEntry } from './operation.ts'

const packages: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  ec2: ec2Package,
  digitalocean: digitaloceanPackage,
  s3: s3Package,
  cloudstack: cloudstackPackage,
  gce: gcePackage,
  elb: elbPackage,
}
/** What a function is called that sends something. `listImages` is a part of the driver besides. */
const verbs = [
  'accept activate add assign associate attach cancel convert copy create decline delete deprecate deregister destroy detach disable',
  'disassociate enable expunge get hibernate import latest list modify purge put rebuild recover register remove rename',
  'replace request reset restore resume revert set share suspend transfer unshare update',
]
const verb = new RegExp(`^(${verbs.join(' ').replaceAll(' ', '|')})[A-Z]`)
/** What makes the driver of a service. */
const factories = ['compute', 'loadBalancers']

/** Functions and members that the matrix does not try, and why. */
const untried: Readonly<Record<string, string>> = {
  purgeCache: 'of global load balancers, which the embedded cloud has not',
  getObject: 'asks by HEAD, whose answer has no body that could break',
  getVersion: 'asks by HEAD, whose answer has no body that could break',
  readObject: 'resolves before its content has come: the package tries what becomes of that',
  readVersion: 'resolves before its content has come: the package tries what becomes of that',
  signUrl: 'sends nothing',
  network: 'is the driver of network balancers, whose operations are named so',
  classic: 'is the driver of classic balancers, whose operations are named so',
  ec2: 'is the driver of what is put behind balancers',
  targetInstances: 'which the embedded cloud has not',
  acceleratorTypes: 'which the embedded cloud has not',
}

/** What gives the things of one collection of an API is made by a function, and so has no name of its own. */
const isCollection = (its: unknown): boolean => typeof its === 'function' && its.name === ''

/** Two faults, of which one lets nothing through and one everything: what may be repeated is, and what may not be is not. */
const faults = matrixFaults.filter(({ name }) => ['status 503', 'reset-before-reply'].includes(name))

/** The driver, which notes the class of every request that it makes, its looks included. */
function noting(entry: DriverEntry, seen: Map<string, Set<string>>): DriverEntry {
  return {
    ...entry,
    connect: (local, options) =>
      withCalls(entry.connect(local, options), (call) => (operation, limits) => {
        const { name, repeat } = operation
        seen.set(name, (seen.get(name) ?? new Set()).add(repeat.class))
        return call(operation, limits)
      }),
  }
}

describe.each(ownDrivers)('$name', (entry) => {
  const seen = new Map<string, Set<string>>()

  it('repeats every operation that may be repeated, and no other', async () => {
    const noted = noting(entry, seen)
    const cells = noted.operations.flatMap((operation) =>
      faults.map((fault) => ({ entry: noted, operation, fault })),
    )
    const results = await runCells(cells, { seed: 1 })
    expect(results).toHaveLength(entry.operations.length * 2)
    expect(
      results.flatMap(({ operation, fault, problems }) =>
        problems.map((each) => `${operation.name} / ${fault.name}: ${each}`),
      ),
    ).toEqual([])
  }, 240_000)

  it('declares for every request the repeat class that was reviewed', async () => {
    const rows = [...seen].map(([name, classes]) => [name, [...classes].sort().join(' ')] as const)
    const table = Object.fromEntries(rows.sort(([a], [b]) => (a < b ? -1 : 1)))
    await expect(`${JSON.stringify(table, null, 2)}\n`).toMatchFileSnapshot(
      `repeat-classes/${entry.name}.json`,
    )
  })

  it('is tried with the class that it declares', () => {
    const other = entry.operations.filter(({ operation, repeat }) => !seen.get(operation)?.has(repeat))
    expect(other.map(({ name }) => name)).toEqual([])
  })

  it('has its members and functions in the matrix, but for those that are named with a reason', () => {
    const its = packages[entry.name] ?? {}
    const wiring = { clock: undefined as never, transport: undefined as never, trace: undefined as never }
    const aws = { region: 'eu-west-1' }
    const local = { ec2: aws, elb: aws, digitalocean: {}, s3: {}, cloudstack: {}, gce: {} } as never
    const driver = entry.connect(local, { ...wiring, endpoint: 'http://127.0.0.1:1', timeoutMs: 1 })
    const functions = Object.entries(its).flatMap(([name, its]) =>
      verb.test(name) || isCollection(its) ? [name] : [],
    )
    const members = Object.entries(its).flatMap(([name, make]) =>
      typeof make === 'function' && factories.includes(name) ? Object.keys(make()) : [],
    )
    const offered = new Set(
      [...Object.keys(driver), ...members, ...functions].filter((name) => !(name in untried)),
    )
    const tried = new Set(entry.operations.map(({ name }) => name.split(' ')[0]))
    expect([...offered].sort()).toEqual([...tried].sort())
  })

  it('is tried in every run with twelve operations of every class that it has', () => {
    const classes = (names: (name: string) => boolean) =>
      new Set(entry.operations.filter(({ name }) => names(name)).map(({ repeat }) => repeat))
    expect(new Set(entry.chosen).size).toBe(12)
    expect(classes((name) => entry.chosen.includes(name))).toEqual(classes(() => true))
  })
})
