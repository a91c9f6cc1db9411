import type { Centre } from '../centre/centre.ts'
import { createAccessTokens } from './access-tokens.ts'
import type { Gce, GceOptions } from './cloud.ts'
import { addDefaultNetwork } from './default-network.ts'
import { addDefaultFirewalls } from './firewalls.ts'
import { publicImages } from './image-catalogue.ts'
import { metadataWire } from './metadata.ts'
import { addDefaultRoute } from './networks.ts'
import { createOperationLog } from './operation-log.ts'
import { proxyFrontend } from './proxy-frontend.ts'
import { type GceCredentials, newServiceAccount } from './service-account.ts'
import { targetPoolFrontend } from './target-pool-frontend.ts'
import { tokenPath } from './token-endpoint.ts'

interface Parts {
  readonly centre: Centre
  readonly options?: GceOptions | undefined
  readonly consistencyMs?: number | undefined
  readonly pageSize?: number | undefined
}

/** Where a driver makes what is told no zone. */
const zone = 'europe-west1-b'

/** The options that a driver takes for the cloud behind this endpoint. */
export interface GceAccess {
  readonly project: string
  readonly zone: string
  readonly endpoint: string
  readonly credentials: GceCredentials
}

export const gceAccess = ({ project, account }: Gce, endpoint: string): GceAccess => ({
  project,
  zone,
  endpoint,
  get credentials() {
    return {
      client_email: account.email,
      private_key: account.privateKey(),
      token_uri: `${endpoint}${tokenPath}`,
    }
  },
})

export function createGce({ centre, options = {}, consistencyMs = 0, pageSize = 500 }: Parts): Gce {
  const { clock, random } = centre
  let number = 1_000_000_000_000_000_000n
  const newId = () => {
    number += 1n + BigInt(Math.floor(random.next() * 1e12))
    return String(number)
  }
  const project = 'emulated-project'
  const account = newServiceAccount(`emulated@${project}.iam.gserviceaccount.com`)
  const cloud: Gce = {
    centre,
    project,
    projectNumber: '420000000001',
    account,
    tokens: createAccessTokens(clock, account),
    options,
    consistencyMs,
    pageSize,
    resources: new Map(publicImages.map((image) => [image.path, image])),
    machines: new Map(),
    operations: createOperationLog({ clock, newId, hex: random.hex }),
    commonMetadata: {},
    policies: new Map(),
    groupMembers: new Map(),
    ranges: new Map(),
    requests: new Map(),
    newId,
  }
  cloud.commonMetadata = metadataWire(cloud, {})
  addDefaultRoute(cloud, addDefaultNetwork(cloud))
  addDefaultFirewalls(cloud)
  centre.balancing.add(
    (host, port) => targetPoolFrontend(cloud, host, port) ?? proxyFrontend(cloud, host, port),
  )
  return cloud
}
