import type { Wire } from './json.ts'
import { deleteOf, insertOf, type Kind, patchOf, updateOf } from './kind.ts'
import type { Operations } from './operation.ts'
import { getOne, listAll, listEverywhere } from './reads.ts'
import { invalidField, requiredField } from './refusal.ts'

/** By type, the member that says what is asked, and the port where none is said. */
const probes: Readonly<Record<string, readonly [string, number]>> = {
  TCP: ['tcpHealthCheck', 80],
  SSL: ['sslHealthCheck', 443],
  HTTP: ['httpHealthCheck', 80],
  HTTPS: ['httpsHealthCheck', 443],
  HTTP2: ['http2HealthCheck', 443],
  GRPC: ['grpcHealthCheck', 0],
}

const intervals = { checkIntervalSec: 5, timeoutSec: 5, healthyThreshold: 2, unhealthyThreshold: 2 }

function checkIntervals(wire: Wire): void {
  const { checkIntervalSec, timeoutSec } = wire
  for (const field of ['checkIntervalSec', 'timeoutSec'] as const)
    if (Number(wire[field]) < 1 || Number(wire[field]) > 300)
      throw invalidField(field, wire[field], 'Must be between 1 and 300.')
  for (const field of ['healthyThreshold', 'unhealthyThreshold'] as const)
    if (Number(wire[field]) < 1 || Number(wire[field]) > 10)
      throw invalidField(field, wire[field], 'Must be between 1 and 10.')
  if (Number(timeoutSec) > Number(checkIntervalSec))
    throw invalidField('timeoutSec', timeoutSec, 'Timeout must be less than or equal to checkIntervalSec.')
}

function checkPort(port: unknown, field: string): void {
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535))
    throw invalidField(field, port, 'Must be between 1 and 65535.')
}

function withProbe(body: Wire): Wire {
  const [member, port] = probes[String(body.type)] ?? []
  if (!member || port === undefined) return intervals
  const given = (body[member] ?? {}) as Wire
  const asks = member.startsWith('http') ? { requestPath: '/' } : {}
  const fixed = given.portSpecification === undefined || given.portSpecification === 'USE_FIXED_PORT'
  return {
    ...intervals,
    [member]: {
      ...(port > 0 && fixed && { port }),
      ...asks,
      ...(member !== 'grpcHealthCheck' && { proxyHeader: 'NONE' }),
      ...given,
    },
  }
}

const kind: Kind = {
  collection: 'healthChecks',
  required: ['type'],
  defaults: (_cloud, body) => {
    const whole = withProbe(body)
    // The body's own member would hide the ports and paths that it leaves out.
    for (const name of Object.keys(whole)) if (name.endsWith('HealthCheck')) body[name] = whole[name]
    return whole
  },
  check: (_cloud, wire) => {
    checkIntervals(wire)
    const [member = ''] = probes[String(wire.type)] ?? []
    const other = Object.values(probes).find(([name]) => name !== member && wire[name] !== undefined)
    if (other)
      throw invalidField(other[0], '', `A health check of type ${wire.type} is described by ${member}.`)
    const probe = (wire[member] ?? {}) as Wire
    checkPort(probe.port, `${member}.port`)
    if (probe.requestPath !== undefined && !String(probe.requestPath).startsWith('/'))
      throw invalidField(`${member}.requestPath`, probe.requestPath, 'Must begin with a slash.')
  },
}

const legacy: Kind = {
  collection: 'httpHealthChecks',
  defaults: () => ({ ...intervals, port: 80, requestPath: '/' }),
  check: (_cloud, wire) => {
    checkIntervals(wire)
    checkPort(wire.port, 'port')
    if (wire.requestPath === undefined) throw requiredField('requestPath')
    if (!String(wire.requestPath).startsWith('/'))
      throw invalidField('requestPath', wire.requestPath, 'Must begin with a slash.')
  },
}

type Checks = 'healthChecks' | 'regionHealthChecks' | 'httpHealthChecks'

export const healthChecks: Operations<`compute.${Checks}.${string}`> = {
  'compute.healthChecks.aggregatedList': listEverywhere('global', 'region'),
  'compute.healthChecks.delete': deleteOf(kind),
  'compute.healthChecks.get': getOne,
  'compute.healthChecks.insert': insertOf(kind),
  'compute.healthChecks.list': listAll,
  'compute.healthChecks.patch': patchOf(kind),
  'compute.healthChecks.update': updateOf(kind),
  'compute.httpHealthChecks.delete': deleteOf(legacy),
  'compute.httpHealthChecks.get': getOne,
  'compute.httpHealthChecks.insert': insertOf(legacy),
  'compute.httpHealthChecks.list': listAll,
  'compute.httpHealthChecks.patch': patchOf(legacy),
  'compute.httpHealthChecks.update': updateOf(legacy),
  'compute.regionHealthChecks.delete': deleteOf(kind),
  'compute.regionHealthChecks.get': getOne,
  'compute.regionHealthChecks.insert': insertOf(kind),
  'compute.regionHealthChecks.list': listAll,
  'compute.regionHealthChecks.patch': patchOf(kind),
  'compute.regionHealthChecks.update': updateOf(kind),
}
