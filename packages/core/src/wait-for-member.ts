import { checkNames, idOf } from './check.ts'
import { checkDriver } from './check-driver.ts'
import type { CallOptions, Ref } from './contract/call.ts'
import type { LoadBalancers, Member, MemberState, MemberTarget } from './contract/load-balancers.ts'
import { CloudError, invalid } from './errors.ts'
import { clockOf } from './wait-for-node.ts'
import { type WaitOptions, waitUntil } from './wait-until.ts'

/** What waits for members need of a driver. */
type Lists = Pick<LoadBalancers, 'listMembers'>

/** A member by its id, or by what it is; without a port, the one that the listeners name. */
export type WhichMember = Pick<Member, 'kind' | 'id'> | MemberTarget

const memberStates: readonly MemberState[] = ['starting', 'healthy', 'unhealthy', 'draining', 'unknown']

/**
 * Waits until a member is in a state, as `healthy`, in which clients are brought to it. A member that is not shown yet is waited for, and so is
 * one that is `unhealthy`, since it may recover. Where a cloud tells nothing of its members' health, as DigitalOcean, each is `unknown` for good, and
 * a wait for `healthy` ends by its time: send a request instead. `not-found` where there is no such balancer.
 */
export async function waitForMember(
  driver: Lists,
  balancer: Ref<'balancer'>,
  member: WhichMember,
  state: MemberState,
  options: WaitOptions = {},
): Promise<Member> {
  if (!memberStates.includes(state))
    throw invalid(`There is no state ${JSON.stringify(state)}`, memberStates.join(', '))
  const { id, what, look } = watched('waitForMember', driver, balancer, member)
  const found = await waitUntil(
    {
      what: `${what} of balancer ${id} to be ${state}`,
      look,
      done: (seen) => seen?.state === state,
      describe: stateOf,
    },
    options,
    clockOf(driver),
  )
  if (found !== undefined) return found
  throw new CloudError(`${what} of balancer ${id} is gone`, { code: 'not-found' })
}

/**
 * Waits until something is a member no more: after `detachMember`, until what was under way has come to its end, or the provider's time for that
 * has. Resolves at once where it is none. `not-found` where there is no such balancer.
 */
export async function waitForDetached(
  driver: Lists,
  balancer: Ref<'balancer'>,
  member: WhichMember,
  options: WaitOptions = {},
): Promise<void> {
  const { id, what, look } = watched('waitForDetached', driver, balancer, member)
  const wait = {
    what: `${what} to leave balancer ${id}`,
    look,
    done: (seen: Member | undefined) => seen === undefined,
    describe: (seen: Member | undefined) => `it is ${seen?.state ?? 'gone'}`,
  }
  await waitUntil(wait, options, clockOf(driver))
}

function stateOf(seen: Member | undefined): string {
  if (seen === undefined) return 'it is no member'
  return seen.state === 'unknown'
    ? "it is unknown: this cloud tells nothing of its members' health"
    : `it is ${seen.state}`
}

function watched(caller: string, driver: Lists, balancer: Ref<'balancer'>, member: WhichMember) {
  checkDriver(caller, driver, ['listMembers'])
  const id = idOf('balancer', balancer, 'balancer')
  const { what, isIt } = identity(member)
  const look = async (call: CallOptions): Promise<Member | undefined> => {
    for await (const each of driver.listMembers(id, call)) if (isIt(each)) return each
    return undefined
  }
  return { id, what, look }
}

function identity(member: WhichMember): { readonly what: string; readonly isIt: (each: Member) => boolean } {
  if ('kind' in member) {
    const id = idOf('member', member, 'member')
    return { what: `member ${id}`, isIt: (each) => each.id === id }
  }
  checkNames('The member', member, ['node' in member ? 'node' : 'ip', 'port'])
  const at = (each: Member) => each.port === member.port
  if ('ip' in member)
    return { what: `member ${member.ip}`, isIt: (each) => each.ip === member.ip && at(each) }
  const node = idOf('node', member.node, 'node')
  return { what: `node ${node}`, isIt: (each) => each.node === node && at(each) }
}
