import { expect, test } from 'vitest'
import { rangeAddresses } from './addresses.ts'

test('a range gives its addresses away in order, without those that are kept, then those that came back', () => {
  const pool = rangeAddresses('10.0.0.0/29', 4)
  const taken = [pool.take(), pool.take(), pool.take()]
  expect(taken).toEqual(['10.0.0.4', '10.0.0.5', '10.0.0.6'])
  pool.giveBack('10.0.0.5')
  expect(pool.take()).toBe('10.0.0.5')
  expect(() => pool.take()).toThrow('No address is left in 10.0.0.0/29')
})

test('an address that was claimed is given to nobody else until it comes back', () => {
  const pool = rangeAddresses('10.0.0.0/29', 4)
  pool.claim('10.0.0.5')
  expect([pool.take(), pool.take()]).toEqual(['10.0.0.4', '10.0.0.6'])
  pool.giveBack('10.0.0.5')
  pool.claim('10.0.0.5')
  expect(() => pool.take()).toThrow('No address is left')
  pool.giveBack('10.0.0.5')
  expect(pool.take()).toBe('10.0.0.5')
})

test.each([
  ['10.0.0.3', false],
  ['10.0.0.4', true],
  ['10.0.0.6', true],
  ['10.0.0.7', false],
  ['10.0.1.4', false],
  ['four', false],
])('whether %s is of the pool: %s', (address, isOfPool) => {
  expect(rangeAddresses('10.0.0.0/29', 4).has(address)).toBe(isOfPool)
})
