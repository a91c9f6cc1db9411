import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { networkActionNames } from './network-action-names.ts'

test('the README lists the actions on networks', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8')
  const [, listed = ''] = /\nOf networks: ([^.]+)\./.exec(readme) ?? []
  expect(listed.split(/\s+/)).toEqual([...networkActionNames])
})
