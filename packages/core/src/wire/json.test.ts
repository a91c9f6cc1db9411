import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readJson } from './json.ts'

const refused = (body: string | Uint8Array, limits?: { readonly depth: number }) => {
  try {
    readJson(body, limits)
  } catch (error) {
    expect(error).toMatchObject({ code: 'protocol' })
    expect((error as Error).cause).toBeUndefined()
    return (error as Error).message
  }
  throw new Error('read although it is wrong')
}

describe('readJson', () => {
  it('reads whatever JSON.stringify writes, as text or as bytes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 8 }), (value) => {
        const written = JSON.stringify(value)
        if (written.includes('"__proto__":')) return
        expect(readJson(written)).toEqual(JSON.parse(written))
        expect(readJson(new TextEncoder().encode(`\ufeff${written}`))).toEqual(JSON.parse(written))
      }),
    )
  })

  it('refuses a key that could become a prototype, however it is written', () => {
    for (const key of [
      '__proto__',
      '\\u005f_proto__',
      '__\\u0070roto__',
      '__pr\\u006Fto__',
      '__pro\\u0074o__',
      '__p\\u0072oto__',
    ]) {
      expect(refused(`{"a":[{"${key}":{"admin":true}}]}`)).toContain('__proto__')
      expect(refused(`{"a":"\\\\","${key}" \n\t: 1}`)).toContain('__proto__')
    }
    expect(readJson('{"__proto":1,"\\\\_":"__proto__"}')).toEqual({ __proto: 1, '\\_': '__proto__' })
    expect(readJson('{"a":"__proto__","constructor":1,"prototype":"\\u005f"}')).toEqual({
      a: '__proto__',
      constructor: 1,
      prototype: '_',
    })
  })

  it('refuses more than 64 levels, and counts no bracket inside a text', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)
    expect(readJson(nested(64))).toBeInstanceOf(Array)
    expect(refused(nested(65))).toContain('more than 64 levels')
    expect(refused(`${'{"a":'.repeat(300_000)}0${'}'.repeat(300_000)}`)).toContain('more than 64 levels')
    expect(refused('{"a":'.repeat(1_000_000))).toContain('cannot be parsed')
    expect(readJson(JSON.stringify([nested(100), '\\"'.repeat(9), '{'.repeat(100)]))).toHaveLength(3)
    expect(refused('[[1]]', { depth: 1 })).toContain('more than 1 levels')
    expect(readJson(`[${'[],'.repeat(1000)}0]`)).toHaveLength(1001)
  })

  it('refuses what is no JSON without quoting it', () => {
    for (const body of [
      '',
      '{"token":"hunter2"',
      'hunter2',
      "{'hunter2':1}",
      '[1,]',
      '"hunter2',
      '"\\',
      ']',
    ]) {
      expect(refused(body)).not.toContain('hunter2')
    }
  })

  it('never lets an object with another prototype out, whatever the escapes', () => {
    const letter = fc.constantFrom(...'__proto__').chain((c) => {
      const code = c.charCodeAt(0).toString(16)
      return fc.constantFrom(c, `\\u00${code}`, `\\u00${code.toUpperCase()}`)
    })
    fc.assert(
      fc.property(fc.array(letter, { minLength: 8, maxLength: 10 }), (letters) => {
        const body = `{"x":1,"${letters.join('')}":{"admin":true}}`
        const wrong = Object.hasOwn(JSON.parse(body), '__proto__')
        if (wrong) expect(refused(body)).toContain('__proto__')
        else expect(readJson(body)).toEqual(JSON.parse(body))
      }),
    )
    for (let masks = 0; masks < 512; masks += 1) {
      const key = [...'__proto__'].map((c, index) =>
        masks & (1 << index) ? `\\u00${c.charCodeAt(0).toString(16)}` : c,
      )
      expect(refused(`{"${key.join('')}":1}`)).toContain('__proto__')
    }
  })

  it('refuses bytes that are not UTF-8', () => {
    expect(refused(Uint8Array.from([0x22, 0xc3, 0x28, 0x22]))).toContain('UTF-8')
  })
})
