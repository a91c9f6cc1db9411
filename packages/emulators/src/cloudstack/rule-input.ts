import { isIPv4, isIPv6 } from 'node:net'
import { invalid } from './refusal.ts'

/** What a rule lets through, as every kind of rule takes it. */
export interface PortInput {
  readonly protocol?: string
  readonly startport?: number
  readonly endport?: number
  readonly icmptype?: number
  readonly icmpcode?: number
}

export interface Ports {
  readonly protocol: string
  readonly startPort: number | undefined
  readonly endPort: number | undefined
  readonly icmpType: number | undefined
  readonly icmpCode: number | undefined
}

/** Throws a `Refusal` for a protocol that is none, and for ports and types that do not go with it. Without ports a rule is for all. */
export function readPorts(input: PortInput, ports: 'needed' | 'optional' = 'needed'): Ports {
  const protocol = (input.protocol ?? 'tcp').toLowerCase()
  const { startport, endport, icmptype, icmpcode } = input
  const numbered = /^\d{1,3}$/.test(protocol) && Number(protocol) <= 255
  if (!numbered && !['tcp', 'udp', 'icmp', 'all'].includes(protocol))
    throw invalid(`Invalid protocol ${protocol}`)
  if (protocol === 'icmp') return { ...noPorts, protocol, ...icmp(icmptype, icmpcode) }
  if (icmptype !== undefined || icmpcode !== undefined)
    throw invalid('Can specify icmpCode and icmpType for ICMP protocol only')
  if (protocol !== 'tcp' && protocol !== 'udp') {
    if (startport !== undefined || endport !== undefined)
      throw invalid(`Ports cannot be specified for protocol ${protocol}`)
    return { ...noPorts, protocol }
  }
  if (startport === undefined && endport === undefined) {
    if (ports === 'optional') return { ...noPorts, protocol }
    throw invalid(`A rule of ${protocol} takes startport`)
  }
  const from = startport ?? endport ?? 0
  const to = endport ?? from
  for (const port of [from, to]) checkPort(port)
  if (from > to) throw invalid('Start port can not be bigger than end port')
  return { ...noPorts, protocol, startPort: from, endPort: to }
}

const noPorts = { startPort: undefined, endPort: undefined, icmpType: undefined, icmpCode: undefined }

/** -1 stands for all. */
function icmp(type = -1, code = -1): Pick<Ports, 'icmpType' | 'icmpCode'> {
  if (type < -1 || type > 255) throw invalid(`Invalid icmp type: ${type}; it is from 0 to 255`)
  if (code < -1 || code > 16) throw invalid(`Invalid icmp code: ${code} should belong to [0-16] range`)
  return { icmpType: type, icmpCode: code }
}

export function checkPort(port: number): void {
  if (port < 1 || port > 65_535) throw invalid(`publicPort is an invalid value: ${port}`)
}

/** Throws a `Refusal` for what is no range of addresses. */
export function checkCidr(cidr: string): void {
  const [address = '', bits = '', ...more] = cidr.split('/')
  const most = isIPv4(address) ? 32 : isIPv6(address) ? 128 : -1
  if (more.length > 0 || !/^\d{1,3}$/.test(bits) || Number(bits) > most) throw invalid(`Invalid cidr ${cidr}`)
}
