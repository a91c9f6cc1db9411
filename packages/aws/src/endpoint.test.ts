import { describe, expect, it } from 'vitest'
import { checkRegion, findTarget } from './endpoint.ts'

describe('findTarget', () => {
  it.each([
    ['eu-west-1', 'https://ec2.eu-west-1.amazonaws.com'],
    ['us-gov-west-1', 'https://ec2.us-gov-west-1.amazonaws.com'],
    ['cn-northwest-1', 'https://ec2.cn-northwest-1.amazonaws.com.cn'],
  ])('finds the host of %s', (region, origin) => {
    expect(findTarget('ec2', { region }, {})).toEqual({ region, origin, path: '' })
  })

  it('prefers what the options say, then the service’s own variable, then the general one', () => {
    const env = {
      AWS_REGION: 'eu-west-2',
      AWS_DEFAULT_REGION: 'eu-west-3',
      AWS_ENDPOINT_URL: 'https://a.example',
      AWS_ENDPOINT_URL_EC2: 'https://b.example/x/',
    }
    expect(findTarget('ec2', {}, env)).toEqual({
      region: 'eu-west-2',
      origin: 'https://b.example',
      path: '/x',
    })
    expect(findTarget('elb', {}, env).origin).toBe('https://a.example')
    expect(findTarget('ec2', { region: 'eu-west-1', endpoint: 'http://127.0.0.1:4566' }, env)).toEqual({
      region: 'eu-west-1',
      origin: 'http://127.0.0.1:4566',
      path: '',
    })
  })

  it('takes an empty variable for none', () => {
    expect(
      findTarget('ec2', {}, { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-3', AWS_ENDPOINT_URL: '' }).region,
    ).toBe('eu-west-3')
    expect(() => findTarget('ec2', {}, {})).toThrow('AWS_REGION')
  })

  it.each(['', 'Europe', 'eu-west-1.evil.example/', 'eu-west-1@evil', 'eu_west_1'])(
    'refuses the region %j',
    (region) => {
      expect(() => checkRegion(region, 'The region')).toThrow('is none of AWS')
    },
  )
})
