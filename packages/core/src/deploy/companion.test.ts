import { describe, expect, it } from 'vitest'
import type { Volume, Volumes } from '../contract/volumes.ts'
import { CloudError } from '../errors.ts'
import { broken, failing, rejecting, succeeding } from '../testing/failing-deployment.ts'
import { fakeNode } from '../testing/fake-compute.ts'
import { failure } from '../testing/operations.ts'
import { type Companion, newAddress, newFirewall, newVolume } from './companion.ts'
import { deployNode } from './deploy-node.ts'
import { memoryJournal } from './file-journal.ts'

const conflict = new CloudError('It is in use', { code: 'conflict' })
const unsure = new CloudError('No answer', { code: 'network', outcome: 'unknown' })

/** A companion that tells what is done with it, and whose calls reject as they are told. */
function companion(name: string, done: string[], failures: Partial<Record<string, Error[]>> = {}): Companion {
  const called = (what: string) => {
    done.push(`${what} ${name}`)
    const error = failures[what]?.shift()
    return error ? Promise.reject(error) : Promise.resolve()
  }
  return {
    kind: 'volume',
    name,
    repeatable: true,
    create: () => called('create').then(() => ({ id: `id-${name}` })),
    attach: () => called('attach'),
    destroy: () => called('destroy'),
  }
}

describe('what a deployment makes beside its node', () => {
  it('is made in order when the node runs, and told with it', async () => {
    const done: string[] = []
    const { driver, access } = failing()
    const journal = memoryJournal()
    const base = { name: 'web-1', size: 's', image: 'i', shell: access, steps: [succeeding('a')], journal }
    const phases: string[] = []
    const { id, created } = await deployNode(driver, {
      ...base,
      companions: [companion('data', done), companion('logs', done)],
      onEvent: ({ phase, status }) => phases.push(`${phase} ${status}`),
    })
    expect(done).toEqual(['create data', 'attach data', 'create logs', 'attach logs'])
    expect(created).toEqual([
      { kind: 'node', id: 'n-1', name: 'web-1' },
      { kind: 'volume', id: 'id-data', name: 'data' },
      { kind: 'volume', id: 'id-logs', name: 'logs' },
    ])
    expect(phases.slice(3, 7)).toEqual([
      'running done',
      'companions started',
      'companions done',
      'shell started',
    ])
    expect(driver.created[0]?.tags).toEqual({ 'cloud-deployment': id })
    const records = await journal.read()
    expect(records.map(({ event }) => event)).toEqual([
      ...['intent', 'created', 'request', 'created', 'attached', 'request', 'created', 'attached'],
      ...['step', 'step', 'end'],
    ])
    expect(new Set(records.map(({ deployment }) => deployment))).toEqual(new Set([id]))
  })

  it('is removed after the node, the latest first, once the node has let go of it', async () => {
    const done: string[] = []
    const { deploy, driver } = failing()
    const companions = [
      companion('data', done, { destroy: [conflict, conflict] }),
      companion('logs', done, { destroy: [new CloudError('Gone', { code: 'not-found' })] }),
    ]
    const error = await deploy([rejecting('a', broken)], { companions, onFailure: 'destroy' })
    expect(error).toMatchObject({ outcome: 'not-applied', details: { cleanup: 'destroyed', left: [] } })
    expect(driver.destroyed).toHaveLength(1)
    expect(done.slice(4)).toEqual(['destroy logs', 'destroy data', 'destroy data', 'destroy data'])
  })

  it('and whose creation was not heard of is asked for again, and removed', async () => {
    const done: string[] = []
    const { deploy } = failing()
    const companions = [companion('data', done, { create: [unsure] })]
    const error = await deploy([], { companions, onFailure: 'destroy' })
    expect(error).toMatchObject({ details: { phase: 'companions', cleanup: 'destroyed', left: [] } })
    expect(done).toEqual(['create data', 'create data', 'destroy data'])
  })

  it('and that cannot be removed is reported, and the others are gone', async () => {
    const done: string[] = []
    const { deploy } = failing()
    const stuck = companion('stuck', done, { destroy: [broken] })
    const address = { ...companion('IPv4 address', done, { create: [unsure] }), repeatable: false }
    const companions = [companion('data', done), stuck, { ...address, kind: 'address' as const }]
    const error = await deploy([], { companions, onFailure: 'destroy' })
    expect(error).toMatchObject({
      outcome: 'unknown',
      details: {
        cleanup: 'failed',
        left: [
          { kind: 'address', name: 'IPv4 address', error: expect.stringMatching(/nobody knows whether/) },
          { kind: 'volume', name: 'stuck', id: 'id-stuck', error: 'It broke' },
        ],
      },
    })
    expect(done.slice(-2)).toEqual(['destroy stuck', 'destroy data'])
  })

  it('is no longer asked for where it was surely not made', async () => {
    const done: string[] = []
    const { deploy } = failing()
    const refused = new CloudError('No room', { code: 'quota', outcome: 'not-applied' })
    const companions = [companion('data', done, { create: [refused] })]
    const error = await deploy([], { companions, onFailure: 'destroy' })
    expect(error).toMatchObject({ code: 'quota', details: { cleanup: 'destroyed', left: [] } })
    expect(done).toEqual(['create data'])
  })

  it('is kept with the node, and told, where that is what was asked for', async () => {
    const { deploy } = failing()
    const error = await deploy([rejecting('a', broken)], { companions: [companion('data', [])] })
    const left = [
      { kind: 'node', name: 'web-1', id: 'n-1' },
      { kind: 'volume', name: 'data', id: 'id-data' },
    ]
    expect(error).toMatchObject({ details: { cleanup: 'kept', left } })
  })

  it('must be a companion', async () => {
    const { deploy } = failing()
    const error = await deploy([], { companions: [{ kind: 'volume' } as never] })
    expect(error).toMatchObject({ code: 'invalid', message: expect.stringContaining('companions[0]') })
  })
})

describe('a new volume', () => {
  it('is made where the node is, under its own key and with its tags, and attached when it can be', async () => {
    const asked: unknown[] = []
    const states: Volume['state'][] = ['creating', 'available']
    const made = (state: Volume['state']): Volume => {
      const facts = { sizeGiB: 5, attachedTo: [], tags: {}, native: {} }
      return { kind: 'volume', id: 'v-1', name: 'data', state, ...facts }
    }
    const driver: Partial<Volumes> = {
      createVolume: async (options) => {
        asked.push(options)
        return made('creating')
      },
      getVolume: async () => made(states.shift() ?? 'available'),
      attachVolume: async (volume, to) => void asked.push([volume, to]),
      destroyVolume: async () => {},
    }
    const volume = newVolume(driver as Volumes, { name: 'data', sizeGiB: 5, device: '/dev/sdf' })
    const node = fakeNode('running', { location: 'a' })
    const request = { node, idempotencyKey: 'k', tags: { 'cloud-deployment': 'd' } }
    const { id } = await volume.create(request, {})
    await volume.attach(id, node, {})
    expect(asked).toEqual([
      { name: 'data', sizeGiB: 5, location: 'a', idempotencyKey: 'k', tags: { 'cloud-deployment': 'd' } },
      ['v-1', { node: 'n-1', device: '/dev/sdf' }],
    ])
  })

  it.each([
    ['newVolume', () => newVolume({} as never, { name: 'a' })],
    ['newAddress', () => newAddress({} as never)],
    ['newFirewall', () => newFirewall({} as never, { name: 'a', rules: [] })],
  ])('of a driver that has none is refused: %s', async (_what, make) => {
    expect(await failure(Promise.resolve().then(make))).toMatchObject({ code: 'invalid' })
  })
})
