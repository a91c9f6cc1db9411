import type {
  ActiveHealthCheck,
  Algorithms,
  Balancer,
  CookieStickiness,
  HealthCheck,
  HealthChecks,
  Listeners,
  Stickiness,
} from '@cloud/core'
import { invalid } from '@cloud/core/driver'
import { activeListener, checkPort, entryOf, needCertificates } from './memory-balancer-input.ts'
import { balancersOf, changeSettings, firstTarget, settingsOf } from './memory-balancers.ts'
import { type MemoryCloud, refuse } from './memory-cloud.ts'
import { idOf, known } from './memory-input.ts'
import { asking } from './memory-store.ts'

export function memoryAlgorithms(cloud: MemoryCloud, token: string): Algorithms & Stickiness {
  const { read, write } = asking(cloud, token)
  return {
    getAlgorithm: async (ref, call) => {
      const id = idOf(ref, 'balancer')
      return read('GetAlgorithm', call, () => settingsOf(cloud, id).algorithm)
    },
    setAlgorithm: async (ref, algorithm, call) => {
      const id = idOf(ref, 'balancer')
      if (!['round-robin', 'least-connections'].includes(algorithm))
        throw invalid(`${String(algorithm)} is no algorithm`)
      await write('SetAlgorithm', call, () => changeSettings(cloud, id, { algorithm }))
    },
    getStickiness: async (ref, call) => {
      const id = idOf(ref, 'balancer')
      return read('GetStickiness', call, () => settingsOf(cloud, id).sticky)
    },
    setStickiness: async (ref, stickiness, call) => {
      const id = idOf(ref, 'balancer')
      if (stickiness !== undefined) checkCookie(stickiness)
      await write('SetStickiness', call, () => {
        const speaksHttp = balancersOf(cloud)
          .find(id)
          .listeners.some(({ protocol }) => protocol === 'http' || protocol === 'https')
        if (stickiness !== undefined && !speaksHttp) throw refuse('invalid', 'no listener speaks http')
        changeSettings(cloud, id, { sticky: stickiness })
      })
    },
  }
}

export function memoryHealthChecks(cloud: MemoryCloud, token: string): HealthChecks {
  const { read, write } = asking(cloud, token)
  return {
    getHealthCheck: async (ref, call) => {
      const id = idOf(ref, 'balancer')
      return read('GetHealthCheck', call, () => settingsOf(cloud, id).health)
    },
    setHealthCheck: async (ref, check, call) => {
      const id = idOf(ref, 'balancer')
      checkHealth(check)
      await write('SetHealthCheck', call, () => {
        const { port = firstTarget(balancersOf(cloud).find(id).listeners), protocol } = check
        const numbers = { intervalMs: 10_000, timeoutMs: 5000, healthyAfter: 3, unhealthyAfter: 3 }
        const path = protocol === 'tcp' ? {} : { path: '/' }
        const health: ActiveHealthCheck = { ...numbers, ...path, ...check, port }
        if (Object.keys(numbers).some((name) => Number(Reflect.get(health, name)) > 300_000))
          throw refuse('invalid', 'out of range')
        changeSettings(cloud, id, { health })
      })
    },
  }
}

export function memoryListeners(cloud: MemoryCloud, token: string): Listeners {
  const balancers = balancersOf(cloud)
  const { write } = asking(cloud, token)
  return {
    addListener: async (ref, listener, call) => {
      const id = idOf(ref, 'balancer')
      const added = activeListener(listener)
      return write('AddListener', call, () => {
        const { listeners } = balancers.find(id)
        needCertificates(cloud, [added])
        const there = listeners.find((one) => entryOf(one) === entryOf(added))
        if (there === undefined) return balancers.change(id, { listeners: [...listeners, added] })
        if (JSON.stringify(there) !== JSON.stringify(added))
          throw refuse('already-exists', 'the port is taken')
        return balancers.find(id)
      })
    },
    removeListener: async (ref, { port, protocol, ...rest }, call) => {
      const id = idOf(ref, 'balancer')
      known(rest, '')
      checkPort(port)
      if (protocol !== undefined && !['http', 'https', 'tcp', 'tls', 'udp'].includes(protocol))
        throw invalid(`${String(protocol)} is no protocol`)
      return write('RemoveListener', call, () => without(balancers.find(id), { port, protocol }))
    },
  }

  function without(
    { id, listeners }: Balancer,
    { port, protocol }: { readonly port: number; readonly protocol: string | undefined },
  ): Balancer {
    const found = listeners.filter((one) => one.port === port && one.protocol === (protocol ?? one.protocol))
    if (found.length > 1) throw refuse('invalid', 'there are two of them: name the protocol')
    if (found.length === listeners.length) throw refuse('conflict', 'a balancer has one listener or more')
    return balancers.change(id, { listeners: listeners.filter((one) => !found.includes(one)) })
  }
}

function checkHealth(check: HealthCheck): void {
  known(check, 'protocol port path intervalMs timeoutMs healthyAfter unhealthyAfter')
  const { protocol, port, path, intervalMs, timeoutMs, healthyAfter, unhealthyAfter } = check
  if (!['http', 'https', 'tcp'].includes(protocol)) throw invalid(`${String(protocol)} is no protocol`)
  if (port !== undefined) checkPort(port)
  if (path !== undefined && (protocol === 'tcp' || !path.startsWith('/')))
    throw invalid('the path does not fit')
  for (const ms of [intervalMs, timeoutMs]) if (ms !== undefined) checkSeconds(ms)
  for (const count of [healthyAfter, unhealthyAfter]) {
    if (count !== undefined && (!Number.isInteger(count) || count < 1)) throw invalid(`${count} is no count`)
  }
}

function checkCookie(stickiness: CookieStickiness): void {
  if (typeof stickiness !== 'object') throw invalid('stickiness is an object')
  known(stickiness, 'by durationMs cookieName')
  const { by, durationMs, cookieName } = stickiness
  if (by !== 'cookie') throw invalid(`${String(by)} is no way to stick`)
  checkSeconds(durationMs)
  if (cookieName !== undefined && !/^[\w-]+$/.test(cookieName)) throw invalid('no name of a cookie')
}

function checkSeconds(ms: unknown): void {
  if (typeof ms !== 'number' || !Number.isInteger(ms / 1000) || ms <= 0)
    throw invalid(`${String(ms)} ms are no whole seconds`)
}
