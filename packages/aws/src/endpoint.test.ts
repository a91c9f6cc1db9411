import { describe, expect, it } from 'vitest'
import { checkRegion, findTarget, type Place } from './endpoint.ts'
import type { AwsOptions } from './options.ts'

const ec2 = { name: 'ec2', id: 'EC2' }
const find = (options: AwsOptions = {}, env: Record<string, string> = {}, region = 'eu-west-1') =>
  findTarget(ec2, region, options, env)

describe('findTarget', () => {
  it.each([
    ['eu-west-1', 'https://ec2.eu-west-1.amazonaws.com'],
    ['us-gov-west-1', 'https://ec2.us-gov-west-1.amazonaws.com'],
    ['cn-northwest-1', 'https://ec2.cn-northwest-1.amazonaws.com.cn'],
    ['us-isob-east-1', 'https://ec2.us-isob-east-1.sc2s.sgov.gov'],
    ['zz-central-1', 'https://ec2.zz-central-1.amazonaws.com'],
  ])('finds the host of %s', (region, origin) => {
    expect(find({}, {}, region)).toEqual({ origin, path: '' })
  })

  it('takes the host that a service gives itself', () => {
    const host = ({ region, partition, fips, dualStack }: Place) =>
      `s3.${region}.${partition.name}.${fips}.${dualStack}`
    const service = { name: 's3', id: 'S3', host }
    const options = { useDualstackEndpoint: true }
    expect(findTarget(service, 'cn-north-1', options, {}).origin).toBe(
      'https://s3.cn-north-1.aws-cn.false.true',
    )
  })

  it('prefers what the options say, then the service’s own variable, then the general one', () => {
    const env = { AWS_ENDPOINT_URL: 'https://a.example', AWS_ENDPOINT_URL_EC2: 'https://b.example/x/' }
    expect(find({}, env)).toEqual({ origin: 'https://b.example', path: '/x' })
    const balancers = { name: 'elasticloadbalancing', id: 'Elastic Load Balancing v2' }
    expect(findTarget(balancers, 'eu-west-1', {}, env).origin).toBe('https://a.example')
    const own = { ...env, AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: 'https://c.example' }
    expect(findTarget(balancers, 'eu-west-1', {}, own).origin).toBe('https://c.example')
    expect(find({ endpoint: 'http://127.0.0.1:4566' }, env)).toEqual({
      origin: 'http://127.0.0.1:4566',
      path: '',
    })
  })

  it('takes an empty variable for none, and none of them where they are to be ignored', () => {
    const host = 'https://ec2.eu-west-1.amazonaws.com'
    expect(find({}, { AWS_ENDPOINT_URL: '', AWS_USE_FIPS_ENDPOINT: '' }).origin).toBe(host)
    const env = { AWS_ENDPOINT_URL: 'https://a.example', AWS_ENDPOINT_URL_EC2: 'https://b.example' }
    const ignored = { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }
    expect(find({}, ignored).origin).toBe(host)
    expect(find({ endpoint: 'https://c.example' }, ignored).origin).toBe('https://c.example')
    expect(find({}, { ...env, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false' }).origin).toBe(
      'https://b.example',
    )
  })

  it('takes FIPS and dual stack from the options before the environment', () => {
    const env = { AWS_USE_FIPS_ENDPOINT: 'true', AWS_USE_DUALSTACK_ENDPOINT: 'true' }
    expect(find({}, env).origin).toBe('https://ec2-fips.eu-west-1.api.aws')
    expect(find({ useFipsEndpoint: false }, env).origin).toBe('https://ec2.eu-west-1.api.aws')
    expect(find({ useDualstackEndpoint: false }, env).origin).toBe('https://ec2-fips.eu-west-1.amazonaws.com')
  })

  it('refuses FIPS and dual stack beside an endpoint that is named', () => {
    const env = { AWS_ENDPOINT_URL: 'https://a.example' }
    for (const asked of [
      () => find({ useFipsEndpoint: true }, env),
      () => find({}, { ...env, AWS_USE_DUALSTACK_ENDPOINT: 'true' }),
    ])
      expect(asked).toThrow(expect.objectContaining({ code: 'invalid' }))
  })

  it('refuses a switch that is neither true nor false', () => {
    for (const name of ['AWS_USE_FIPS_ENDPOINT', 'AWS_IGNORE_CONFIGURED_ENDPOINT_URLS'])
      expect(() => find({}, { [name]: '1' })).toThrow(`${name} is "1"`)
  })

  it.each(['europe', 'eu-west', 'eu-west-1a', 'aws-global', 'us-iso-gov-1x', 'auto'])(
    'has no host of AWS in %s, which may be a region of somebody else',
    (region) => {
      expect(() => find({}, {}, region)).toThrow('is none of AWS')
      expect(find({ endpoint: 'https://a.example' }, {}, region).origin).toBe('https://a.example')
    },
  )

  it.each(['', 'Europe', 'eu-west-1.evil.example/', 'eu-west-1@evil', 'eu_west_1', '-', 'a'.repeat(64)])(
    'refuses the region %j',
    (region) => {
      expect(() => checkRegion(region, 'The region')).toThrow('is none of AWS')
    },
  )
})
