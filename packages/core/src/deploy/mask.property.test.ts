import { runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask } from './mask.ts'

/** Few letters, so that secrets overlap each other and begin where another one ends. */
const letters = fc.constantFrom('a', 'b', "'", '\n', '$', '.', 'é', '😀')
const word = (minLength: number, maxLength: number) =>
  fc.array(letters, { minLength, maxLength }).map((parts) => parts.join(''))
const secrets = fc.array(word(1, 6), { minLength: 1, maxLength: 3 })

const heard = async (hidden: readonly string[], pieces: readonly string[]) => {
  let told = ''
  const { onOutput, end } = mask(hidden).listener(({ text }) => {
    told += text
  })
  for (const text of pieces) onOutput({ stream: 'stdout', text })
  await end()
  return told
}

/** Cuts a text at these places, in whatever order they are given. */
const cutAt = (text: string, cuts: readonly number[]) => {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b)
  return places.slice(1).map((place, index) => text.slice(places[index], place))
}

describe('mask', () => {
  it('shows the same of output in pieces as of the whole, wherever it is cut', async () => {
    const text = fc.array(fc.oneof(word(0, 4), fc.constant('\0')), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(secrets, text, fc.array(fc.nat(60), { maxLength: 8 }), async (hidden, parts, cuts) => {
        const whole = parts
          .map((part, index) => (part === '\0' ? (hidden[index % hidden.length] ?? '') : part))
          .join('')
        expect(await heard(hidden, cutAt(whole, cuts))).toBe(mask(hidden).text(whole))
      }),
      runs(3000),
    )
  })

  it('lets no secret through, as it is or as a shell prints it', async () => {
    const hidden = fc.stringMatching(/^[a-z']{8,20}$/)
    await fc.assert(
      fc.asyncProperty(hidden, fc.array(fc.nat(80), { maxLength: 8 }), async (secret, cuts) => {
        const quoted = `'${secret.replaceAll("'", "'\\''")}'`
        const output = `+ T=${quoted}\n${secret}${secret} ${quoted}\n`
        const told = await heard([secret], cutAt(output, cuts))
        expect(told).not.toContain(secret)
        expect(told).not.toContain(quoted.slice(1, -1))
        expect(told.replaceAll('[secret]', '')).toBe("+ T=''\n ''\n")
      }),
      runs(1000),
    )
  })

  it('leaves a text without secrets as it is', async () => {
    const other = fc.string({ unit: 'binary', maxLength: 60 }).map((any) => any.replaceAll('#', ''))
    await fc.assert(
      fc.asyncProperty(other, fc.array(fc.nat(60), { maxLength: 4 }), async (text, cuts) => {
        expect(mask(['#hunter2']).text(text)).toBe(text)
        expect(await heard(['#hunter2'], cutAt(text, cuts))).toBe(text)
      }),
      runs(500),
    )
  })
})
