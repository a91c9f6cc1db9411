import { type Action, action, type Ec2 } from './action.ts'
import { visible } from './network/found.ts'

interface AttributesInput {
  readonly AttributeName?: readonly string[]
}

/** Limits that the account does not have are told as the vendor's own defaults. */
const attributes = (ec2: Ec2): Readonly<Record<string, readonly string[]>> => ({
  'supported-platforms': ['VPC'],
  'default-vpc': [visible(ec2, 'vpcs').find(({ isDefault }) => isDefault)?.id ?? 'none'],
  'max-instances': [String(ec2.limits.instances ?? 20)],
  'max-elastic-ips': [String(ec2.limits.addresses ?? 5)],
  'vpc-max-elastic-ips': [String(ec2.limits.addresses ?? 5)],
  'vpc-max-security-groups-per-interface': ['5'],
})

export const describeAccountAttributes: Action = action<AttributesInput>(
  (ec2, { AttributeName: names }) =>
    () => ({
      accountAttributeSet: Object.entries(attributes(ec2))
        .filter(([name]) => names?.includes(name) ?? true)
        .map(([attributeName, values]) => ({
          attributeName,
          attributeValueSet: values.map((attributeValue) => ({ attributeValue })),
        })),
    }),
)
