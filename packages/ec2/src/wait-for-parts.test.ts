import { virtualClock } from '@cloud/emulators'
import { describe, expect, it } from 'vitest'
import * as ec2 from './index.ts'
import { answer, mockedDriver, refuse } from './testing/mock-ec2.ts'

const driver = () => mockedDriver({ clock: virtualClock({ auto: true }) })

describe('waitForNetworkInterface', () => {
  const seen = (status: string, attachment = '') =>
    answer(
      'DescribeNetworkInterfaces',
      `<networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><status>${status}</status>${attachment}</item></networkInterfaceSet>`,
    )
  const attachment = (status: string) =>
    `<attachment><attachmentId>eni-attach-1</attachmentId><instanceId>i-1</instanceId><status>${status}</status></attachment>`

  it('waits until its node sees it', async () => {
    refuse(400, 'InvalidNetworkInterfaceID.NotFound')
    seen('available')
    seen('in-use', attachment('attaching'))
    seen('in-use', attachment('attached'))
    const found = await ec2.waitForNetworkInterface(driver(), 'eni-1', 'in-use')
    expect(found).toMatchObject({ id: 'eni-1', node: 'i-1' })
  })

  it('waits until no node has it, and ends where it is removed', async () => {
    seen('in-use', attachment('detaching'))
    seen('available')
    await ec2.waitForNetworkInterface(driver(), 'eni-1', 'available')
    seen('in-use', attachment('detaching'))
    refuse(400, 'InvalidNetworkInterfaceID.NotFound')
    const gone = ec2.waitForNetworkInterface(driver(), 'eni-1', 'available')
    await expect(gone).rejects.toMatchObject({ code: 'not-found' })
  })

  it('says what it saw last when it takes too long, and refuses a state that is none', async () => {
    for (let looks = 0; looks < 3; looks++) seen('available')
    const late = ec2.waitForNetworkInterface(driver(), 'eni-1', 'in-use', { timeoutMs: 700 })
    await expect(late).rejects.toThrow('network interface eni-1 to be in-use; last: it is available')
    const wrong = ec2.waitForNetworkInterface(driver(), 'eni-1', 'attached' as never)
    await expect(wrong).rejects.toMatchObject({ code: 'invalid' })
  })
})

describe('waitForInternetGateway', () => {
  const seen = (state?: string) =>
    answer(
      'DescribeInternetGateways',
      `<internetGatewaySet><item><internetGatewayId>igw-1</internetGatewayId><attachmentSet>${
        state === undefined ? '' : `<item><vpcId>vpc-1</vpcId><state>${state}</state></item>`
      }</attachmentSet></item></internetGatewaySet>`,
    )

  it('waits until it is attached, which EC2 calls available', async () => {
    seen()
    seen('attaching')
    seen('available')
    const found = await ec2.waitForInternetGateway(driver(), 'igw-1', 'attached')
    expect(found.network).toBe('vpc-1')
  })

  it('waits until it is detached', async () => {
    seen('available')
    seen('detaching')
    seen()
    await ec2.waitForInternetGateway(driver(), 'igw-1', 'detached')
  })
})

describe('waitForRouteTable', () => {
  const seen = (...states: readonly string[]) =>
    answer(
      'DescribeRouteTables',
      `<routeTableSet><item><routeTableId>rtb-1</routeTableId><vpcId>vpc-1</vpcId><associationSet>${states
        .map(
          (state, index) =>
            `<item><routeTableAssociationId>rtbassoc-${index}</routeTableAssociationId><associationState><state>${state}</state></associationState></item>`,
        )
        .join('')}</associationSet></item></routeTableSet>`,
    )

  it('waits until each of its associations is made', async () => {
    seen('associated', 'associating')
    seen('associated', 'associated')
    await ec2.waitForRouteTable(driver(), 'rtb-1', 'associated')
  })

  it('ends where one was not made', async () => {
    seen('associating', 'failed')
    const failed = ec2.waitForRouteTable(driver(), 'rtb-1', 'associated')
    await expect(failed).rejects.toMatchObject({ code: 'failed', details: { state: 'failed' } })
  })
})
