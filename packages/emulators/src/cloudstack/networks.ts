import type { CloudStack } from './cloud.ts'
import { isVisible } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { answerList, type ListInput, named } from './listing.ts'
import type { Network } from './network.ts'
import { networkWire } from './network-wire.ts'
import { hasTags, type TagFilter } from './tag.ts'

interface NetworkList extends ListInput {
  readonly type?: string
  readonly traffictype?: string
  readonly acltype?: string
  readonly vpcid?: string
  readonly forvpc?: boolean
  readonly issystem?: boolean
  readonly networkofferingid?: string
  readonly supportedservices?: readonly string[]
  readonly tags?: TagFilter
}

const takes = `id name type traffictype acltype vpcid forvpc issystem networkofferingid zoneid canusefordeploy supportedservices tags`

export const networkListCommands: Commands<'listNetworks'> = {
  listNetworks: now<NetworkList>(takes, (cloud, input, call) => {
    const visible = [...cloud.networks.values()].filter(
      ({ builtIn, createdAt }) => builtIn || isVisible(cloud, createdAt),
    )
    const networks = named(cloud, input, visible).filter((network) => isChosen(cloud, network, input))
    return answerList(cloud, call, 'network', networks, (network) => networkWire(cloud, network))
  }),
}

function isChosen(cloud: CloudStack, network: Network, input: NetworkList): boolean {
  const { builtIn, offering, projectId, vpcId, zone } = network
  const same = (wanted: string | undefined, own: string | undefined) =>
    wanted === undefined || wanted.toLowerCase() === own?.toLowerCase()
  return (
    (builtIn || input.projectid === '-1' || input.id !== undefined || projectId === input.projectid) &&
    same(input.type, offering.kind) &&
    same(input.traffictype, 'Guest') &&
    same(input.acltype, builtIn ? 'Domain' : 'Account') &&
    same(input.vpcid, vpcId) &&
    same(input.networkofferingid, offering.id) &&
    same(input.zoneid, zone.id) &&
    input.issystem !== true &&
    (input.forvpc === undefined || input.forvpc === (vpcId !== undefined)) &&
    (input.supportedservices ?? []).every((service) => service in offering.services) &&
    hasTags(cloud, network.id, input.tags)
  )
}
