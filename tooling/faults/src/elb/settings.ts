import {
  addTags,
  getBalancerAttributes,
  getSourceIpStickiness,
  getTags,
  listAccountLimits,
  listSslPolicies,
  removeTags,
  setBalancerAttributes,
  setIpAddressType,
  setSecurityGroups,
  setSourceIpStickiness,
  setSubnets,
} from '@cloud/elb'
import { looksAndWrites, newBalancer, newNetwork, type Operation, reads, readsOf, writes } from './given.ts'

const tags = { role: 'web' }

const portable: readonly Operation[] = [
  reads('getHealthCheck', 'DescribeTargetGroups', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.getHealthCheck(balancer)
  }),
  looksAndWrites('setHealthCheck', 'ModifyTargetGroup', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.setHealthCheck(balancer, { protocol: 'http', path: '/up' })
  }),
  readsOf('getAlgorithm', 'DescribeTargetGroupAttributes', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.getAlgorithm(balancer)
  }),
  looksAndWrites('setAlgorithm', 'ModifyTargetGroupAttributes', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.setAlgorithm(balancer, 'random')
  }),
  readsOf('getStickiness', 'DescribeTargetGroupAttributes', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.getStickiness(balancer)
  }),
  looksAndWrites('setStickiness', 'ModifyTargetGroupAttributes', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => driver.setStickiness(balancer, { by: 'cookie', durationMs: 60_000 })
  }),
  readsOf('getSourceIpStickiness', 'DescribeTargetGroupAttributes', async (driver) => {
    const balancer = await newNetwork(driver)
    return () => getSourceIpStickiness(driver.network, balancer)
  }),
  looksAndWrites('setSourceIpStickiness', 'ModifyTargetGroupAttributes', async (driver) => {
    const balancer = await newNetwork(driver)
    return () => setSourceIpStickiness(driver.network, balancer, true)
  }),
]

const own: readonly Operation[] = [
  reads('getBalancerAttributes', 'DescribeLoadBalancerAttributes', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => getBalancerAttributes(driver, balancer)
  }),
  writes('setBalancerAttributes', 'ModifyLoadBalancerAttributes', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => setBalancerAttributes(driver, balancer, { 'idle_timeout.timeout_seconds': '90' })
  }),
  writes('setSecurityGroups', 'SetSecurityGroups', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => setSecurityGroups(driver, balancer, balancer.native.SecurityGroups)
  }),
  writes('setSubnets', 'SetSubnets', async (driver) => {
    const balancer = await newBalancer(driver)
    const subnets = balancer.native.AvailabilityZones.map(({ SubnetId = '' }) => ({ SubnetId }))
    return () => setSubnets(driver, balancer, subnets.slice(0, 2))
  }),
  writes('setIpAddressType', 'SetIpAddressType', async (driver) => {
    const balancer = await newBalancer(driver)
    return () => setIpAddressType(driver, balancer, 'ipv4')
  }),
  reads('getTags', 'DescribeTags', async (driver) => {
    const { id } = await newBalancer(driver)
    return () => getTags(driver, id)
  }),
  writes(
    'addTags',
    'AddTags',
    async (driver) => {
      const { id } = await newBalancer(driver)
      return () => addTags(driver, id, tags)
    },
    { effect: ['~balancer.tags'] },
  ),
  writes(
    'removeTags',
    'RemoveTags',
    async (driver) => {
      const { id } = await newBalancer(driver)
      await addTags(driver, id, tags)
      return () => removeTags(driver, id, ['role'])
    },
    { effect: ['~balancer.tags'] },
  ),
  reads('listAccountLimits', 'DescribeAccountLimits', async (driver) => () => {
    return listAccountLimits(driver).toArray()
  }),
  reads('listSslPolicies', 'DescribeSSLPolicies', async (driver) => () => listSslPolicies(driver).toArray()),
]

/** What balancers do, none of which the inventory shows but tags. */
export const settings: readonly Operation[] = [...portable, ...own]
