import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import {
  type Access,
  type Addresses,
  type Compute,
  type Created,
  type Deployed,
  deployNode,
  type Firewalls,
  isCloudError,
  type Node,
  newAddress,
  newFirewall,
  newVolume,
  type Step,
  type Volumes,
} from '@cloud/core'
import { memoryJournal, reconcile } from '@cloud/core/deploy'
import { cloudstackZones, type LocalCloud, startCloud, virtualClock } from '@cloud/emulators'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cloud, clouds } from './clouds.ts'
import { connect } from './connect.ts'

type Driver = Compute & Volumes & Addresses & Firewalls

const done = { exitCode: 0, stdout: '', stderr: '', durationMs: 0 }
const nowhere: Access = {
  prepare: async () => ({ authorizedKeys: [] }),
  connect: async () => ({
    run: async () => done,
    upload: async () => {},
    download: async () => new Uint8Array(),
    close: async () => {},
  }),
}
const failing: Step = { title: 'fails', run: () => Promise.reject(new Error('no')) }

interface Place {
  readonly cloud: Cloud
  readonly where: string
  readonly zone?: string
  readonly beside: readonly Created['kind'][]
}

/** What each cloud puts beside a node; on CloudStack a zone has either addresses or security groups. */
const places: readonly Place[] = clouds.flatMap((cloud): readonly Place[] =>
  cloud.name === 'ninefold'
    ? [
        {
          cloud,
          where: 'an advanced zone of CloudStack',
          zone: cloudstackZones.advanced,
          beside: ['volume', 'address'],
        },
        { cloud, where: 'a basic zone of CloudStack', zone: cloudstackZones.basic, beside: ['volume'] },
      ]
    : [{ cloud, where: cloud.name, beside: ['volume', 'address', 'firewall'] }],
)

describe.each(places)('what is made beside a node on $where', ({ cloud, zone, beside }) => {
  const clock = virtualClock({ start: Date.UTC(2026, 0, 1), auto: true })
  let local: LocalCloud
  let driver: Driver
  /** What the cloud had before: default firewalls. */
  let before: readonly string[]

  beforeAll(async () => {
    local = await startCloud({ clock })
    driver = (await connect(cloud.name, local, { clock, zone })) as Driver
    before = await inventory()
  })
  afterAll(() => local.close())

  async function inventory(): Promise<readonly string[]> {
    const lists = [
      cloud.live(local).map(({ id }) => ({ kind: 'node', id })),
      // Without the disks that nodes boot from, and the addresses that CloudStack gives to its networks.
      (await driver.listVolumes().toArray()).filter(
        ({ name, state }) => name === 'data' && state !== 'deleting',
      ),
      (await driver.listAddresses().toArray()).filter(
        ({ native }) => !Reflect.get(Object(native), 'issourcenat'),
      ),
      await driver.listFirewalls().toArray(),
    ]
    return lists
      .flat()
      .map(({ kind, id }) => `${kind} ${id}`)
      .sort()
  }
  const left = async () => (await inventory()).filter((each) => !before.includes(each))

  const journal = memoryJournal()
  const deploy = (
    steps: readonly Step[] = [],
    onEvent: (phase: string) => void = () => {},
  ): Promise<Deployed<Node>> =>
    deployNode(driver, {
      ...{
        name: 'web-1',
        size: cloud.size,
        image: cloud.image,
        shell: nowhere,
        onFailure: 'destroy',
        steps,
        journal,
      },
      companions: companions().filter(({ kind }) => beside.includes(kind)),
      onEvent: ({ phase }) => onEvent(phase),
    })
  const companions = () => [
    newVolume(driver, { name: 'data', sizeGiB: 10 }),
    newAddress(driver),
    newFirewall(driver, {
      name: 'web-only',
      rules: [{ direction: 'inbound', protocol: 'tcp', ports: { from: 80, to: 80 }, cidrs: ['0.0.0.0/0'] }],
    }),
  ]

  /** As a program does that keeps what it was told, the node first. */
  async function destroy(all: readonly Pick<Created, 'kind' | 'id'>[]): Promise<void> {
    const remove = {
      node: driver.destroyNode,
      volume: driver.destroyVolume,
      address: driver.destroyAddress,
      firewall: driver.destroyFirewall,
    }
    for (const { kind, id } of all) await patiently(() => remove[kind](id))
  }

  /** While a node goes away it still has what was given to it. */
  async function patiently(work: () => Promise<void>): Promise<void> {
    for (let tries = 1; ; tries++) {
      const error = await work().then(
        () => undefined,
        (why: unknown) => why,
      )
      if (error === undefined || isCloudError(error, 'not-found')) return
      if (!isCloudError(error, 'conflict') || tries > 30) throw error
      await new Promise<void>((resolve) => void clock.after(2_000, resolve))
    }
  }

  it('is there, is the node’s, and is told', async () => {
    const { node, created } = await deploy()
    expect(created.map(({ kind }) => kind)).toEqual(['node', ...beside])
    expect(await left()).toEqual(expect.arrayContaining(created.map(({ kind, id }) => `${kind} ${id}`)))
    const idOf = (wanted: string) => created.find(({ kind }) => kind === wanted)?.id ?? ''
    expect((await driver.getVolume(idOf('volume'))).attachedTo).toEqual([node.id])
    if (beside.includes('address')) {
      const addresses = await driver.listAddresses({ node: node.id }).toArray()
      expect(addresses.map(({ id }) => id)).toContain(idOf('address'))
    }
    if (beside.includes('firewall')) {
      const { nodes = [node.id] } = await driver.getFirewall(idOf('firewall'))
      expect(nodes).toContain(node.id)
    }
    await destroy(created)
    expect(await left()).toEqual([])
  })

  it('goes with the node where a step fails', async () => {
    await expect(deploy([failing])).rejects.toMatchObject({
      details: { phase: 'step', cleanup: 'destroyed', left: [] },
    })
    expect(await left()).toEqual([])
    expect(await reconcile(driver, { journal, settleMs: 0 })).toEqual([])
  })

  it('goes, or is told to be left, whichever request of its making fails or is lost', async () => {
    const asked = new Set<string>()
    let making = false
    const hear = (message: unknown) => {
      if (making) asked.add((message as { readonly operation: string }).operation)
    }
    subscribe('cloud:request', hear)
    const { created } = await deploy([], (phase) => {
      making = phase === 'companions'
    })
    unsubscribe('cloud:request', hear)
    await destroy(created)
    expect(asked.size).toBeGreaterThan(4)

    for (const operation of asked)
      for (const fault of [{ kind: 'status', status: 403 }, { kind: 'reset-after' }] as const) {
        const where = `${fault.kind} of ${operation}`
        const remove = local.faults.add({ ...fault, operation, count: 1 })
        const told = await deploy().then(
          async (deployed) => {
            await destroy(deployed.created)
            return []
          },
          (error: unknown) => (isCloudError(error) ? (error.details?.left ?? []) : []) as readonly Created[],
        )
        remove()
        const rest = await left()
        // Of what nobody heard of, no more than its kind and name can be told.
        expect(
          told.map(({ kind }) => kind),
          where,
        ).toEqual(expect.arrayContaining(rest.map((each) => each.split(' ')[0])))
        expect(rest.length, `${where}: ${rest}`).toBeLessThanOrEqual(told.length)
        await destroy(
          rest.map((each) => {
            const [kind, id = ''] = each.split(' ')
            return { kind: kind as Created['kind'], id }
          }),
        )
      }
  })
})
