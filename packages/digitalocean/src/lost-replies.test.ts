import { type CreateNode, isCloudError } from '@cloud/core'
import { startCloud, virtualClock } from '@cloud/emulators'
import { expect, it } from 'vitest'
import { compute } from './index.ts'

/** Runs at most `width` of the works at a time. */
async function inParallel(works: readonly (() => Promise<void>)[], width: number): Promise<void> {
  const left = [...works]
  const worker = async () => {
    for (let work = left.shift(); work; work = left.shift()) await work()
  }
  await Promise.all(Array.from({ length: width }, worker))
}

it('1,000 creates make 1,000 droplets where 30 % of the replies are lost', async () => {
  const seed = Number(process.env.CLOUD_SEED ?? Math.floor(Math.random() * 2 ** 31))
  process.stdout.write(`seed ${seed} (set CLOUD_SEED to run it again)\n`)
  const clock = virtualClock({ auto: true })
  await using local = await startCloud({ clock, seed, digitalocean: { dropletLimit: 2000 } })
  const doo = compute({
    ...local.digitalocean,
    region: 'fra1',
    clock,
    timeoutMs: 600_000,
    retry: { attempts: 8 },
  })
  local.faults.add({ kind: 'reset-after', probability: 0.3 })

  const made = new Map<string, string>()
  const open: string[] = []
  const create = (name: string) => async () => {
    const options: CreateNode = { name, size: 's-1vcpu-1gb', image: 'debian-12-x64' }
    try {
      made.set(name, (await doo.createNode(options)).id)
    } catch (error) {
      if (!isCloudError(error) || error.outcome === 'not-applied') throw error
      open.push(name)
    }
  }
  await inParallel(
    Array.from({ length: 1000 }, (_, index) => create(`node-${index}`)),
    50,
  )

  const { droplets } = local.inventory().digitalocean
  const names = droplets.map(({ name }) => name)
  expect(new Set(names).size, 'nothing is there twice').toBe(names.length)
  expect(droplets.filter(({ name, id }) => made.has(name) && made.get(name) !== String(id))).toEqual([])
  // What a call could not settle, it said so; all else is there.
  expect([...made.keys()].filter((name) => !names.includes(name))).toEqual([])
  expect(names.filter((name) => !made.has(name) && !open.includes(name))).toEqual([])
  // A call fails for good where eight requests in a row are lost, once in 15,000, or where so many are at once that the retries are spent.
  expect(open.length).toBeLessThan(20)
}, 300_000)
