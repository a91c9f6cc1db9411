import type { Ec2 } from '../action.ts'

export const arnOf = ({ region, accountId }: Ec2, type: string, id: string): string =>
  `arn:aws:ec2:${region}:${accountId}:${type}/${id}`
