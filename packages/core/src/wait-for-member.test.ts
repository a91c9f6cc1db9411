import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import type { Member, MemberState } from './contract/load-balancers.ts'
import { withClient } from './driver-client.ts'
import { listing, onePage } from './listing.ts'
import { waitForDetached, waitForMember } from './wait-for-member.ts'

const memberOf = (state: MemberState, port?: number): Member => ({
  kind: 'member',
  id: port === undefined ? 'i-1' : `i-1:${port}`,
  node: 'i-1',
  ...(port !== undefined && { port }),
  state,
  native: {},
})

/** A balancer that shows these members one time after the other, and the last for ever. */
function showing(times: readonly (readonly Member[])[]) {
  const clock = virtualClock({ auto: true })
  const left = [...times]
  const listMembers = () => listing(onePage(async () => (left.length > 1 ? left.shift() : left[0]) ?? []))
  return { listMembers, ...withClient({ clock } as never) } as never
}

describe('waiting for a member', () => {
  it('ends when clients are brought to it, whatever it is before', async () => {
    const driver = showing([[], [memberOf('starting')], [memberOf('unhealthy')], [memberOf('healthy')]])
    expect(await waitForMember(driver, 'b', { node: 'i-1' }, 'healthy')).toEqual(memberOf('healthy'))
  })

  it('tells those of one node apart by their ports, and any by its id', async () => {
    const driver = showing([[memberOf('healthy', 81), memberOf('unhealthy')]])
    expect(await waitForMember(driver, 'b', { node: { id: 'i-1' } }, 'unhealthy')).toMatchObject({
      id: 'i-1',
    })
    const other = { kind: 'member', id: 'i-1:81' } as const
    expect(await waitForMember(driver, 'b', other, 'healthy')).toMatchObject({ port: 81 })
    const late = waitForMember(driver, 'b', { node: 'i-1' }, 'healthy', { timeoutMs: 5000 })
    await expect(late).rejects.toMatchObject({ code: 'timeout', details: { last: 'it is unhealthy' } })
  })

  it('to leave ends when it has drained, and at once where it is none', async () => {
    const draining = showing([[memberOf('draining')], [memberOf('draining')], []])
    expect(await waitForDetached(draining, 'b', { node: 'i-1' })).toBeUndefined()
    expect(await waitForDetached(showing([[]]), 'b', { ip: '10.0.0.1', port: 80 })).toBeUndefined()
  })

  it('refuses what is no state, no member and no driver', async () => {
    const driver = showing([[]])
    for (const wait of [
      waitForMember(driver, 'b', { node: 'i-1' }, 'running' as never),
      waitForMember(driver, 'b', { node: 'i-1', weight: 3 } as never, 'healthy'),
      waitForDetached({} as never, 'b', { node: 'i-1' }),
      waitForDetached(driver, { id: 'b', kind: 'node' as never }, { node: 'i-1' }),
    ])
      await expect(wait).rejects.toMatchObject({ code: 'invalid' })
  })
})
