import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { operationNames } from './operation-names.ts'

test('the README lists the operations that are answered', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const [, section = ''] = readme.split('\n## DigitalOcean\n')
  const [, listed = ''] = /take as `operation`:\n\n([^.]+)\./.exec(section) ?? []
  expect(listed.split(/\s+/)).toEqual([...operationNames])
})
