import { invalid } from '@cloud/core/driver'
import type { OptionFields } from './option-fields.ts'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html */
export interface MetadataOptions {
  /** `required`: the service answers only who has asked for a token (IMDSv2). */
  readonly tokens?: 'required' | 'optional' | undefined
  /** Over how many network hops an answer goes, 1 to 64: containers need 2. */
  readonly hopLimit?: number | undefined
  /** `disabled`: there is no such service for the node. */
  readonly endpoint?: 'enabled' | 'disabled' | undefined
  readonly ipv6?: 'enabled' | 'disabled' | undefined
  /** Whether it tells the node's tags. */
  readonly instanceTags?: 'enabled' | 'disabled' | undefined
}

export const metadataFields: OptionFields = {
  tokens: ['HttpTokens', 'required|optional'],
  hopLimit: ['HttpPutResponseHopLimit', 'number'],
  endpoint: ['HttpEndpoint', 'enabled|disabled'],
  ipv6: ['HttpProtocolIpv6', 'enabled|disabled'],
  instanceTags: ['InstanceMetadataTags', 'enabled|disabled'],
}

/** What the fields do not say. */
export function checkHops(what: string, { hopLimit = 1 }: MetadataOptions): void {
  if (hopLimit > 64) throw invalid(`${what}.hopLimit is ${hopLimit}`, '1 to 64')
}
