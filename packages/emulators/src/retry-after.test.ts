import { expect, test } from 'vitest'
import { retryAfterSpellings, retryAfterText } from './retry-after.ts'
import { startCloud } from './start-cloud.ts'
import { virtualClock } from './virtual-clock.ts'

const now = Date.parse('2030-01-01T00:00:00.250Z')

test('each spelling is as servers were seen to write it', () => {
  const texts = retryAfterSpellings.map((spelling) => [spelling, retryAfterText(spelling, now)])
  expect(Object.fromEntries(texts)).toEqual({
    seconds: '2',
    zero: '0',
    'future-date': 'Tue, 01 Jan 2030 00:00:03 GMT',
    'past-date': 'Mon, 31 Dec 2029 23:59:01 GMT',
    garbage: 'soon',
    negative: '-5',
    'not-a-number': 'NaN',
    infinite: 'inf',
    huge: '99999999999999999999',
  })
  expect(retryAfterText(0.5, now)).toBe('0.5')
})

test.each(['ec2', 'digitalocean'] as const)(
  'every spelling comes with an error and a status of %s',
  async (api) => {
    const clock = virtualClock({ start: now })
    await using local = await startCloud({ clock })
    for (const kind of ['error', 'status'] as const)
      for (const retryAfter of retryAfterSpellings) {
        local.faults.add({ kind, retryAfter, count: 1 })
        const { headers } = await fetch(local[api].endpoint)
        expect(headers.get('retry-after')).toBe(retryAfterText(retryAfter, now))
      }
  },
)
