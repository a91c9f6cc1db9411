import { deepStrictEqual } from 'node:assert/strict'
import { mutated, runs, survived } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flat, list, object, readXml, required, text, type XmlShape } from './xml.ts'

interface ItemWire {
  readonly id: string
  readonly tags: readonly { readonly key?: string; readonly value?: string }[]
  readonly ips: readonly string[]
}
const item = object<ItemWire>(
  {
    id: required(text),
    tags: list(
      'item',
      object<{ readonly key?: string; readonly value?: string }>({ key: text, value: text }),
    ),
    ips: flat(text),
  },
  { tags: 'tagSet', ips: 'ip' },
)
const right =
  '<?xml version="1.0" encoding="UTF-8"?><r xmlns="http://x/" a:b="1"><id>i&amp;1</id><!-- c --><tagSet><item><key>k</key>' +
  '<value><![CDATA[v]]></value></item></tagSet><ip>1</ip><ip>&#x32;</ip><other><deep/></other><?pi x?></r>'
const pieces = [
  ...['<', '>', '/', '&', ';', '"', "'", '=', ' ', '\r', '\n', ']]>', '<!--', '-->', '<?', '?>', '<![CDATA['],
  ...[
    '<!DOCTYPE r>',
    '<?xml version="1.0"?>',
    '&lt;',
    '&#x0;',
    '&#xD800;',
    '&e;',
    '\ud800',
    '\ufeff',
    '__proto__',
    '<r>',
    '</r>',
  ],
]
const read = (body: string | Uint8Array) => survived(() => readXml(body, 'r', item), 'protocol')

interface Element {
  readonly name: string
  readonly content: string | readonly Element[]
}

const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z_][\w.-]{0,8}$/),
  fc.constantFrom('__proto__', 'constructor', 'toString', 'hasOwnProperty'),
)
const forbidden = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/
const characters = fc.string({ unit: 'binary', maxLength: 12 }).filter((any) => !forbidden.test(any))
const { element } = fc.letrec<{ element: Element }>((tie) => ({
  element: fc.record({
    name,
    content: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      characters,
      fc.uniqueArray(tie('element'), { maxLength: 4, selector: (child) => child.name }),
    ),
  }),
}))

const escaped = (any: string) => any.replace(/[<>&\r]/g, (c) => `&#${c.charCodeAt(0)};`)
const noise = (at: number) => ['', '\n ', '<!-- x -->', '<?p q?>'][at % 4] ?? ''
function written({ name, content }: Element, salt: number): string {
  const prefix = salt % 3 === 0 ? 'ns:' : ''
  const attributes = salt % 2 === 0 ? ` at="${salt}" n:at='<'`.replace('<', '&lt;') : ''
  const inner =
    typeof content === 'string'
      ? escaped(content)
      : content.map((child, at) => noise(salt + at) + written(child, salt + at + 1)).join('')
  return inner === '' && salt % 5 === 0
    ? `<${prefix}${name}${attributes}/>`
    : `<${prefix}${name}${attributes}>${inner}</${prefix}${name} >`
}
/** The shape that wants all of an element, but for the one name that no member may have. */
function shapeOf({ content }: Element): XmlShape<unknown> {
  if (typeof content === 'string') return text
  const members = content.filter((child) => child.name !== '__proto__')
  return object<Record<string, unknown>>(
    Object.fromEntries(members.map((child) => [child.name, shapeOf(child)])) as never,
  )
}
function contentOf({ content }: Element): unknown {
  if (typeof content === 'string') return content
  const members = content.filter((child) => child.name !== '__proto__')
  return Object.fromEntries(members.map((child) => [child.name, contentOf(child)]))
}

describe('readXml', () => {
  it('ends every text, every byte sequence and every damaged document with a value or a protocol error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 80 }), (any) => void read(any)),
      runs(1000),
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (any) => void read(any)),
      runs(1000),
    )
    fc.assert(
      fc.property(mutated(right, pieces), (any) => void read(any)),
      runs(3000),
    )
  })

  it('reads a document as bytes as it does as text', () => {
    fc.assert(
      fc.property(mutated(right, pieces), (any) => {
        const body = any.toWellFormed()
        deepStrictEqual(read(new TextEncoder().encode(body)), read(body))
      }),
      runs(1000),
    )
  })

  it('gives back every tree, whatever stands between its elements', () => {
    fc.assert(
      fc.property(element, fc.nat(100), (root, salt) => {
        const body = written(root, salt)
        deepStrictEqual(readXml(body, root.name, shapeOf(root)), contentOf(root))
      }),
      runs(1000),
    )
  })

  it('refuses each proper beginning of a document', () => {
    fc.assert(
      fc.property(element, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (root, share) => {
        const body = written(root, 0)
        const cut = body.slice(0, Math.floor(body.length * share))
        expect(survived(() => readXml(cut, root.name, shapeOf(root)), 'protocol')).toBeUndefined()
      }),
      runs(500),
    )
  })

  it('reads as many levels as the limit says and not one more', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }), (levels, depth) => {
        const body = '<a>'.repeat(levels) + '</a>'.repeat(levels)
        const value = survived(() => readXml(body, 'a', object<object>({}), { depth }), 'protocol')
        expect(value !== undefined).toBe(levels <= depth)
      }),
      runs(200),
    )
  })
})

describe('what would take much more room than its text', () => {
  const refused = (body: string) => {
    try {
      readXml(body, 'a', object<object>({}))
    } catch (error) {
      return error
    }
    return undefined
  }

  it('is refused: more than a million elements', () => {
    expect(refused(`<a>${'<b/>'.repeat(999_999)}</a>`)).toBeUndefined()
    expect(refused(`<a>${'<b/>'.repeat(1_000_000)}</a>`)).toMatchObject({
      code: 'protocol',
      message: expect.stringContaining('elements'),
    })
  })
})
