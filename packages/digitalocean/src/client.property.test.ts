import { mutated, runs, survivedLater } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compute } from './index.ts'
import { answering } from './testing/answering.ts'

const driverOf = (transport: ReturnType<typeof answering>) =>
  compute({ token: 'token', transport, retry: { attempts: 1 } })
const pieces = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '\\',
    'null',
    'true',
    '-1',
    '1e999',
    '"__proto__":{},',
    '"constructor":1,',
    '\0',
  ],
  ...['"id":', '"status":', '"networks":', '"links":', '"tags":', '"message":', '7', '""', '[]', '{}'],
]
const error =
  '{"id":"not_found","message":"The resource you were accessing could not be found.","request_id":"r-1"}'
const droplets =
  '{"droplets":[{"id":7,"name":"web-1","status":"active","size_slug":"s-1vcpu-1gb","created_at":"2026-01-02T03:04:05Z",' +
  '"networks":{"v4":[{"ip_address":"192.0.2.1","type":"public"}],"v6":[]},"image":{"id":1,"slug":"debian-12"},' +
  '"region":{"slug":"fra1"},"tags":["a"],"volume_ids":[],"features":[]}],"links":{},"meta":{"total":1}}'
const codes = [
  ...[
    'not-found',
    'invalid',
    'unauthorized',
    'forbidden',
    'conflict',
    'precondition',
    'rate-limited',
    'unavailable',
  ],
  ...['protocol', 'unknown'],
]

describe('an answer of the API', () => {
  it('that is a failure becomes an error of a known code, whatever its body is', async () => {
    const body = fc.oneof(mutated(error, pieces), fc.uint8Array({ maxLength: 60 }), fc.json())
    const header = fc.string({ maxLength: 12 })
    const headers = fc.record({
      'ratelimit-remaining': header,
      'ratelimit-reset': header,
      'retry-after': header,
    })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 300, max: 599 }), body, headers, async (status, any, said) => {
        const driver = driverOf(answering(status, any, said))
        const value = await survivedLater(() => driver.getNode('7'), ...codes)
        expect(value).toBeUndefined()
      }),
      runs(1500),
    )
  })

  it('that is a list becomes nodes or a protocol error, whatever its body is', async () => {
    const body = fc.oneof(
      { weight: 3, arbitrary: mutated(droplets, pieces) },
      fc.uint8Array({ maxLength: 60 }),
      fc.json(),
    )
    await fc.assert(
      fc.asyncProperty(body, async (any) => {
        const pages = driverOf(answering(200, any)).listNodes().pages()
        const first = await survivedLater(() => pages[Symbol.asyncIterator]().next(), 'protocol')
        for (const node of first?.value?.items ?? []) {
          expect(node).toMatchObject({ kind: 'node', id: expect.any(String), state: expect.any(String) })
          expect(Object.getPrototypeOf(node.tags)).toBe(Object.prototype)
        }
      }),
      runs(1500),
    )
  })
})

describe('a list', () => {
  it('asks for the page that its token names or refuses the token, whatever that is', async () => {
    const token = fc.oneof(
      fc.nat().map(String),
      mutated('12', ['-', '0', '.', 'e', ' ', '&', '#', '/', '\n']),
      fc.string({ unit: 'binary', maxLength: 12 }),
    )
    await fc.assert(
      fc.asyncProperty(token, async (after) => {
        const transport = answering(200, '{"droplets":[],"links":{}}')
        const pages = driverOf(transport).listNodes().pages({ after })
        const first = await survivedLater(() => pages[Symbol.asyncIterator]().next(), 'invalid')
        const asked = transport.requests.map(({ path }) => path)
        expect(asked).toEqual(first === undefined ? [] : [`/v2/droplets?page=${after}&per_page=200`])
      }),
      runs(500),
    )
  })

  it('goes on for as long as the links name a next page, and no longer', async () => {
    const links = fc.array(
      fc.constantFrom(
        '{"pages":{"next":"https://evil.example/v2/droplets?page=2"}}',
        '{"pages":{"next":"page=9"}}',
      ),
      { maxLength: 6 },
    )
    const last = fc.constantFrom('{}', '{"pages":{}}', '{"pages":{"last":"x","prev":"y"}}')
    await fc.assert(
      fc.asyncProperty(links, last, async (before, end) => {
        const answers = [...before, end].map((each) => answering(200, `{"droplets":[],"links":${each}}`))
        let at = 0
        const transport = {
          ...answering(200, ''),
          send: (...given: Parameters<(typeof answers)[0]['send']>) => {
            const answer = answers[at++]
            if (!answer) throw new Error('A page too many')
            return answer.send(...given)
          },
        }
        expect(await driverOf(transport).listNodes().toArray()).toEqual([])
        const asked = answers.flatMap(({ requests }) => requests.map(({ origin, path }) => origin + path))
        const page = (number: number) =>
          `https://api.digitalocean.com/v2/droplets?page=${number}&per_page=200`
        expect(asked).toEqual(answers.map((_, index) => page(index + 1)))
      }),
      runs(200),
    )
  })

  it('asks by a name that reads as the same name again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }), async (name) => {
        const transport = answering(200, '{"droplets":[],"links":{}}')
        await survivedLater(async () => driverOf(transport).listNodes({ name }).toArray(), 'invalid')
        for (const { path } of transport.requests)
          expect(new URL(path, 'https://x').searchParams.get('name')).toBe(name)
      }),
      runs(500),
    )
  })
})
