import {
  addClassicTags,
  attachClassicSubnets,
  createAppCookiePolicy,
  createClassicPolicy,
  deleteClassicPolicy,
  detachClassicSubnets,
  getClassicAttributes,
  getClassicTags,
  listClassicPolicies,
  listClassicPolicyTypes,
  removeClassicTags,
  setClassicAttributes,
  setClassicBackendPolicies,
  setClassicCertificate,
  setClassicPolicies,
  setClassicSecurityGroups,
} from '@cloud/elb'
import type { Driver } from './driver.ts'
import { certificate, newClassic, type Operation, otherCertificate, reads, writes } from './given.ts'

const tags = { role: 'web' }
const policy = { name: 'follow', cookieName: 'SESSION' }
const proxied = { name: 'proxied', type: 'ProxyProtocolPolicyType', attributes: { ProxyProtocol: 'true' } }

async function withPolicy(driver: Driver) {
  const balancer = await newClassic(driver)
  await createAppCookiePolicy(driver.classic, balancer, policy)
  return balancer
}

const places: readonly Operation[] = [
  writes('setClassicSecurityGroups', 'ApplySecurityGroupsToLoadBalancer', async (driver) => {
    const balancer = await newClassic(driver)
    return () => setClassicSecurityGroups(driver.classic, balancer, balancer.native.SecurityGroups)
  }),
  writes('attachClassicSubnets', 'AttachLoadBalancerToSubnets', async (driver) => {
    const balancer = await newClassic(driver)
    return () => attachClassicSubnets(driver.classic, balancer, balancer.native.Subnets.slice(0, 1))
  }),
  writes('detachClassicSubnets', 'DetachLoadBalancerFromSubnets', async (driver) => {
    const balancer = await newClassic(driver)
    return () => detachClassicSubnets(driver.classic, balancer, balancer.native.Subnets.slice(0, 1))
  }),
]

const policies: readonly Operation[] = [
  writes('setClassicCertificate', 'SetLoadBalancerListenerSSLCertificate', async (driver) => {
    const listeners = [{ protocol: 'https', port: 443, targetProtocol: 'http', certificate }] as const
    const balancer = await driver.classic.createBalancer({ name: 'one', listeners })
    const other = { port: 443, certificate: otherCertificate }
    return () => setClassicCertificate(driver.classic, balancer, other)
  }),
  writes('setClassicPolicies', 'SetLoadBalancerPoliciesOfListener', async (driver) => {
    const balancer = await withPolicy(driver)
    return () => setClassicPolicies(driver.classic, balancer, { port: 80, policies: [policy.name] })
  }),
  writes(
    'createAppCookiePolicy',
    'CreateAppCookieStickinessPolicy',
    async (driver) => {
      const balancer = await newClassic(driver)
      return () => createAppCookiePolicy(driver.classic, balancer, policy)
    },
    { repeat: 'named' },
  ),
  reads('listClassicPolicies', 'DescribeLoadBalancerPolicies', async (driver) => {
    const balancer = await withPolicy(driver)
    return () => listClassicPolicies(driver.classic, balancer)
  }),
  reads('listClassicPolicyTypes', 'DescribeLoadBalancerPolicyTypes', async (driver) => {
    return () => listClassicPolicyTypes(driver.classic)
  }),
  writes(
    'createClassicPolicy',
    'CreateLoadBalancerPolicy',
    async (driver) => {
      const balancer = await newClassic(driver)
      return () => createClassicPolicy(driver.classic, balancer, proxied)
    },
    { repeat: 'named' },
  ),
  writes('setClassicBackendPolicies', 'SetLoadBalancerPoliciesForBackendServer', async (driver) => {
    const balancer = await newClassic(driver)
    await createClassicPolicy(driver.classic, balancer, proxied)
    const instancePort = balancer.listeners[0]?.targetPort ?? 0
    return () =>
      setClassicBackendPolicies(driver.classic, balancer, { instancePort, policies: [proxied.name] })
  }),
  writes('deleteClassicPolicy', 'DeleteLoadBalancerPolicy', async (driver) => {
    const balancer = await withPolicy(driver)
    return () => deleteClassicPolicy(driver.classic, balancer, policy.name)
  }),
]

const marks: readonly Operation[] = [
  reads('getClassicAttributes', 'DescribeLoadBalancerAttributes', async (driver) => {
    const balancer = await newClassic(driver)
    return () => getClassicAttributes(driver.classic, balancer)
  }),
  writes('setClassicAttributes', 'ModifyLoadBalancerAttributes', async (driver) => {
    const balancer = await newClassic(driver)
    return () => setClassicAttributes(driver.classic, balancer, { ConnectionSettings: { IdleTimeout: 90 } })
  }),
  reads('getClassicTags', 'DescribeTags', async (driver) => {
    const balancer = await newClassic(driver)
    return () => getClassicTags(driver.classic, balancer)
  }),
  writes(
    'addClassicTags',
    'AddTags',
    async (driver) => {
      const balancer = await newClassic(driver)
      return () => addClassicTags(driver.classic, balancer, tags)
    },
    { effect: ['~balancer.tags'] },
  ),
  writes(
    'removeClassicTags',
    'RemoveTags',
    async (driver) => {
      const balancer = await newClassic(driver)
      await addClassicTags(driver.classic, balancer, tags)
      return () => removeClassicTags(driver.classic, balancer, ['role'])
    },
    { effect: ['~balancer.tags'] },
  ),
]

export const classicFunctions: readonly Operation[] = [...places, ...policies, ...marks]
