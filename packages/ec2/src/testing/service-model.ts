import { awsModel } from '@tooling/vitest/aws-model'

/** AWS adds instance types every few weeks. */
const model = awsModel('ec2', { open: ['InstanceType'] })

export const modelIsHere: boolean = model.isHere

/** What is wrong with a request's form, held against Amazon's model of EC2. */
export const violations: (form: string) => readonly string[] = model.violations
