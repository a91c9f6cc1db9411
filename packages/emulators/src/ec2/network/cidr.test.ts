import { expect, test } from 'vitest'
import { blockText, contains, overlap, readIpv4Block, readIpv6Block } from './cidr.ts'

const block = (text: string) => readIpv4Block(text) ?? { first: -1, bits: -1 }

test.each([
  ['10.1.2.3/16', '10.1.0.0/16'],
  ['203.0.113.9/32', '203.0.113.9/32'],
  ['255.255.255.255/0', '0.0.0.0/0'],
])('the IPv4 block %s is %s', (text, canonical) => {
  expect(blockText(block(text))).toBe(canonical)
})

test.each([
  ['2001:DB8:0:0:0:0:0:1/64', '2001:db8::/64'],
  ['2001:db8:ffff::/34', '2001:db8:c000::/34'],
  ['::ffff:203.0.113.9/128', '::ffff:cb00:7109/128'],
  ['1::2/0', '::/0'],
  ['::1/128', '::1/128'],
])('the IPv6 block %s is %s', (text, canonical) => {
  expect(readIpv6Block(text)).toBe(canonical)
})

test.each(['10.0.0.0', '10.0.0.0/33', '10.0.0/8', '10.0.0.256/8', '010.0.0.0/8', '::/0', '', '1/1/1'])(
  '%j is no IPv4 block',
  (text) => {
    expect(readIpv4Block(text)).toBeUndefined()
  },
)

test.each(['::/129', '10.0.0.0/8', '2001:db8::1', '1:2:3/64', ':::/0', 'g::/0'])(
  '%j is no IPv6 block',
  (text) => {
    expect(readIpv6Block(text)).toBeUndefined()
  },
)

test('a block contains what is in it, and two overlap where one contains the other', () => {
  expect(contains(block('10.0.0.0/8'), block('10.255.255.0/24'))).toBe(true)
  expect(contains(block('10.0.0.0/24'), block('10.0.0.0/23'))).toBe(false)
  expect(overlap(block('10.0.0.0/24'), block('10.0.0.0/23'))).toBe(true)
  expect(overlap(block('10.0.0.0/24'), block('10.0.1.0/24'))).toBe(false)
})
