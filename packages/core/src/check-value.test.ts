import { describe, expect, it } from 'vitest'
import { checkSeconds, checkTarget, checkWhole, told } from './check-value.ts'
import { CloudError, isCloudError } from './errors.ts'
import { beforeWrite, missing } from './looks.ts'
import { nameMatcher } from './name-matcher.ts'

const thrown = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return isCloudError(error) ? `${error.code}: ${error.message}` : error
  }
}

describe('a value', () => {
  it('is told in quotes where it is a text, and shortened where it is long', () => {
    expect([told('a'), told(1), told(undefined), told(Number.NaN), told({ a: 1 })]).toEqual([
      '"a"',
      '1',
      'undefined',
      'NaN',
      '{"a":1}',
    ])
    expect(told('a'.repeat(100))).toMatch(/^"a{76}…$/)
  })

  it.each([0, 11, 1.5, '5', undefined])('that is %o is no whole number from 1 to 10', (value) => {
    expect(thrown(() => checkWhole('The port', value, 1, 10))).toMatch(/^invalid: The port is/)
    expect(checkWhole('The port', 10, 1, 10)).toBe(10)
  })

  it.each([999, 1500, 11_000, '2000'])('that is %o is no whole seconds from 1 to 10', (value) => {
    expect(thrown(() => checkSeconds('timeoutMs', value, 1, 10))).toMatch(/^invalid: timeoutMs is/)
    expect(checkSeconds('timeoutMs', 2000, 1, 10)).toBe(2)
  })

  it('that is a node in place of what names one is told so', () => {
    const node = { kind: 'node', id: 'n-1' }
    for (const given of [node, 'n-1' as never])
      expect(thrown(() => checkTarget('attach', given, ['node']))).toMatch(/is given a node itself/)
    expect(thrown(() => checkTarget('attach', { node, port: 1 }, ['node']))).toMatch(/^invalid/)
    expect(checkTarget('attach', { node }, ['node'])).toBeUndefined()
  })
})

describe('a look', () => {
  it('before a write that fails has changed nothing; what is no error of a cloud stays', async () => {
    const lost = new CloudError('lost', { code: 'network' })
    await expect(beforeWrite(Promise.reject(lost))).rejects.toMatchObject({ outcome: 'not-applied' })
    const bug = new TypeError('bug')
    await expect(beforeWrite(Promise.reject(bug))).rejects.toBe(bug)
    expect(await beforeWrite(Promise.resolve(1))).toBe(1)
  })

  it('makes of a refusal one for what is not there', () => {
    const refused = new CloudError('wrong', { code: 'invalid' })
    expect(missing(refused, 'size s-1')).toMatchObject({ code: 'not-found' })
    expect(missing(refused, 'size s-1').message).toContain('There is no size s-1')
  })
})

it.each([
  ['Debian 12', 'Debian 12', true],
  ['Debian 12', 'Debian 12.1', false],
  ['Debian*', 'Debian 12', true],
  ['*12', 'Debian 12', true],
  ['D*b*n*', 'Debian 12', true],
  ['*a*a*', 'aba', true],
  ['ab*ba', 'aba', false],
  ['*x*', 'Debian', false],
])('of the pattern %s the name %s: %s', (pattern, name, expected) => {
  expect(nameMatcher(pattern)(name)).toBe(expected)
  expect(nameMatcher(undefined)(name)).toBe(true)
})
