import { expect, test } from 'vitest'
import { ec2Images } from './ec2/images.ts'
import { startCloud } from './start-cloud.ts'
import { sdkClient } from './testing/sdk-client.ts'
import { virtualClock } from './virtual-clock.ts'

test('time stands still until it is moved, and timers run in the order of their times', async () => {
  const clock = virtualClock({ start: 1_000 })
  const log: [string, number][] = []
  clock.after(300, () => log.push(['c', clock.now()]))
  clock.after(100, () => {
    log.push(['a', clock.now()])
    clock.after(100, () => log.push(['b', clock.now()]))
  })
  const cancel = clock.after(250, () => log.push(['never', clock.now()]))
  cancel()
  expect(clock.now()).toBe(1_000)
  await clock.advance(300)
  expect(log).toEqual([
    ['a', 1_100],
    ['b', 1_200],
    ['c', 1_300],
  ])
  await clock.advance(50)
  expect(clock.now()).toBe(1_350)
})

test('promises settle between two timers', async () => {
  const clock = virtualClock({ start: 0 })
  const times: number[] = []
  const sleep = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))
  const loop = async () => {
    for (let round = 0; round < 3; round += 1) {
      await sleep(1_000)
      times.push(clock.now())
    }
  }
  void loop()
  await clock.advance(10_000)
  expect(times).toEqual([1_000, 2_000, 3_000])
})

test('with auto, hours pass while nothing else happens', async () => {
  const clock = virtualClock({ auto: true })
  const before = performance.now()
  const start = clock.now()
  await new Promise<void>((resolve) => clock.after(3_600_000, resolve))
  expect(clock.now() - start).toBe(3_600_000)
  expect(performance.now() - before).toBeLessThan(5_000)
})

test('a cloud on a virtual clock changes its states when its time is moved', async () => {
  const clock = virtualClock()
  await using local = await startCloud({ clock, times: { pendingMs: 30_000, terminatingMs: 20_000 } })
  const { ec2 } = sdkClient(local)
  const states = () => local.inventory().nodes.map(({ state }) => state)
  const { Instances = [] } = await ec2.runInstances({
    ImageId: ec2Images.debian12,
    InstanceType: 't3.micro',
    MinCount: 1,
    MaxCount: 1,
  })
  await clock.advance(29_999)
  expect(states()).toEqual(['pending'])
  await clock.advance(1)
  expect(states()).toEqual(['running'])
  await ec2.terminateInstances({ InstanceIds: [Instances[0]?.InstanceId ?? ''] })
  await clock.advance(20_000)
  expect(states()).toEqual(['terminated'])
  await clock.advance(3_599_999)
  expect(states()).toEqual(['terminated'])
  await clock.advance(1)
  expect(states()).toEqual([])
})
