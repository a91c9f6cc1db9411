import { describe, expect, it } from 'vitest'
import { sigv4Signer } from '../signing/sigv4.ts'
import { hideCredentials } from './hide-credentials.ts'

const unsigned = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' }
const draft = { method: 'POST', origin: 'https://ec2.eu-west-1.amazonaws.com', path: '/', headers: unsigned }
const shown = (text: string, headers: Record<string, string>) =>
  hideCredentials(text, { ...draft, headers: { ...unsigned, ...headers } }, draft)

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

  it('tells no credentials that are parameters, encoded or not, of a query or of a form', () => {
    const [key, signature] = ['miVr6X7u6bN_sdahOBpjNejPgEsT35eXq-jB8CG20YI3', 'Lxx1DM40AjcXU/caiK8RAP0O1hU=']
    const added = `apiKey=${key}&signature=${encodeURIComponent(signature)}`
    const id = 'id=4a3d9f0e-5a0b-4b1f-9f1b-0d1f2a3b4c5d'
    const query = { ...draft, method: 'GET', path: `/client/api?command=listZones&${id}`, headers: {} }
    const form = { ...draft, path: '/client/api', body: `command=stopVirtualMachine&${id}` }
    const signed = [
      [{ ...query, path: `${query.path}&${added}` }, query],
      [{ ...form, body: `${form.body}&${added}` }, form],
    ] as const
    for (const [request, before] of signed) {
      const told = hideCredentials(`No way: ${id} ${added} ${signature}`, request, before)
      for (const part of [key, signature, encodeURIComponent(signature)]) expect(told).not.toContain(part)
      expect(told).toBe(`No way: ${id} apiKey=[secret]&signature=[secret] [secret]`)
    }
  })

  it("tells no key of the caller's own, which was in the draft", () => {
    const key = `c2Vj${'cmV0'.repeat(9)}`
    const headers = {
      'x-amz-server-side-encryption-customer-key': key,
      'x-amz-copy-source-server-side-encryption-customer-key-md5': `${key}==`,
      'x-amz-server-side-encryption-aws-kms-key-id': 'arn:aws:kms:eu-west-1:111122223333:key/1',
    }
    const request = { ...draft, headers }
    expect(
      hideCredentials(
        `${key}, ${key}== and ${headers['x-amz-server-side-encryption-aws-kms-key-id']}`,
        request,
        request,
      ),
    ).toBe('[secret], [secret]== and arn:aws:kms:eu-west-1:111122223333:key/1')
  })

  it('keeps the parameters of a body that is no form, and those that cannot be decoded', () => {
    const json = { ...draft, headers: { 'content-type': 'application/json' }, body: '{"a":"a=0123456789"}' }
    const text = 'apiKey=%E0%A4%A and a=0123456789 are as they were'
    expect(hideCredentials(text, json, { ...json, body: '' })).toBe(text)
    const broken = { ...draft, path: '/?apiKey=%E0%A4%A0123456789abcdef%' }
    expect(hideCredentials('%E0%A4%A0123456789abcdef% is wrong', broken, draft)).toBe('[secret] is wrong')
  })
})
