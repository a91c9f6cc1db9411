import { type CloudStack, isVisible } from './cloud.ts'
import { noEntity } from './found.ts'
import type { Network } from './network.ts'

export function existingNetwork(cloud: CloudStack, parameter: string, id: string | undefined): Network {
  const network = id === undefined ? undefined : cloud.networks.get(id)
  if (!network || !(network.builtIn || isVisible(cloud, network.createdAt))) throw noEntity(parameter, id)
  return network
}
