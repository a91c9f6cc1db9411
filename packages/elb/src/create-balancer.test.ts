import { describe, expect, it } from 'vitest'
import { balancerPlan } from './check-balancer.ts'
import { loadBalancers } from './index.ts'
import { intentOf } from './intent.ts'
import { ownPrefix } from './own-groups.ts'
import { answer, answerEc2, balancerId, groupArn, options, refuse } from './testing/mock-elb.ts'

const driver = loadBalancers(options)
const wanted = {
  name: 'web',
  listeners: [{ protocol: 'http', port: 80, targetPort: 8080 }],
  native: { subnets: ['subnet-0a1', 'subnet-0b2'] },
  idempotencyKey: 'k-1',
} as const

const balancer = `<LoadBalancers><member><LoadBalancerArn>${balancerId}</LoadBalancerArn><LoadBalancerName>web</LoadBalancerName>
  <Type>application</Type><VpcId>vpc-0a1</VpcId><State><Code>provisioning</Code></State></member></LoadBalancers>`
const ours = (digest: string | undefined) =>
  `<TagDescriptions><member><Tags><member><Key>cloud-intent</Key><Value>${intentOf('k-1', {}).tags['cloud-intent']}</Value></member>
  <member><Key>cloud-digest</Key><Value>${digest}</Value></member></Tags></member></TagDescriptions>`
/** The tags of the options above, as the driver stores them. */
const digest = intentOf('k-1', balancerPlan('application', wanted)).tags['cloud-digest']

describe('createBalancer, in parts', () => {
  it('takes away what it made where a part cannot be made, and says so', async () => {
    refuse(400, 'LoadBalancerNotFound')
    answer('CreateLoadBalancer', balancer)
    answer('DescribeTags', ours(digest))
    refuse(400, 'TooManyTargetGroups')
    const removed = answer('DeleteLoadBalancer')
    answer('DescribeTargetGroups', '<TargetGroups/>')
    const failure = driver.createBalancer(wanted)
    await expect(failure).rejects.toMatchObject({ code: 'quota', outcome: 'not-applied' })
    expect(removed.form.LoadBalancerArn).toBe(balancerId)
  })

  it('tells what is left where that could not be taken away', async () => {
    refuse(400, 'LoadBalancerNotFound')
    answer('CreateLoadBalancer', balancer)
    answer('DescribeTags', ours(digest))
    refuse(400, 'TooManyTargetGroups')
    refuse(400, 'OperationNotPermitted')
    await expect(driver.createBalancer(wanted)).rejects.toMatchObject({
      code: 'quota',
      outcome: 'unknown',
      details: { balancerId, idempotencyKey: 'k-1' },
    })
  })

  it('leaves alone what another caller made at the same time under the same name', async () => {
    refuse(400, 'LoadBalancerNotFound')
    answer('CreateLoadBalancer', balancer)
    answer('DescribeTags', '<TagDescriptions/>')
    const failure = driver.createBalancer(wanted)
    await expect(failure).rejects.toMatchObject({ code: 'already-exists', outcome: 'not-applied' })
  })

  it('needs subnets of two zones, and says what would give them', async () => {
    refuse(400, 'LoadBalancerNotFound')
    const item =
      '<item><subnetId>subnet-0a1</subnetId><vpcId>vpc-0a1</vpcId><availabilityZone>eu-west-1a</availabilityZone></item>'
    const { form } = answerEc2('DescribeSubnets', `<subnetSet>${item}</subnetSet>`)
    const failure = driver.createBalancer({ ...wanted, native: { vpcId: 'vpc-0a1' } })
    await expect(failure).rejects.toMatchObject({ code: 'invalid', outcome: 'not-applied' })
    expect(form).toMatchObject({ 'Filter.1.Name': 'vpc-id', 'Filter.1.Value.1': 'vpc-0a1' })
  })
})

describe('destroyBalancer', () => {
  it('waits for a target group until nothing uses it any more, and leaves those of others', async () => {
    const own = `${ownPrefix(balancerId)}http-8080`
    const groups = [own, 'somebody-elses'].map(
      (each, index) =>
        `<member><TargetGroupArn>${groupArn}${index}</TargetGroupArn><TargetGroupName>${each}</TargetGroupName></member>`,
    )
    answer('DescribeLoadBalancers', balancer)
    answer('DeleteLoadBalancer')
    answer('DescribeTargetGroups', `<TargetGroups>${groups.join('')}</TargetGroups>`)
    refuse(400, 'ResourceInUse')
    const { form } = answer('DeleteTargetGroup')
    await driver.destroyBalancer(balancerId)
    expect(form.TargetGroupArn).toBe(`${groupArn}0`)
  })
})
