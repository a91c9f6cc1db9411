import type { Listener } from '@cloud/core'
import { checkNames, checkWhole, invalid, told } from '@cloud/core/driver'
import type { Notes } from './load-balancers-wire.ts'

const names = ['protocol', 'port', 'targetProtocol', 'targetPort', 'certificate', 'native']

export interface CheckedListener {
  readonly protocol: Notes['protocol']
  readonly port: number
  readonly targetPort: number
}

/** The listener of a balancer; `invalid` for what a rule of CloudStack cannot be. */
export function checkListeners(listeners: readonly Listener<never>[]): CheckedListener {
  if (!Array.isArray(listeners) || listeners.length === 0)
    throw invalid('A balancer needs a listener', 'one in listeners')
  const checked = listeners.map((listener, index) => checkListener(`listeners[${index}]`, listener))
  const [first] = checked
  if (first === undefined || checked.length > 1) {
    const hint = 'one balancer for each, on one address by native.address'
    throw invalid(`There are ${checked.length} listeners, and a balancer of CloudStack has one`, hint)
  }
  return first
}

function checkListener(what: string, listener: Listener<never>): CheckedListener {
  checkNames(what, listener, names)
  const { protocol, port, targetProtocol = protocol, targetPort = port, certificate, native } = listener
  if (native !== undefined) checkNames(`${what}.native`, native, [])
  if (protocol !== 'http' && protocol !== 'tcp' && protocol !== 'udp')
    throw invalid(
      `${what}.protocol is ${told(protocol)}`,
      'http, tcp, or udp: encryption ends at the members',
    )
  if (targetProtocol !== protocol)
    throw invalid(`${what} cannot hand ${protocol} on as ${told(targetProtocol)}`, protocol)
  if (certificate !== undefined) throw invalid(`${what} takes no certificate`)
  return {
    protocol,
    port: checkWhole(`${what}.port`, port, 1, 65_535),
    targetPort: checkWhole(`${what}.targetPort`, targetPort, 1, 65_535),
  }
}
