/** A part of AWS with accounts, regions and domains of its own. */
export interface Partition {
  readonly name: string
  /** What host names of its regions end in; and those that have IPv6 addresses, too. */
  readonly domain: string
  readonly dualStackDomain: string
}

type Row = readonly [regions: RegExp, name: string, domain: string, dualStackDomain: string]

/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html; the forms and domains are those of AWS's SDKs. */
const partitions: readonly Row[] = [
  [/^(us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d+$/, 'aws', 'amazonaws.com', 'api.aws'],
  [/^cn-[a-z]+-\d+$/, 'aws-cn', 'amazonaws.com.cn', 'api.amazonwebservices.com.cn'],
  [/^us-gov-[a-z]+-\d+$/, 'aws-us-gov', 'amazonaws.com', 'api.aws'],
  [/^eusc-de-[a-z]+-\d+$/, 'aws-eusc', 'amazonaws.eu', 'api.amazonwebservices.eu'],
  [/^us-iso-[a-z]+-\d+$/, 'aws-iso', 'c2s.ic.gov', 'api.aws.ic.gov'],
  [/^us-isob-[a-z]+-\d+$/, 'aws-iso-b', 'sc2s.sgov.gov', 'api.aws.scloud'],
  [/^eu-isoe-[a-z]+-\d+$/, 'aws-iso-e', 'cloud.adc-e.uk', 'api.cloud-aws.adc-e.uk'],
  [/^us-isof-[a-z]+-\d+$/, 'aws-iso-f', 'csp.hci.ic.gov', 'api.aws.hci.ic.gov'],
  // Regions of a continent that is new to AWS have always been in its first partition.
  [/^[a-z]{2}-[a-z]{1,12}-\d{1,2}$/, 'aws', 'amazonaws.com', 'api.aws'],
]

/** The partition of a region; undefined for what is no region of AWS. */
export function partitionOf(region: string): Partition | undefined {
  const [, name, domain, dualStackDomain] = partitions.find(([form]) => form.test(region)) ?? []
  return name && domain && dualStackDomain ? { name, domain, dualStackDomain } : undefined
}
