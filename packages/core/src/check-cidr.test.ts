import { expect, it } from 'vitest'
import { canonicalCidr, checkCidr } from './check-cidr.ts'

it.each([
  '0.0.0.0/0',
  '::/0',
  '10.1.0.0/16',
  '192.0.2.1/32',
  '2001:db8::/32',
  '::ffff:192.0.2.0/120',
  '2001:db8::1/128',
  '1:2:3:4:5:6:7:8/128',
])('%s is a range', (cidr) => {
  expect(checkCidr(cidr)).toBe(cidr)
})

it.each([
  ['10.1.0.1/16', 'bits beyond its prefix'],
  ['2001:db8::1/64', 'bits beyond its prefix'],
  ['::1/0', 'bits beyond its prefix'],
  ['10.0.0.0', 'no range'],
  ['10.0.0.0/33', 'no range'],
  ['fe80::1%eth0/64', 'no range'],
  ['everybody/0', 'no range'],
])('%s is none', (cidr, message) => {
  expect(() => checkCidr(cidr)).toThrow(message)
})

it('a range of IPv6 is none where IPv4 is wanted', () => {
  expect(() => checkCidr('2001:db8::/32', [4])).toThrow('no range')
})

it.each([
  ['2001:0DB8:0:0::/032', '2001:db8::/32'],
  ['0:0:0:0:0:0:0:0/0', '::/0'],
  ['::ffff:192.0.2.0/120', '::ffff:c000:200/120'],
  ['10.1.0.0/16', '10.1.0.0/16'],
])('%s is another way to write %s', (cidr, canonical) => {
  expect(canonicalCidr(cidr)).toBe(canonical)
})
