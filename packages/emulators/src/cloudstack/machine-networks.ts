import type { CloudStack } from './cloud.ts'
import { existingNetwork } from './existing-network.ts'
import type { Network } from './network.ts'
import { networkOfferings } from './network-offerings.ts'
import { addNetwork } from './new-network.ts'
import { invalid } from './refusal.ts'
import type { Zone } from './zones.ts'

export interface NetworkChoice {
  readonly network: Network
  /** The one that was asked for, if any. */
  readonly address: string | undefined
}

interface NetworksInput {
  readonly networkids?: readonly string[]
  readonly ipaddress?: string
  readonly iptonetworklist?: readonly Readonly<Record<string, string>>[]
}

/** The networks of a new machine, the first of which is its default one. Throws a `Refusal` for those that it cannot be in. */
export function machineNetworks(
  cloud: CloudStack,
  zone: Zone,
  projectId: string | undefined,
  { networkids, ipaddress, iptonetworklist }: NetworksInput,
): readonly NetworkChoice[] {
  if (zone.type === 'Basic') return basicNetworks(cloud, zone, networkids, iptonetworklist)
  if (iptonetworklist) {
    if (networkids || ipaddress !== undefined)
      throw invalid("ipToNetworkMap can't be specified along with networkIds or ipAddress")
    return iptonetworklist.map(({ networkid, ip }) => ({
      network: usable(cloud, zone, networkid, projectId),
      address: ip,
    }))
  }
  const chosen = networkids?.map((id) => usable(cloud, zone, id, projectId)) ?? [
    defaultNetwork(cloud, zone, projectId),
  ]
  if (new Set(chosen).size < chosen.length) throw invalid('A network is given twice')
  return chosen.map((network, place) => ({ network, address: place === 0 ? ipaddress : undefined }))
}

function basicNetworks(
  cloud: CloudStack,
  zone: Zone,
  networkids: readonly string[] | undefined,
  list: readonly unknown[] | undefined,
): readonly NetworkChoice[] {
  if (networkids || list) throw invalid("Can't specify network Ids in Basic zone")
  const network = [...cloud.networks.values()].find((one) => one.zone === zone)
  return network ? [{ network, address: undefined }] : []
}

function usable(
  cloud: CloudStack,
  zone: Zone,
  id: string | undefined,
  projectId: string | undefined,
): Network {
  const network = existingNetwork(cloud, 'networkids', id)
  if (network.zone !== zone) throw invalid(`Network id=${network.id} doesn't belong to zone ${zone.id}`)
  if (!network.builtIn && network.projectId !== projectId)
    throw invalid(`Network id=${network.id} is not of the machine's owner`)
  return network
}

/** The owner's only isolated network; the first machine of an owner without one gets it made. */
function defaultNetwork(cloud: CloudStack, zone: Zone, projectId: string | undefined): Network {
  const own = [...cloud.networks.values()].filter(
    (network) =>
      network.zone === zone &&
      network.offering.kind === 'Isolated' &&
      network.vpcId === undefined &&
      network.projectId === projectId,
  )
  if (own.length > 1)
    throw invalid(
      `More than 1 default Isolated networks are found for account ${cloud.account.name}; please specify networkIds`,
    )
  const offering = networkOfferings.find(({ required }) => required)
  if (!offering) throw invalid('Unable to find network offering with availability=Required')
  const name = `${cloud.account.name}-network`
  return own[0] ?? addNetwork(cloud, { name, displayText: name, zone, offering, projectId })
}
