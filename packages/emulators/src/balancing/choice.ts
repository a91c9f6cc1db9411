import { createHash } from 'node:crypto'
import type { Member, Pool } from './frontend.ts'

export interface Client {
  readonly address: string
  /** The value of the pool's cookie, where the client has it. */
  readonly cookie?: string | undefined
}

/** Chooses members in turn, by what they have to do, or by who asks. */
export interface Choice {
  /** Of these, which the pool has and which may get something new. */
  readonly choose: (pool: Pool, members: readonly Member[], client: Client) => Member | undefined
  /** Counts something that a member has to do, until the function that it returns is called. */
  readonly begin: (member: Member) => () => void
}

export function createChoice(): Choice {
  const busy = new Map<string, number>()
  const turns = new Map<string, number>()
  const busyOf = ({ key }: Member) => busy.get(key) ?? 0
  return {
    choose: ({ algorithm, cookie }, members, client) => {
      const known = cookie && members.find((member) => cookieOf(member) === client.cookie)
      if (known) return known
      if (algorithm === 'source') return greatest(members, ({ key }) => rank(`${client.address} ${key}`))
      const idle = Math.min(...members.map(busyOf))
      return inTurn(
        turns,
        algorithm === 'least-connections' ? members.filter((one) => busyOf(one) === idle) : members,
      )
    },
    begin: (member) => {
      busy.set(member.key, busyOf(member) + 1)
      let ended = false
      return () => {
        if (!ended) busy.set(member.key, busyOf(member) - 1)
        ended = true
      }
    },
  }
}

/** Each as often as its weight says, and none twice in a row where that can be: those that were passed over gain. */
function inTurn(turns: Map<string, number>, members: readonly Member[]): Member | undefined {
  const weightOf = ({ weight = 1 }: Member) => weight
  for (const member of members) turns.set(member.key, (turns.get(member.key) ?? 0) + weightOf(member))
  const chosen = greatest(members, ({ key }) => turns.get(key) ?? 0)
  const total = members.reduce((sum, member) => sum + weightOf(member), 0)
  if (chosen) turns.set(chosen.key, (turns.get(chosen.key) ?? 0) - total)
  return chosen
}

function greatest(members: readonly Member[], scoreOf: (member: Member) => number): Member | undefined {
  const [first, ...others] = members
  return others.reduce<Member | undefined>(
    (best, member) => (best && scoreOf(member) > scoreOf(best) ? member : best),
    first,
  )
}

const rank = (text: string): number => createHash('sha256').update(text).digest().readUInt32BE()

/** What the cookie of a client says that stays at a member. */
export const cookieOf = ({ key }: Member): string =>
  createHash('sha256').update(key).digest('hex').slice(0, 16)
