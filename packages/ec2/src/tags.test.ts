import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse } from './testing/mock-ec2.ts'

const node = { kind: 'node', id: 'i-0a1' } as const

describe('setTags', () => {
  it.each([
    ['node', 'i-0a1'],
    ['volume', 'vol-0a1'],
    ['snapshot', 'snap-0a1'],
    ['image', 'ami-0a1'],
    ['firewall', 'sg-0a1'],
    ['address', 'eipalloc-0a1'],
    ['network', 'vpc-0a1'],
  ] as const)('tags a %s', async (kind, id) => {
    const { form } = answer('CreateTags', '<return>true</return>')
    await mockedDriver().setTags({ kind, id }, { role: 'web', empty: '' })
    expect(form).toEqual({
      Action: 'CreateTags',
      Version: '2016-11-15',
      'ResourceId.1': id,
      'Tag.1.Key': 'role',
      'Tag.1.Value': 'web',
      'Tag.2.Key': 'empty',
      'Tag.2.Value': '',
    })
  })

  it('of nothing only looks whether the thing is there', async () => {
    const { form } = answer('DescribeInstances', '<reservationSet><item/></reservationSet>')
    await mockedDriver().setTags(node, {})
    expect(form).toEqual({ Action: 'DescribeInstances', Version: '2016-11-15', 'InstanceId.1': 'i-0a1' })
    refuse(400, 'InvalidInstanceID.NotFound')
    await expect(mockedDriver().setTags(node, {})).rejects.toMatchObject({ code: 'not-found' })
    answer('DescribeInstances', '<reservationSet/>')
    await expect(mockedDriver().setTags(node, {})).rejects.toMatchObject({ code: 'not-found' })
  })

  it.each([[{ Name: 'a' }], [{ 'aws:a': 'b' }], [{ 'cloud-intent': 'a' }], [{ ['k'.repeat(128)]: 'a' }]])(
    'refuses %j',
    async (tags) => {
      await expect(mockedDriver().setTags(node, tags)).rejects.toMatchObject({ code: 'invalid' })
    },
  )

  it('of an id of another kind finds nothing, and sends nothing', async () => {
    const strange = { kind: 'node', id: 'vol-0a1' } as const
    await expect(mockedDriver().setTags(strange, { a: 'b' })).rejects.toMatchObject({ code: 'not-found' })
  })

  it('beyond what EC2 keeps is a quota', async () => {
    refuse(400, 'TagLimitExceeded')
    await expect(mockedDriver().setTags(node, { a: 'b' })).rejects.toMatchObject({ code: 'quota' })
  })
})

describe('tags that somebody else changes at the same moment', () => {
  it('are a conflict that may be tried again', async () => {
    refuse(400, 'ConcurrentTagAccess')
    await expect(mockedDriver().setTags(node, { role: 'web' })).rejects.toMatchObject({
      code: 'conflict',
      retryable: true,
      outcome: 'not-applied',
    })
  })
})

describe('removeTags', () => {
  it('takes them away whatever their values', async () => {
    const { form } = answer('DeleteTags', '<return>true</return>')
    await mockedDriver().removeTags(node, ['role', 'tier'])
    expect(form).toEqual({
      Action: 'DeleteTags',
      Version: '2016-11-15',
      'ResourceId.1': 'i-0a1',
      'Tag.1.Key': 'role',
      'Tag.2.Key': 'tier',
    })
  })

  it('of no keys takes nothing away, where EC2 would take all', async () => {
    const { form } = answer('DescribeInstances', '<reservationSet><item/></reservationSet>')
    await mockedDriver().removeTags(node, [])
    expect(form.Action).toBe('DescribeInstances')
  })

  it('does not take the name', async () => {
    await expect(mockedDriver().removeTags(node, ['Name'])).rejects.toMatchObject({ code: 'invalid' })
  })
})
