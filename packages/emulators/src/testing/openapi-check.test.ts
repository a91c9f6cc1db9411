import { expect, test } from 'vitest'
import { type OpenApi, openApi, whereOpenApi } from './openapi.ts'
import { answerProblems } from './openapi-check.ts'

const headers = new Headers({ 'ratelimit-limit': '1', 'ratelimit-remaining': '1', 'ratelimit-reset': '1' })
const problems = (operation: string, body: unknown, status = 200) =>
  answerProblems(openApi as OpenApi, operation, { status, headers, body })

const region = { name: 'New York 3', slug: 'nyc3', available: true, features: [], sizes: [] }
const regions = (input: object) => ({ regions: [{ ...region, ...input }], links: {}, meta: { total: 1 } })

test.skipIf(!openApi)(`an answer that is right has no problems${whereOpenApi}`, () => {
  expect(problems('regions_list', regions({}))).toEqual([])
})

test.skipIf(!openApi).each([
  [
    'a name of its own',
    'regions_list',
    regions({ colour: 'red' }),
    '.regions[0].colour is not in the specification',
  ],
  [
    'a name of its own beside the list',
    'regions_list',
    { ...regions({}), more: 1 },
    '.more is not in the specification',
  ],
  [
    'a text for a boolean',
    'regions_list',
    regions({ available: 'yes' }),
    '.regions[0].available is no boolean',
  ],
  ['a member that is missing', 'regions_list', regions({ slug: undefined }), '.regions[0].slug is missing'],
  ['null where it is not allowed', 'regions_list', regions({ name: null }), '.regions[0].name is null'],
  [
    'a value out of its enumeration',
    'account_get',
    { account: { status: 'asleep' } },
    '.account.status is "asleep", not in its enumeration',
  ],
  [
    'a time that is none',
    'actions_get',
    { action: { started_at: 'now' } },
    '.action.started_at is "now", no date-time',
  ],
  [
    'a number below its minimum',
    'images_get',
    { image: { min_disk_size: -1 } },
    '.image.min_disk_size is -1, below its minimum',
  ],
  ['a body where there is none', 'droplets_destroy', {}, 'has a body'],
])(`the check finds %s${whereOpenApi}`, (_what, operation, body, problem) => {
  expect(problems(operation, body, operation === 'droplets_destroy' ? 204 : 200)).toContain(
    `${operation}: ${problem}`,
  )
})

test.skipIf(!openApi)(`the check finds a header that is missing${whereOpenApi}`, () => {
  const answer = { status: 200, headers: new Headers(), body: regions({}) }
  expect(answerProblems(openApi as OpenApi, 'regions_list', answer)).toHaveLength(3)
})
