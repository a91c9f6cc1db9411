import type { Duplex } from 'node:stream'
import type { Choice, Client } from './choice.ts'
import type { Frontend, Member, Pool } from './frontend.ts'
import type { Health } from './health.ts'

/** A member that took the connection. */
export interface Reached {
  readonly member: Member
  readonly stream: Duplex
  /** What the member had to do is done. */
  readonly end: () => void
}

/** What a listener on loopback knows of the port of a balancer that it stands for. */
export interface Listening {
  /** As it is now; undefined when it is gone. */
  readonly frontend: () => Frontend | undefined
  /**
   * Connects to the member whose turn it is, or the next that takes the connection; undefined where none does. `poolOf` says which members
   * share it: left out, the frontend's own.
   */
  readonly reach: (
    client: Client,
    poolOf?: (frontend: Frontend) => Pool | undefined,
  ) => Promise<Reached | undefined>
}

export const listeningOf = (
  frontend: () => Frontend | undefined,
  choice: Choice,
  health: Health,
): Listening => ({
  frontend,
  reach: async (client, poolOf = (now) => now) => {
    const refused = new Set<string>()
    for (;;) {
      const now = frontend()
      const pool = now && poolOf(now)
      const members = pool?.members.filter(
        (member) => !refused.has(member.key) && takes(pool, member, health),
      )
      const member = pool && members && choice.choose(pool, members, client)
      if (!member) return undefined
      const end = choice.begin(member)
      try {
        return { member, stream: await member.server.machine.connect(member.port), end }
      } catch {
        end()
        refused.add(member.key)
      }
    }
  },
})

/** A member that was not looked at yet gets nothing where members are looked at. */
const takes = ({ check }: Pool, { key, draining, weight }: Member, health: Health): boolean =>
  !draining && weight !== 0 && (check === undefined || health.verdict(key) === 'up')
