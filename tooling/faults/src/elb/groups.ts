import {
  deleteTargetGroup,
  deregisterTargets,
  getTargetGroup,
  getTargetGroupAttributes,
  getTargetHealth,
  listTargetGroups,
  modifyTargetGroup,
  registerTargets,
  setTargetGroupAttributes,
} from '@cloud/elb'
import { ip, newGroup, type Operation, reads, writes } from './given.ts'

const delay = { 'deregistration_delay.timeout_seconds': '60' }
const targets = [{ Id: ip }]

export const groups: readonly Operation[] = [
  reads('listTargetGroups', 'DescribeTargetGroups', async (driver) => {
    await newGroup(driver)
    return () => listTargetGroups(driver).toArray()
  }),
  reads('getTargetGroup', 'DescribeTargetGroups', async (driver) => {
    const arn = await newGroup(driver)
    return () => getTargetGroup(driver, arn)
  }),
  writes('createTargetGroup', 'CreateTargetGroup', async (driver) => () => newGroup(driver), {
    repeat: 'named',
    second: 'right',
    effect: ['+targetGroup'],
  }),
  writes('modifyTargetGroup', 'ModifyTargetGroup', async (driver) => {
    const arn = await newGroup(driver)
    return () => modifyTargetGroup(driver, arn, { HealthCheckPath: '/up' })
  }),
  writes(
    'deleteTargetGroup',
    'DeleteTargetGroup',
    async (driver) => {
      const arn = await newGroup(driver)
      return () => deleteTargetGroup(driver, arn)
    },
    { effect: ['-targetGroup'] },
  ),
  reads('getTargetGroupAttributes', 'DescribeTargetGroupAttributes', async (driver) => {
    const arn = await newGroup(driver)
    return () => getTargetGroupAttributes(driver, arn)
  }),
  writes('setTargetGroupAttributes', 'ModifyTargetGroupAttributes', async (driver) => {
    const arn = await newGroup(driver)
    return () => setTargetGroupAttributes(driver, arn, delay)
  }),
  writes(
    'registerTargets',
    'RegisterTargets',
    async (driver) => {
      const arn = await newGroup(driver)
      return () => registerTargets(driver, arn, targets)
    },
    { effect: ['~targetGroup.targets'] },
  ),
  writes(
    'deregisterTargets',
    'DeregisterTargets',
    async (driver) => {
      const arn = await newGroup(driver)
      await registerTargets(driver, arn, targets)
      return () => deregisterTargets(driver, arn, targets)
    },
    { effect: ['~targetGroup.targets'] },
  ),
  reads('getTargetHealth', 'DescribeTargetHealth', async (driver) => {
    const arn = await newGroup(driver)
    return () => getTargetHealth(driver, arn)
  }),
]
