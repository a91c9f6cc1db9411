import type { Image } from './image.ts'
import { invalidValue } from './refusal.ts'
import type { XmlFields } from './xml.ts'

type Switch = 'enabled' | 'disabled'

/** Of the metadata service of an instance. */
export interface MetadataOptions {
  readonly tokens: 'required' | 'optional'
  readonly hopLimit: number
  readonly endpoint: Switch
  readonly ipv6: Switch
  readonly tags: Switch
}

/** By wire name. */
export interface MetadataInput {
  readonly HttpTokens?: 'required' | 'optional'
  readonly HttpPutResponseHopLimit?: number
  readonly HttpEndpoint?: Switch
  readonly HttpProtocolIpv6?: Switch
  readonly InstanceMetadataTags?: Switch
}

/** What an instance has whose launch says nothing: the image may ask for tokens, the account does not. */
export const defaultMetadata = ({ tokensRequired }: Image): MetadataOptions => ({
  tokens: tokensRequired ? 'required' : 'optional',
  hopLimit: tokensRequired ? 2 : 1,
  endpoint: 'enabled',
  ipv6: 'disabled',
  tags: 'disabled',
})

const mostHops = 64

export function readMetadata(input: MetadataInput, present: MetadataOptions): MetadataOptions {
  const hopLimit = input.HttpPutResponseHopLimit ?? present.hopLimit
  if (hopLimit < 1 || hopLimit > mostHops) {
    throw invalidValue(
      `Value (${hopLimit}) for parameter HttpPutResponseHopLimit is invalid. It must be from 1 to ${mostHops}.`,
    )
  }
  return {
    tokens: input.HttpTokens ?? present.tokens,
    hopLimit,
    endpoint: input.HttpEndpoint ?? present.endpoint,
    ipv6: input.HttpProtocolIpv6 ?? present.ipv6,
    tags: input.InstanceMetadataTags ?? present.tags,
  }
}

export const metadataFields = (options: MetadataOptions, isPending: boolean): XmlFields => ({
  state: isPending ? 'pending' : 'applied',
  httpTokens: options.tokens,
  httpPutResponseHopLimit: options.hopLimit,
  httpEndpoint: options.endpoint,
  httpProtocolIpv6: options.ipv6,
  instanceMetadataTags: options.tags,
})
