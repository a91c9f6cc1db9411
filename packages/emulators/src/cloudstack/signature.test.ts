import { expect, test } from 'vitest'
import { isSigned, signatureOf } from './signature.ts'

/** The worked example of CloudStack's developer's guide. */
const keys = {
  apiKey: 'plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg',
  secretKey: 'VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ',
}
const request = { command: 'listUsers', response: 'json', apiKey: keys.apiKey }
const sign = (input: Readonly<Record<string, string>>) => {
  const sent = new Map(Object.entries(input))
  return new Map([...sent, ['signature', signatureOf(sent, keys.secretKey)]])
}
const at = Date.parse('2026-01-01T12:00:00Z')

test("the documentation's worked example is signed as it says", () => {
  expect(signatureOf(new Map(Object.entries(request)), keys.secretKey)).toBe('TTpdDq/7j/J58XCRHomKoQXEQds=')
  expect(isSigned(sign(request), keys, at)).toBe(true)
})

test('a signature holds for these parameters and keys alone', () => {
  const sent = sign(request)
  expect(isSigned(new Map([...sent, ['id', '1']]), keys, at)).toBe(false)
  expect(isSigned(sent, { ...keys, secretKey: 'another' }, at)).toBe(false)
  expect(isSigned(sent, { ...keys, apiKey: 'another' }, at)).toBe(false)
  expect(isSigned(new Map([...sent, ['signature', 'short']]), keys, at)).toBe(false)
  expect(isSigned(new Map(Object.entries(request)), keys, at)).toBe(false)
})

test('values are encoded as a Java server does, and names are left as they are', () => {
  const signed = signatureOf(new Map([['tags[0].value', "a b+c*~'é"]]), 'secret')
  // HMAC-SHA1 of `tags[0].value=a%20b%2bc*%7e%27%c3%a9`
  expect(signed).toBe('mIKmnbKnXL/ATqUAfcc85qv+31g=')
})

test.each([
  ['2026-01-01T12:00:01+0000', true],
  ['2026-01-01T13:30:00+0100', true],
  ['2026-01-01T12:10:00Z', true],
  ['2026-01-01T11:59:59+0000', false],
  ['2026-01-01T12:10:00+0100', false],
  ['2026-01-01T12:10:00', false],
  ['tomorrow', false],
])('of version 3 with an end at %s it is accepted: %s', (expires, accepted) => {
  expect(isSigned(sign({ ...request, signatureVersion: '3', expires }), keys, at)).toBe(accepted)
})

test('version 3 needs an end', () => {
  expect(isSigned(sign({ ...request, signatureVersion: '3' }), keys, at)).toBe(false)
})
