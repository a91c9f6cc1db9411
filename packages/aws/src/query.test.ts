import { describe, expect, it } from 'vitest'
import { queryRequest } from './query.ts'

describe('queryRequest', () => {
  it('flattens structures by dots and lists by numbers from 1', () => {
    const { body } = queryRequest('Act', '2016-11-15', {
      Filter: [
        { Name: 'a b', Value: ['x', 'y&z'] },
        { Name: 'ü', Value: [] },
      ],
      Placement: { Tenancy: 'default', HostId: undefined },
      DryRun: false,
      MaxResults: 5,
      Gone: undefined,
    })
    expect(body).toBe(
      'Action=Act&Version=2016-11-15&Filter.1.Name=a%20b&Filter.1.Value.1=x&Filter.1.Value.2=y%26z&Filter.2.Name=%C3%BC&Placement.Tenancy=default&DryRun=false&MaxResults=5',
    )
  })

  it('writes lists as members where a service has them so, and one without items, too', () => {
    const { body } = queryRequest(
      'Act',
      '1',
      { Tags: [{ Key: 'a', Values: ['b', 'c'] }], None: [] },
      'members',
    )
    expect(body).toBe(
      'Action=Act&Version=1&Tags.member.1.Key=a&Tags.member.1.Values.member.1=b&Tags.member.1.Values.member.2=c&None=',
    )
  })

  it('refuses a number that is none', () => {
    expect(() => queryRequest('Act', '1', { MaxResults: Number.NaN })).toThrow('MaxResults is NaN')
  })
})
