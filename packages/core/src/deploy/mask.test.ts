import { describe, expect, it } from 'vitest'
import type { Output } from '../contract/access.ts'
import { mask } from './mask.ts'

/** What a listener is told of a text that comes in these pieces, and in which. */
const heard = async (secrets: readonly string[], pieces: readonly string[]) => {
  const told: string[] = []
  const { onOutput, end } = mask(secrets).listener(({ text }) => void told.push(text))
  for (const text of pieces) onOutput({ stream: 'stdout', text })
  await end()
  return told
}

describe('mask', () => {
  it('takes a secret out wherever it is', () => {
    expect(mask(['hunter2']).text('+ TOKEN=hunter2\nhunter2hunter2 hunter')).toBe(
      '+ TOKEN=[secret]\n[secret][secret] hunter',
    )
  })

  it('reads nothing in a secret as a pattern', () => {
    const odd = String.raw`a.*(b)[c]{2}^$|\d+?`
    expect(mask([odd]).text(`<${odd}> a.b`)).toBe('<[secret]> a.b')
  })

  it('takes out what sh and bash make of a quote', () => {
    const { text } = mask(["it's"])
    expect(text(String.raw`+ echo 'it'\''s'`)).toBe("+ echo '[secret]'")
    expect(text(`+ echo 'it'"'"'s'`)).toBe("+ echo '[secret]'")
  })

  it('takes out each line of a secret that has several, but for a brace', () => {
    const { text } = mask(['{\nfirst line\nsecond line\n}'])
    expect(text('<second line> { } <first line>')).toBe('<[secret]> { } <[secret]>')
    expect(text('<{\nfirst line\nsecond line\n}>')).toBe('<[secret]>')
  })

  it('takes out the longer of two that begin alike', () => {
    expect(mask(['abc', 'abcdef']).text('abcdef abc')).toBe('[secret] [secret]')
  })

  it('leaves all as it is where there is no secret, or an empty one', async () => {
    expect(mask([]).text('text')).toBe('text')
    expect(mask(['']).text('text')).toBe('text')
    expect(await heard([''], ['a', 'b'])).toEqual(['a', 'b'])
  })

  it('takes out the end of a secret with which output begins that was cut', () => {
    const kept = `ter2 and ${'x'.repeat(1024 * 1024 - 9)}`
    expect(mask(['hunter2']).text(kept).slice(0, 14)).toBe('[secret] and x')
    expect(mask(['hunter2']).text('ter2 and x')).toBe('ter2 and x')
  })
})

describe('output that comes in pieces', () => {
  it('shows no secret that comes in several of them', async () => {
    const whole = 'a hunter2 b hunter2hunter2 hunter'
    for (let size = 1; size <= whole.length; size++) {
      const pieces = whole.match(new RegExp(`.{1,${size}}`, 'g')) ?? []
      const told = await heard(['hunter2'], pieces)
      expect(told.join('')).toBe('a [secret] b [secret][secret] hunter')
      expect(told.join('|')).not.toMatch(/hunter2|unter2/)
    }
  })

  it('shows nothing of the longer of two that begin alike', async () => {
    expect((await heard(['ab', 'abc'], ['x ab', 'c ab', 'd ab'])).join('')).toBe(
      'x [secret] [secret]d [secret]',
    )
    expect((await heard(['aXa'], ['aX', 'aX', 'a'])).join('')).toBe('[secret]Xa')
  })

  it('is told at once, but for what may be the beginning of a secret', async () => {
    expect(await heard(['hunter2'], ['the hat', 'h', 'e', 'hunt', 'ing'])).toEqual([
      'the hat',
      'he',
      'hunting',
    ])
  })

  it('keeps what was held back of each stream apart', async () => {
    const told: Output[] = []
    const { onOutput, end } = mask(['secret']).listener((output) => void told.push(output))
    onOutput({ stream: 'stdout', text: 'sec' })
    onOutput({ stream: 'stderr', text: 'ret' })
    await end()
    expect(told).toEqual([
      { stream: 'stderr', text: 'ret' },
      { stream: 'stdout', text: 'sec' },
    ])
  })

  it('gives back what its listener returns, for its rejection to be seen', async () => {
    const own = new Error('my own')
    const { onOutput } = mask(['s']).listener(() => Promise.reject(own))
    await expect(onOutput({ stream: 'stdout', text: 'x' })).rejects.toBe(own)
  })
})
