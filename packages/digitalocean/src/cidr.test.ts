import { expect, it } from 'vitest'
import { toCidr } from './cidr.ts'

it('a single address is a range of one', () => {
  expect([toCidr('192.0.2.1'), toCidr('2001:db8::1'), toCidr('::/0')]).toEqual([
    '192.0.2.1/32',
    '2001:db8::1/128',
    '::/0',
  ])
})
