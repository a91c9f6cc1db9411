import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

describe('resizeNode', () => {
  it('gives the instance another type', async () => {
    const { form } = answer('ModifyInstanceAttribute', '<return>true</return>')
    await mockedDriver().resizeNode('i-1', { size: { id: 't3.large', kind: 'size' } })
    expect(form).toEqual({
      Action: 'ModifyInstanceAttribute',
      Version: '2016-11-15',
      InstanceId: 'i-1',
      'InstanceType.Value': 't3.large',
    })
  })

  it('is sent again when its answer is lost', async () => {
    reply(500, '')
    answer('ModifyInstanceAttribute', '<return>true</return>')
    await mockedDriver().resizeNode('i-1', { size: 't3.large' })
  })

  it('is a conflict where the node runs', async () => {
    refuse(400, 'IncorrectInstanceState')
    await expect(mockedDriver().resizeNode('i-1', { size: 't3.large' })).rejects.toMatchObject({
      code: 'conflict',
      outcome: 'not-applied',
    })
  })

  it.each(['InvalidParameterValue', 'InvalidInstanceAttributeValue'])(
    'asks for a size that is refused with %s',
    async (code) => {
      refuse(400, code)
      refuse(400, 'InvalidInstanceType')
      await expect(mockedDriver().resizeNode('i-1', { size: 't9.huge' })).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringContaining('t9.huge'),
        outcome: 'not-applied',
      })
      refuse(400, code)
      answer('DescribeInstanceTypes', '')
      await expect(mockedDriver().resizeNode('i-1', { size: 't4g.large' })).rejects.toMatchObject({
        code: 'invalid',
      })
    },
  )
})
