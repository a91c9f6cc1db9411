import { CloudError, isCloudError } from '@cloud/core'
import { pause } from '../../waiting.ts'
import { anyId, type BrokenBalancers, firstPage, forgiven, mapped, refusal } from './broken.ts'

const area = 'members'

export const brokenMembers: readonly BrokenBalancers[] = [
  {
    mistake: 'attaches nothing, and says that it did',
    area,
    fails: ['attachMember puts a node behind a balancer, and resolves with that member'],
    change: (driver) => ({
      ...driver,
      attachMember: async (ref, target, call) => {
        await driver.getBalancer(ref, call)
        const node = anyId(target.node)
        return { kind: 'member', id: node, node, state: 'starting', native: {} }
      },
    }),
  },
  {
    mistake: 'refuses a node that is a member',
    area,
    fails: ['attachMember of what is a member resolves with it, and adds nothing'],
    change: (driver) => ({
      ...driver,
      attachMember: async (ref, target, call) => {
        const members = await driver.listMembers(ref, call).toArray()
        if (members.some(({ node }) => node === anyId(target.node))) throw refusal('already-exists')
        return driver.attachMember(ref, target, call)
      },
    }),
  },
  {
    mistake: 'gives all members the id of the balancer',
    area,
    fails: ['Each member fits its shape, and has an id of its own'],
    change: (driver) => ({
      ...driver,
      listMembers: (ref, call) =>
        mapped(driver.listMembers(ref, call), (member) => ({ ...member, id: anyId(ref) })),
    }),
  },
  {
    mistake: 'detaches all members at once',
    area,
    fails: ['detachMember takes out a node that is named, or a member that was told'],
    change: (driver) => ({
      ...driver,
      detachMember: async (ref, target, call) => {
        await driver.detachMember(ref, target, call)
        for (const member of await driver.listMembers(ref, call).toArray())
          await driver.detachMember(ref, member, call)
      },
    }),
  },
  {
    mistake: 'calls what is no member not found',
    area,
    fails: ['detachMember of what is no member resolves'],
    change: (driver) => ({
      ...driver,
      detachMember: async (ref, target, call) => {
        const members = await driver.listMembers(ref, call).toArray()
        const id = 'kind' in target ? target.id : anyId(target.node)
        if (!members.some((member) => member.id === id)) throw refusal('not-found')
        await driver.detachMember(ref, target, call)
      },
    }),
  },
  {
    mistake: 'detaches a node from every balancer',
    area,
    fails: ['The members of one balancer are not those of another'],
    change: (driver) => ({
      ...driver,
      detachMember: async (ref, target, call) => {
        await driver.detachMember(ref, target, call)
        for (const each of await driver.listBalancers({}, call).toArray())
          await driver.detachMember(each, target, call)
      },
    }),
  },
  {
    mistake: 'refuses a change while another is under way',
    area,
    fails: ['A change while the cloud is busy with an earlier one waits for it'],
    change: (driver) => {
      let busy = false
      return {
        ...driver,
        attachMember: async (ref, target, call) => {
          if (busy) throw refusal('conflict')
          busy = true
          const member = await driver.attachMember(ref, target, call)
          busy = false
          return member
        },
      }
    },
  },
  {
    mistake: 'lets a change wait for an earlier one beyond its own time',
    area,
    fails: ['A change that waits for an earlier one ends with timeout when its own time is over'],
    change: (driver) => {
      let last: Promise<unknown> = Promise.resolve()
      return {
        ...driver,
        attachMember: (ref, target, call) => {
          const next = last.then(() => driver.attachMember(ref, target, call))
          last = next.catch(() => {})
          return next
        },
      }
    },
  },
  {
    mistake: 'says that a change which its time ended did nothing, and does it',
    area,
    fails: ['A change that waits for an earlier one ends with timeout when its own time is over'],
    change: (driver) => ({
      ...driver,
      attachMember: async (ref, target, call = {}) => {
        try {
          return await driver.attachMember(ref, target, call)
        } catch (error) {
          if (!isCloudError(error, 'timeout')) throw error
          const late = driver.attachMember(ref, target)
          late.catch(() => {})
          throw new CloudError(error.message, { ...error, outcome: 'not-applied' })
        }
      },
    }),
  },
  {
    mistake: 'loses one of two changes at once',
    area,
    fails: ['A change while the cloud is busy with an earlier one waits for it'],
    change: (driver, cloud) => ({
      ...driver,
      attachMember: async (ref, target, call) => {
        const before = await driver.listMembers(ref, call).toArray()
        const member = await driver.attachMember(ref, target, call)
        await pause({ options: { driver: () => driver, clock: cloud.clock } }, 5)
        const ids = new Set([...before.map(({ id }) => id), member.id])
        for (const one of await driver.listMembers(ref, call).toArray())
          if (!ids.has(one.id)) await driver.detachMember(ref, one, call)
        return member
      },
    }),
  },
  {
    mistake: 'swallows that a node is not there',
    area,
    fails: ['attachMember rejects with not-found where balancer or node do not exist'],
    change: (driver) => ({
      ...driver,
      attachMember: async (ref, target, call) => {
        await forgiven(driver.attachMember(ref, target, call), 'not-found')
        const node = anyId(target.node)
        return { kind: 'member', id: node, node, state: 'starting', native: {} }
      },
    }),
  },
  {
    mistake: 'swallows that a balancer is not there',
    area,
    fails: ['listMembers and detachMember reject with not-found where there is no such balancer'],
    change: (driver) => ({
      ...driver,
      detachMember: (ref, target, call) => forgiven(driver.detachMember(ref, target, call), 'not-found'),
    }),
  },
  {
    mistake: 'drops what it does not know of a member',
    area,
    fails: ['A member that is none, or of what is no balancer, is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      attachMember: (ref, { node }, call) => driver.attachMember(ref, { node }, call),
    }),
  },
  {
    mistake: 'lists members from the first page only',
    area,
    fails: ['listMembers does not end at its first page'],
    change: (driver) => ({
      ...driver,
      listMembers: (ref, call) => firstPage(driver.listMembers(ref, call)),
    }),
  },
]
