import { describe, expect, it } from 'vitest'
import { sigv4Signer } from '../signing/sigv4.ts'
import { hideCredentials } from './hide-credentials.ts'

const unsigned = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const draft = { method: 'POST', origin: 'https://ec2.eu-west-1.amazonaws.com', path: '/', headers: unsigned }
const shown = (text: string, headers: Record<string, string>) =>
  hideCredentials(text, { ...draft, headers: { ...unsigned, ...headers } }, unsigned)

describe('what a provider says of a request', () => {
  it('tells nothing of a signature, nor of the credentials beside it', () => {
    const credentials = {
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      secretAccessKey: 'x',
      sessionToken: 'AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQW==',
    }
    const headers = sigv4Signer({ region: 'eu-west-1', service: 'ec2' })(draft, credentials, 0)
    const canonical = Object.entries(headers).map(([name, value]) => `${name}:${value}`)
    const told = shown(`The Canonical String should have been 'POST\n/\n\n${canonical.join('\n')}'`, headers)
    const signature = headers.authorization?.slice(-64)
    for (const part of [credentials.accessKeyId, credentials.sessionToken, signature])
      expect(told).not.toContain(part)
    expect(told).toContain('x-amz-date:19700101T000000Z')
    expect(told).toContain(`content-type:${unsigned['content-type']}`)
    expect(told).toContain('x-amz-security-token:[secret]')
  })

  it('tells no token', () => {
    const token = 'dop_v1_0123456789/abcdef=0123456789'
    expect(shown(`unknown token ${token}`, { authorization: `Bearer ${token}` })).toBe(
      'unknown token [secret]',
    )
  })

  it('stays as it is otherwise', () => {
    const text = 'The instance ID i-0123456789abcdef0 does not exist'
    expect(shown(text, { authorization: 'Bearer short', 'x-amz-date': '20261123T000000Z' })).toBe(text)
  })
})
