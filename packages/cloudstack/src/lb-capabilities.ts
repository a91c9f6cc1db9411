import type { CallOptions } from '@cloud/core'
import { beforeWrite } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { getNetwork } from './get-network.ts'

/** What the balancer of a network can do beside balancing. https://cloudstack.apache.org/api/apidocs-4.20/apis/listNetworks.html */
export interface LbCapabilities {
  readonly healthChecks: boolean
  /** By the method, as in `LbCookie`, the names of its parameters. */
  readonly stickiness: ReadonlyMap<string, readonly string[]>
}

/** Asks the network: virtual routers and appliances differ. */
export async function lbCapabilities(
  client: CloudStackClient,
  network: string,
  call: CallOptions,
): Promise<LbCapabilities> {
  const { native } = await beforeWrite(getNetwork(client, network, call))
  const { capability = [] } = native.service?.find(({ name }) => name === 'Lb') ?? {}
  const told = (wanted: string) => capability.find(({ name }) => name === wanted)?.value
  return {
    healthChecks: told('HealthCheckPolicy') === 'true',
    stickiness: methodsOf(told('SupportedStickinessMethods')),
  }
}

interface MethodWire {
  readonly methodname?: string
  readonly paramlist?: readonly { readonly paramname?: string }[]
}

/** The capability is JSON within a text. */
function methodsOf(text: string | undefined): ReadonlyMap<string, readonly string[]> {
  let methods: unknown
  try {
    methods = JSON.parse(text ?? '[]')
  } catch {
    methods = []
  }
  const told: readonly MethodWire[] = Array.isArray(methods) ? methods : []
  return new Map(
    told.map(({ methodname = '', paramlist = [] }) => [
      methodname,
      paramlist.map(({ paramname = '' }) => paramname),
    ]),
  )
}
