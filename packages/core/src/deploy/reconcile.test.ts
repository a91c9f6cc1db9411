import { hostname } from 'node:os'
import { type VirtualClock, virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { Compute } from '../contract/compute.ts'
import type { KeyPairs } from '../contract/key-pairs.ts'
import type { Volume, Volumes } from '../contract/volumes.ts'
import { CloudError } from '../errors.ts'
import { listing } from '../listing.ts'
import { succeeding } from '../testing/failing-deployment.ts'
import { type FakeIn, type FakeNode, fakeCompute, fakeNode, notFound } from '../testing/fake-compute.ts'
import { failure } from '../testing/operations.ts'
import { recordingAccess } from '../testing/recording-shell.ts'
import { deployNode } from './deploy-node.ts'
import { memoryJournal } from './file-journal.ts'
import type { Journal, JournalEntry, JournalRecord } from './journal.ts'
import { type Reconcile, reconcile } from './reconcile.ts'
import { type ResumeDeployment, resumeDeployment } from './resume-deployment.ts'

const ours = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'

interface Left {
  readonly clock: VirtualClock
  readonly journal: Journal
  readonly nodes: Map<string, FakeNode>
  readonly driver: ReturnType<typeof fakeCompute> & Partial<Volumes & KeyPairs>
  /** Writes a record of a deployment whose process is gone. */
  readonly wrote: (deployment: string, ...entries: JournalEntry[]) => Promise<void>
  readonly reconcile: (options?: Partial<Reconcile>) => ReturnType<typeof reconcile>
}

const gone = { host: hostname(), pid: 2 ** 30 }
const intent = (name: string, keys: readonly string[] = []): JournalEntry => ({
  ...{ event: 'intent', name, ...gone, keys, steps: 2 },
})

function left(abilities: object = {}): Left {
  const clock = virtualClock({ start: 0, auto: true })
  const journal = memoryJournal()
  const nodes = new Map<string, FakeNode>()
  const changes: Partial<Compute<FakeNode, FakeIn>> = {
    listNodes: () => listing(async () => ({ items: [...nodes.values()] })),
    getNode: async (node) => {
      const found = nodes.get(String(node))
      if (found) return found
      throw notFound
    },
    destroyNode: async (node) => {
      if (!nodes.delete(String(node))) throw notFound
    },
  }
  const driver = { ...fakeCompute(clock, [], changes), ...abilities }
  const wrote = async (deployment: string, ...entries: JournalEntry[]) => {
    for (const entry of entries) {
      const record: JournalRecord = { deployment, at: new Date(clock.now()).toISOString(), ...entry }
      await journal.append(record)
    }
  }
  return {
    ...{ clock, journal, nodes, driver, wrote },
    reconcile: (options = {}) => reconcile(driver, { journal, ...options }),
  }
}

const node = (id: string, changes: Partial<FakeNode> = {}) =>
  fakeNode('running', { id, name: id, ...changes })
const tagged = (deployment: string) => ({ tags: { 'cloud-deployment': deployment } })

describe('reconcile', () => {
  it('finds a node by its journal, by its tag or by its name, and none that is another’s', async () => {
    const { nodes, wrote, reconcile } = left()
    await wrote('d-1', intent('a'), { event: 'created', kind: 'node', name: 'a', id: 'n-1' })
    await wrote('d-2', intent('b'))
    await wrote('d-3', intent('c'))
    await wrote('d-4', intent('d'), { event: 'end', became: 'deployed' })
    await wrote('d-5', { ...intent('e'), pid: process.pid } as JournalEntry)
    await wrote('d-6', { ...intent('f'), host: 'elsewhere' } as JournalEntry)
    const createdAt = '1970-01-01T00:00:01Z'
    for (const each of [
      node('n-1'),
      node('n-2', { name: 'b', ...tagged('d-2') }),
      node('n-3', { name: 'c', createdAt }),
      node('n-4', { name: 'd', ...tagged('d-4') }),
      node('n-5', { name: 'e', ...tagged('d-5') }),
      node('n-6', { name: 'f', ...tagged('d-6') }),
      node('n-7', { name: 'c', createdAt: '1969-12-31T00:00:00Z' }),
      node('n-8', { name: 'g', ...tagged('d-8') }),
    ])
      nodes.set(each.id, each)
    expect((await reconcile()).map(({ id, by, action }) => [id, by, action])).toEqual([
      ['n-1', 'journal', 'ignore'],
      ['n-2', 'tag', 'ignore'],
      ['n-3', 'name', 'ignore'],
    ])
    const strange = await reconcile({ strangers: true, alive: () => false })
    expect(strange.map(({ id }) => id)).toEqual(['n-1', 'n-2', 'n-3', 'n-5', 'n-6', 'n-8'])
  })

  it('destroys what it is told to, and finds it no more', async () => {
    const { nodes, wrote, reconcile, journal } = left()
    for (const [deployment, id] of [
      ['d-1', 'n-1'],
      ['d-2', 'n-2'],
      ['d-3', 'n-3'],
    ] as const) {
      nodes.set(id, node(id, tagged(deployment)))
      await wrote(deployment, intent(id))
    }
    const actions = { 'n-1': 'destroy', 'n-2': 'adopt', 'n-3': 'ignore' } as const
    const done = await reconcile({ action: ({ id }) => actions[id as keyof typeof actions] })
    expect(done.map(({ id, action, error }) => [id, action, error])).toEqual([
      ['n-1', 'destroy', undefined],
      ['n-2', 'adopt', undefined],
      ['n-3', 'ignore', undefined],
    ])
    expect([...nodes.keys()]).toEqual(['n-2', 'n-3'])
    expect((await reconcile()).map(({ id }) => id)).toEqual(['n-3'])
    const ends = (await journal.read()).flatMap((each) => (each.event === 'end' ? [each.became] : []))
    expect(ends).toEqual(['destroyed', 'adopted'])
  })

  it('waits for what is shown late, and takes for nothing what never comes', async () => {
    const { nodes, wrote, reconcile, clock, journal } = left()
    await wrote('d-1', intent('a'))
    await wrote('d-2', intent('b'))
    clock.after(20_000, () => nodes.set('n-1', node('n-1', tagged('d-1'))))
    expect((await reconcile()).map(({ id }) => id)).toEqual(['n-1'])
    expect((await journal.read()).at(-1)).toMatchObject({ deployment: 'd-2', became: 'nothing' })
    expect(clock.now()).toBeGreaterThanOrEqual(60_000)
  })

  it('finds volumes and keys beside the node, and removes them after it', async () => {
    const removed: string[] = []
    const volume = (id: string, deployment: string): Volume => {
      const facts = {
        sizeGiB: 1,
        attachedTo: [],
        native: {},
        state: 'available',
        ...tagged(deployment),
      } as const
      return { kind: 'volume', id, name: 'data', ...facts }
    }
    const volumes = [volume('v-1', 'd-1'), volume('v-2', 'other')]
    const keys = [
      { kind: 'key-pair', id: 'k-1', name: 'cloud-1', publicKey: `${ours} x`, native: {} },
      { kind: 'key-pair', id: 'k-2', name: 'mine', publicKey: ours, native: {} },
    ] as const
    const never = async () => {
      throw notFound
    }
    const busy = [new CloudError('In use', { code: 'conflict' })]
    const abilities: Volumes & KeyPairs = {
      ...{ createVolume: never, attachVolume: never, detachVolume: never, resizeVolume: never },
      ...{ getKeyPair: never, createKeyPair: never, importKeyPair: never },
      listVolumes: () => listing(async () => ({ items: volumes })),
      getVolume: async (id) => volumes.find((each) => each.id === id) ?? never(),
      destroyVolume: async (id) => {
        const error = busy.pop()
        if (error) throw error
        removed.push(String(id))
      },
      listKeyPairs: () => listing(async () => ({ items: keys })),
      deleteKeyPair: async (id) => void removed.push(String(id)),
    }
    const { wrote, reconcile, nodes } = left(abilities)
    const asked = { event: 'request', kind: 'volume', name: 'data' } as const
    await wrote('d-1', intent('a', [ours]), { ...asked, place: 0 })
    await wrote('d-2', intent('b'), { ...asked, place: 0 })
    await wrote('d-2', { event: 'created', kind: 'volume', name: 'data', id: 'v-9', place: 0 })
    nodes.set('n-1', node('n-1', tagged('d-1')))
    const done = await reconcile({ action: 'destroy' })
    expect(done.map(({ kind, id, error }) => [kind, id, error])).toEqual([
      ['node', 'n-1', undefined],
      ['volume', 'v-1', undefined],
      ['key-pair', 'k-1', undefined],
    ])
    expect(removed).toEqual(['v-1', 'k-1'])
    expect(nodes.size).toBe(0)
  })

  it('tells of an address that nobody can find, and of what cannot be destroyed', async () => {
    const { wrote, reconcile: find, nodes, driver } = left()
    await wrote('d-1', intent('a'), { event: 'request', kind: 'address', name: 'IPv4 address', place: 0 })
    nodes.set('n-1', node('n-1', tagged('d-1')))
    const stuck = { ...driver, destroyNode: () => Promise.reject(new Error('protected')) }
    const journal = memoryJournal()
    await journal.append({ deployment: 'd-1', at: new Date(0).toISOString(), ...intent('a') })
    expect(await find({ action: 'destroy' })).toMatchObject([
      { kind: 'node', id: 'n-1' },
      { kind: 'address', name: 'IPv4 address', error: expect.stringMatching(/nobody knows/) },
    ])
    nodes.set('n-1', node('n-1', tagged('d-1')))
    expect(await reconcile(stuck, { journal, action: 'destroy' })).toMatchObject([
      { id: 'n-1', error: 'protected' },
    ])
    expect(await journal.read()).toHaveLength(1)
  })

  it.each([
    ['no journal', {}, /journal is no journal/],
    ['an action that is none', { journal: memoryJournal(), action: 'delete' }, /"delete"/],
    ['an option that is none', { journal: memoryJournal(), actions: 'destroy' }, /"actions"/],
  ])('refuses %s', async (_what, options, message) => {
    const error = await failure(reconcile(left().driver, options as never))
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringMatching(message) })
  })
})

describe('a deployment that is resumed', () => {
  const base = { name: 'a', size: 's', image: 'i' } as const
  const resume = ({ driver, journal }: Left, more: Partial<ResumeDeployment<FakeIn>>, id = 'd-1') =>
    resumeDeployment(driver, id, { ...base, journal, shell: recordingAccess(), steps: [], ...more })
  const counting = (title: string, ran: string[]) => ({
    ...succeeding(title),
    run: (...on: Parameters<ReturnType<typeof succeeding>['run']>) => {
      ran.push(`${title} ${on[2]?.run}`)
      return succeeding(title).run(...on)
    },
  })

  it('goes on with its node after the steps that are done, and is over then', async () => {
    const world = left()
    await world.wrote('d-1', intent('a'), { event: 'step', step: 1, status: 'done' })
    world.nodes.set('n-1', node('n-1', tagged('d-1')))
    const ran: string[] = []
    const steps = [counting('one', ran), counting('two', ran)]
    const { id, node: found, results } = await resume(world, { steps })
    expect([id, found.id, results.map(({ title }) => title), ran]).toEqual([
      'd-1',
      'n-1',
      ['two'],
      ['two d-1-2'],
    ])
    expect(world.driver.created).toEqual([])
    expect(await world.reconcile()).toEqual([])
    expect(await failure(resume(world, { steps }))).toMatchObject({ code: 'conflict' })
  })

  it('does not run a step again of which nobody knows, unless it is told to', async () => {
    const world = left()
    const begun = { event: 'step', step: 1, status: 'started' } as const
    await world.wrote('d-1', intent('a'), begun)
    world.nodes.set('n-1', node('n-1', tagged('d-1')))
    const ran: string[] = []
    const steps = [counting('one', ran), counting('two', ran)]
    expect(await failure(resume(world, { steps }))).toMatchObject({
      code: 'conflict',
      details: { cleanup: 'kept' },
    })
    expect(ran).toEqual([])
    await resume(world, { steps, interrupted: 'skip' })
    expect(ran).toEqual(['two d-1-2'])
    await world.wrote('d-2', intent('a'), begun)
    world.nodes.set('n-2', node('n-2', tagged('d-2')))
    await resume(world, { steps, interrupted: 'run' }, 'd-2')
    expect(ran.slice(1)).toEqual(['one d-2-1', 'two d-2-2'])
  })

  it('that was kept after its failure goes on as well', async () => {
    const world = left()
    world.nodes.set('n-1', node('n-1'))
    const access = recordingAccess()
    const error = await failure(
      deployNode(world.driver, {
        ...{ ...base, shell: access, journal: world.journal },
        steps: [succeeding('one'), { title: 'two', run: () => Promise.reject(new Error('no')) }],
      }),
    )
    const { idempotencyKey } = (error as CloudError).details ?? {}
    const ran: string[] = []
    const steps = [counting('one', ran), counting('two', ran)]
    await resume(world, { steps, interrupted: 'run' }, String(idempotencyKey))
    expect(ran.map((each) => each.split(' ')[0])).toEqual(['two'])
  })

  it.each<readonly [string, string, JournalEntry[], string]>([
    ['is not in the journal', 'd-9', [], 'not-found'],
    ['left nothing', 'd-1', [intent('a')], 'not-found'],
    ['may be at it', 'd-1', [{ ...intent('a'), pid: process.pid } as JournalEntry], 'conflict'],
    [
      'made an address that nobody knows',
      'd-1',
      [intent('a'), { event: 'request', kind: 'address', name: 'x', place: 0 }],
      'conflict',
    ],
  ])('is refused where it %s', async (_what, id, entries, code) => {
    const world = left()
    await world.wrote('d-1', ...entries)
    const steps = [succeeding('one'), succeeding('two')]
    expect(await failure(resume(world, { steps }, id))).toMatchObject({ code, outcome: 'not-applied' })
  })

  it('must have the steps that it was begun with', async () => {
    const world = left()
    await world.wrote('d-1', intent('a'))
    expect(await failure(resume(world, { steps: [] }))).toMatchObject({ code: 'invalid' })
  })
})
