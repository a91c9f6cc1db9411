import { invalid } from './errors.ts'

/** What people write who forget the `0o`, though as it is it would be permission bits: 400 is 0o620, which lets the group write. */
const forgotten = [400, 440, 444, 500]

/**
 * The mode of a file: permission bits, set-user-id and its like among them. `invalid` also for a number that is meant as octal and lacks
 * its `0o`, such as 644, which is 0o1204.
 */
export function checkMode(mode: unknown): number {
  if (typeof mode !== 'number') throw invalid(`mode must be a number, and is ${typeof mode}`, 'as in 0o644')
  // The sticky bit of a file means nothing, so that none of 0o1000 to 0o1411 is missed.
  const decimal = forgotten.includes(mode) || (mode > 0o777 && /^[0-7]{3}$/.test(String(mode)))
  if (Number.isInteger(mode) && mode >= 0 && mode <= 0o7777 && !decimal) return mode
  const octal = /^[0-7]{3,4}$/.test(String(mode))
  throw invalid(`mode is ${mode}`, octal ? `0o${mode} was perhaps meant` : 'from 0 to 0o7777, as in 0o644')
}
