import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { VolumeState } from './contract/volumes.ts'
import { withClient } from './driver-client.ts'
import { CloudError } from './errors.ts'
import {
  waitForBalancer,
  waitForCertificate,
  waitForImage,
  waitForSnapshot,
  waitForVolume,
} from './wait-for-state.ts'

const missing = () => new CloudError('none', { code: 'not-found' })

/** A driver that shows these states one after the other; undefined is not there (yet). */
function showing(states: readonly (VolumeState | undefined)[]) {
  const clock = virtualClock({ auto: true })
  const left = [...states]
  const look = async () => {
    const state = left.length > 1 ? left.shift() : left[0]
    if (state === undefined) throw missing()
    return { id: 'x', state }
  }
  const client = { clock } as never
  const driver = {
    getVolume: look,
    getSnapshot: look,
    getImage: look,
    getBalancer: look,
    getCertificate: look,
    ...withClient(client),
  } as never
  return { driver, left }
}

describe('waiting for a volume, a snapshot, an image, a balancer', () => {
  it('ends in the state that is waited for, and bears that it is not shown yet', async () => {
    const { driver } = showing([undefined, 'creating', 'available'])
    expect(await waitForVolume(driver, 'x', 'available')).toEqual({ id: 'x', state: 'available' })
    expect(await waitForSnapshot(showing(['available']).driver, 'x', 'available')).toMatchObject({ id: 'x' })
    const active = showing(['active' as never]).driver
    expect(await waitForBalancer(active, 'x', 'active')).toMatchObject({ state: 'active' })
    const issued = showing(['pending' as never, 'available']).driver
    expect(await waitForCertificate(issued, 'x', 'available')).toMatchObject({ state: 'available' })
    expect(await waitForImage(showing(['available']).driver, 'x', 'available')).toMatchObject({ id: 'x' })
  })

  it('ends at once where it cannot come to that', async () => {
    const { driver } = showing(['creating', 'error', 'available'])
    await expect(waitForVolume(driver, 'x', 'available')).rejects.toMatchObject({
      code: 'failed',
      details: { id: 'x', state: 'error' },
    })
  })

  it('ends with not-found where it was there and is gone, and after a minute where it never was', async () => {
    const gone = showing(['creating', undefined])
    await expect(waitForVolume(gone.driver, 'x', 'available')).rejects.toMatchObject({ code: 'not-found' })
    const never = showing([undefined])
    await expect(waitForVolume(never.driver, 'x', 'available')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('for the end of it resolves with what was seen last where it was there and is gone', async () => {
    const gone = showing(['available', 'deleting', undefined])
    expect(await waitForVolume(gone.driver, 'x', 'deleted')).toEqual({ id: 'x', state: 'deleted' })
    const balancer = showing(['deleting', undefined])
    expect(await waitForBalancer(balancer.driver, 'x', 'deleted')).toEqual({ id: 'x', state: 'deleted' })
    const never = showing([undefined])
    await expect(waitForVolume(never.driver, 'x', 'deleted')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses a state that there is not, which would never come, and what is no driver', async () => {
    const { driver } = showing(['available'])
    for (const [waiting, message] of [
      [
        waitForVolume(driver, 'x', 'availible' as never),
        'There is no state "availible": the states are creating,',
      ],
      [waitForSnapshot(driver, 'x', 'attached' as never), 'There is no state "attached"'],
      [waitForImage(driver, 'x', undefined as never), 'There is no state undefined'],
      [waitForBalancer(driver, 'x', 'running' as never), 'There is no state "running"'],
      [
        waitForVolume(undefined as never, 'x', 'available'),
        'waitForVolume was given has no function getVolume',
      ],
      [
        waitForSnapshot({} as never, 'x', 'available'),
        'waitForSnapshot was given has no function getSnapshot',
      ],
      [waitForImage(driver, undefined as never, 'available'), 'The image must be an id'],
    ] as const)
      await expect(waiting).rejects.toMatchObject({
        code: 'invalid',
        message: expect.stringContaining(message),
      })
  })

  it('tells the last state when it takes too long', async () => {
    const { driver } = showing(['creating'])
    await expect(waitForVolume(driver, 'x', 'available', { timeoutMs: 5000 })).rejects.toMatchObject({
      code: 'timeout',
      message: 'Waited 5000 ms for volume x to be available; last: it is creating',
    })
  })
})
