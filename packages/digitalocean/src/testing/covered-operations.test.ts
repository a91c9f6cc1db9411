import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { operationIds, specificationIsHere } from './openapi.ts'

const folder = new URL('../', import.meta.url)
const sources = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(new URL(name, folder), 'utf8'))
  .join('\n')
const readme = readFileSync(new URL('../README.md', folder), 'utf8')

/** Names that are put together in the sources, of what the API has twice under two names. */
const families = ['reservedIPs', 'reservedIPv6'].flatMap((family) =>
  [...sources.matchAll(/\{(?:family\.)?operations\}(\w+)/g)].map(([, end]) => `${family}${end}`),
)

it.skipIf(!specificationIsHere)(
  'the README lists those operations of the specification that the sources name',
  () => {
    const named = operationIds().filter((id) => sources.includes(`'${id}'`) || families.includes(id))
    const listed = [...readme.matchAll(/`(\w+_\w+)`/g)].flatMap(([, id = '']) =>
      operationIds().includes(id) ? [id] : [],
    )
    expect(listed.toSorted()).toEqual(named.toSorted())
  },
)
