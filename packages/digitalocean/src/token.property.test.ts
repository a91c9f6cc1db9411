import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mutated, runs, survivedLater } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { tokenSource } from './token.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'doctl-'))
  mkdirSync(join(folder, 'doctl'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const found = async (config: string | Uint8Array, context?: string) => {
  writeFileSync(join(folder, 'doctl', 'config.yaml'), config)
  const env = { XDG_CONFIG_HOME: folder, DIGITALOCEAN_CONTEXT: context }
  return (await tokenSource(undefined, env)()).reveal()
}
const right = 'access-token: of-default\ncontext: work\nauth-contexts:\n  work: of-work\n  play: of-play\n'
const pieces = [
  ...[
    '\n',
    ' ',
    '\t',
    ':',
    '-',
    '- ',
    '"',
    "'",
    '{',
    '}',
    '[',
    ']',
    '&a ',
    '*a',
    '<<: *a',
    '|',
    '>',
    '%',
    '@',
    '!',
    '!!',
  ],
  ...[
    '#',
    '?',
    '---\n',
    '...\n',
    '\0',
    '__proto__',
    'null',
    '7',
    'true',
    '2026-01-02',
    '&a [*a]',
    '!!binary ',
    'work: x\n',
  ],
]
const context = fc.option(
  fc.constantFrom('work', 'play', 'default', 'gone', '__proto__', 'constructor', 'toString'),
  {
    nil: undefined,
  },
)

describe.skipIf(process.platform !== 'linux')("the token of doctl's configuration", () => {
  it('is one line of ASCII, or there is none: no file makes anything else fail', async () => {
    const config = fc.oneof(
      { weight: 4, arbitrary: mutated(right, pieces) },
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.uint8Array({ maxLength: 40 }),
      fc.json(),
    )
    await fc.assert(
      fc.asyncProperty(config, context, async (any, name) => {
        const token = await survivedLater(() => found(any, name), 'unauthorized', 'invalid')
        if (token !== undefined) expect(token).toMatch(/^[\x21-\x7e]+$/)
      }),
      runs(1000),
    )
  })

  it('is that of the context, however doctl writes it', async () => {
    const word = fc
      .stringMatching(/^[a-z_][a-z0-9_-]{0,12}$/)
      .filter((any) => any !== 'default' && !/^(?:null|true|false|yes|no|on|off|y|n)$/.test(any))
    const token = fc.stringMatching(/^dop_v1_[0-9a-f]{64}$/)
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(word, { minLength: 1, maxLength: 4 }),
        token,
        token,
        async (names, one, other) => {
          const [current = ''] = names
          const contexts = names.map((name) => `  ${name}: ${name === current ? one : other}\n`).join('')
          const config = `access-token: ${other}\nauth-contexts:\n${contexts}context: ${current}\nretry: {}\n`
          expect(await found(config)).toBe(one)
          expect(await found(config, 'default')).toBe(other)
          expect(await found(config, names.at(-1))).toBe(names.length === 1 ? one : other)
        },
      ),
      runs(200),
    )
  })
})
