import { number, object, text, type XmlShape } from '@cloud/core/driver'

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsResponse.html, as spelled in its XML. */
export interface MetadataWire {
  /** `pending` until they hold, then `applied`. */
  readonly state?: string
  readonly httpTokens?: string
  readonly httpPutResponseHopLimit?: number
  readonly httpEndpoint?: string
  readonly httpProtocolIpv6?: string
  readonly instanceMetadataTags?: string
}

export const metadata: XmlShape<MetadataWire> = object<MetadataWire>({
  state: text,
  httpTokens: text,
  httpPutResponseHopLimit: number,
  httpEndpoint: text,
  httpProtocolIpv6: text,
  instanceMetadataTags: text,
})
