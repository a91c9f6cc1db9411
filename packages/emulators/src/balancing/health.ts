import { request } from 'node:http'
import type { Duplex } from 'node:stream'
import { type Frontend, type HealthCheck, type Member, poolsOf } from './frontend.ts'

export type Verdict = 'up' | 'down'

/** What checks have found of members. */
export interface Health {
  /** Looks once at every member that may get something from a frontend. */
  readonly check: (frontend: Frontend) => Promise<void>
  /** Undefined where nobody has looked. */
  readonly verdict: (key: string) => Verdict | undefined
}

interface Record {
  verdict: Verdict
  /** How many results in a row have said the opposite. */
  against: number
}

export function createHealth(): Health {
  const records = new Map<string, Record>()
  const note = ({ key }: Member, result: Verdict, check: HealthCheck): void => {
    const record = records.get(key)
    if (!record) {
      records.set(key, { verdict: result, against: 0 })
      return
    }
    record.against = record.verdict === result ? 0 : record.against + 1
    if (record.against < (result === 'up' ? check.healthy : check.unhealthy)) return
    records.set(key, { verdict: result, against: 0 })
  }
  return {
    check: async (frontend) => {
      const all = new Map(
        poolsOf(frontend).flatMap(({ check, members }) =>
          check ? members.map((member) => [member.key, { member, check }] as const) : [],
        ),
      )
      await Promise.all(
        [...all.values()].map(async ({ member, check }) =>
          note(member, (await isWell(check, member)) ? 'up' : 'down', check),
        ),
      )
    },
    verdict: (key) => records.get(key)?.verdict,
  }
}

async function isWell(check: HealthCheck, { server, port }: Member): Promise<boolean> {
  if (server.state !== 'running') return false
  try {
    const stream = await server.machine.connect(check.port ?? port)
    if (check.protocol === 'http') return await answersWell(check, () => stream)
    stream.destroy()
    return true
  } catch {
    return false
  }
}

const isSuccess = (status: number): boolean => status >= 200 && status < 400

function answersWell(
  { path = '/', isWell: fits = isSuccess }: HealthCheck,
  createConnection: () => Duplex,
): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const asked = request({ createConnection, path, headers: { 'user-agent': 'health-check' } })
    asked.on('response', (response) => {
      response.resume()
      resolve(fits(response.statusCode ?? 0))
      response.on('end', () => asked.destroy())
    })
    asked.on('error', reject)
    asked.end()
  })
}
