import { describe, expect, it } from 'vitest'
import { formOf } from './parameters.ts'
import { signatureOf, signed } from './signature.ts'

// The keys and the signature of "How to sign an API call with Python" in CloudStack's developer's guide.
const apiKey = 'plgWJfZK4gyS3mOMTVmjUVg-X-jlWlnfaUJ9GAbBbf9EdM-kAYMmAiLqzzq1ElZLYq_u38zCm0bewzGUdP66mg'
const secretKey = 'VDaACYb0LV9eNjTetIOElcVQkvJck_J_QljX_FcHRj87ZKiy0z0ty0ZsYBkoXkY9b7eq1EhwJaw7FF3akA3KBQ'

describe('the signature', () => {
  it("is that of the documentation's example", () => {
    const form = `${formOf('listUsers')}&apiKey=${apiKey}`
    expect(signatureOf(form, secretKey)).toBe('TTpdDq/7j/J58XCRHomKoQXEQds=')
  })

  it('is over what the server reads, whatever the order and the case of the names', () => {
    const one = signatureOf('command=listZones&apiKey=A&zoneId=Z%20z', 'secret')
    expect(signatureOf('zoneid=Z%20z&apikey=A&command=listZones', 'secret')).toBe(one)
    expect(signatureOf('zoneid=Z%20Z&apikey=A&command=listZones', 'secret')).toBe(one)
    expect(signatureOf('zoneid=Zz&apikey=A&command=listZones', 'secret')).not.toBe(one)
  })

  // Computed with Java's URLEncoder.encode(value, "UTF-8").replaceAll("\\+", "%20") over the sorted parameters, in small letters.
  it.each([
    ['a b+c', 'a%20b%2bc'],
    ["*-._~!'()", '*-._%7e%21%27%28%29'],
    ['é日', '%c3%a9%e6%97%a5'],
    ['a,b=c&d', 'a%2cb%3dc%26d'],
  ])('encodes the value %s as the server does', async (value, encoded) => {
    const { createHmac } = await import('node:crypto')
    const text = `apikey=k&command=listzones&keyword=${encoded}&response=json`
    const expected = createHmac('sha1', 's').update(text).digest('base64')
    expect(signatureOf(`${formOf('listZones', { keyword: value })}&apiKey=k`, 's')).toBe(expected)
  })

  it('leaves the brackets of a map as they are, though they travel encoded', async () => {
    const { createHmac } = await import('node:crypto')
    const form = formOf('createTags', { tags: [{ key: 'a', value: 'B' }] })
    expect(form).toBe('command=createTags&response=json&tags%5B0%5D.key=a&tags%5B0%5D.value=B')
    const text = 'command=createtags&response=json&tags[0].key=a&tags[0].value=b'
    expect(signatureOf(form, 's')).toBe(createHmac('sha1', 's').update(text).digest('base64'))
  })
})

describe('a signed form', () => {
  it('is of version 3, and expires ten minutes later', () => {
    const now = Date.parse('2026-11-29T07:00:00.500Z')
    const parameters = new URLSearchParams(signed('command=listZones', { apiKey, secretKey }, now))
    expect(parameters.get('apiKey')).toBe(apiKey)
    expect(parameters.get('signatureVersion')).toBe('3')
    expect(parameters.get('expires')).toBe('2026-11-29T07:10:00+0000')
    parameters.delete('signature')
    const form = [...parameters].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')
    expect(signed('command=listZones', { apiKey, secretKey }, now)).toBe(
      `${form}&signature=${encodeURIComponent(signatureOf(form, secretKey))}`,
    )
  })
})

describe('the form of a command', () => {
  it('joins lists by commas, numbers the entries of maps, and leaves out what is undefined or empty', () => {
    const parameters = {
      networkids: ['a', 'b'],
      keypairs: [],
      details: [{ cpuNumber: 2, memory: undefined }],
      startvm: false,
      name: undefined,
    }
    expect(formOf('deployVirtualMachine', parameters)).toBe(
      'command=deployVirtualMachine&response=json&networkids=a%2Cb&details%5B0%5D.cpuNumber=2&startvm=false',
    )
  })

  it('refuses an item of a list that would become two', () => {
    expect(() => formOf('deployVirtualMachine', { keypairs: ['a,b'] })).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    )
  })
})
