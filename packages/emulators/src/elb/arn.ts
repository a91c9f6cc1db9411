import type { Elb } from './action.ts'
import { invalid } from './refusals.ts'

/** The kinds of things that ELB version 2 gives an ARN, in its words, with how many parts their names have. */
const kinds = {
  'load balancer': { prefix: 'loadbalancer', parts: 3 },
  'target group': { prefix: 'targetgroup', parts: 2 },
  listener: { prefix: 'listener', parts: 4 },
  'listener rule': { prefix: 'listener-rule', parts: 5 },
} as const

export type ArnKind = keyof typeof kinds

export const arnOf = ({ ec2: { region, accountId } }: Elb, kind: ArnKind, path: string): string =>
  `arn:aws:elasticloadbalancing:${region}:${accountId}:${kinds[kind].prefix}/${path}`

export const newDigits = ({ ec2 }: Elb): string => ec2.centre.random.hex(16)

/** What follows the kind in an ARN that has passed `checkArn`. */
export const pathOf = (arn: string): string => arn.slice(arn.indexOf('/') + 1)

/** The kind of thing that an ARN names. Undefined for what is none of ELB's. */
export function kindOf(arn: string): ArnKind | undefined {
  const names = Object.keys(kinds) as ArnKind[]
  return names.find((kind) => isArn(arn, kind))
}

function isArn(arn: string, kind: ArnKind): boolean {
  const { prefix, parts } = kinds[kind]
  const match = /^arn:aws:elasticloadbalancing:[a-z0-9-]+:\d{12}:([a-z-]+)\/(.+)$/.exec(arn)
  return match?.[1] === prefix && match[2]?.split('/').length === parts
}

/** Throws the `Refusal` for what is no ARN of the kind. */
export function checkArn(arn: string, kind: ArnKind): void {
  if (!isArn(arn, kind)) throw invalid(`'${arn}' is not a valid ${kind} ARN`)
}
