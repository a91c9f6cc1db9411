import type { CloudStack } from './cloud.ts'
import type { PublicIp } from './public-ip.ts'
import { ruleConflict } from './refusal.ts'
import { forget } from './resource-jobs.ts'

interface Use {
  readonly protocol: string
  readonly from: number
  readonly to: number
}

/** Throws a `Refusal` for ports of an address that another forwarding or balancing rule has. */
export function checkPortsFree(cloud: CloudStack, ip: PublicIp, wanted: Use): void {
  const forwarded = [...cloud.forwardingRules.values()]
    .filter((rule) => rule.ip === ip)
    .map(({ id, protocol, publicPort, publicEndPort }) => ({
      id,
      protocol,
      from: publicPort,
      to: publicEndPort,
    }))
  const balanced = [...cloud.balancers.values()]
    .filter((rule) => rule.ip === ip)
    .map(({ id, protocol, publicPort }) => ({
      id,
      protocol: transport(protocol),
      from: publicPort,
      to: publicPort,
    }))
  const other = [...forwarded, ...balanced].find(
    ({ protocol, from, to }) =>
      protocol === transport(wanted.protocol) && from <= wanted.to && wanted.from <= to,
  )
  if (other)
    throw ruleConflict(
      `The range specified, ${wanted.from}-${wanted.to}, conflicts with rule ${other.id} which has ${other.from}-${other.to}`,
    )
}

const transport = (protocol: string): string => (protocol === 'udp' ? 'udp' : 'tcp')

/** The rule of the firewall that was made with another rule goes with it. */
export function closeFirewall(cloud: CloudStack, relatedId: string): void {
  for (const rule of cloud.firewallRules.values())
    if (rule.relatedId === relatedId) forget(cloud, cloud.firewallRules, rule.id)
}
