import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boolean, flat, list, number, object, readXml, required, text, type XmlShape } from './xml.ts'

interface Tag {
  readonly key?: string
  readonly value?: string
}
interface Instance {
  readonly instanceId: string
  readonly cores?: number
  readonly ebsOptimized?: boolean
  readonly placement?: { readonly availabilityZone?: string }
  readonly tags: readonly Tag[]
  readonly ips: readonly string[]
}
const tag = object<Tag>({ key: text, value: text })
const instance = object<Instance>(
  {
    instanceId: required(text),
    cores: number,
    ebsOptimized: boolean,
    placement: object<{ readonly availabilityZone?: string }>({ availabilityZone: text }),
    tags: list('item', tag),
    ips: flat(text),
  },
  { tags: 'tagSet', ips: 'ip' },
)
const one = <T>(shape: XmlShape<T>, content: string): T => readXml(`<r>${content}</r>`, 'r', shape)
const refused = (body: string | Uint8Array, shape: XmlShape<unknown> = text) => {
  try {
    readXml(body, 'r', shape)
  } catch (error) {
    expect(error).toMatchObject({ code: 'protocol' })
    return (error as Error).message
  }
  throw new Error(`read although it is wrong: ${body}`)
}

describe('readXml', () => {
  it('reads objects, lists, flat lists, numbers and booleans, in whatever order they come', () => {
    const body = `<?xml version="1.0" encoding="UTF-8"?>
      <!-- an answer --><r xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
        <ip>10.0.0.1</ip><tagSet><item><value>a</value><key>Name</key></item><item/><other>x</other></tagSet>
        <unknown at='1'><deep><er/></deep>&amp;</unknown><cores>4</cores><instanceId>i-1</instanceId>
        <ip>10.0.0.2</ip><ebsOptimized>true</ebsOptimized><placement><availabilityZone>z</availabilityZone></placement>
      </r><?end?> `
    expect(readXml(new TextEncoder().encode(body), 'r', instance)).toStrictEqual({
      ips: ['10.0.0.1', '10.0.0.2'],
      tags: [{ value: 'a', key: 'Name' }, {}],
      cores: 4,
      instanceId: 'i-1',
      ebsOptimized: true,
      placement: { availabilityZone: 'z' },
    })
  })

  it('leaves absent members out, gives absent and empty lists as [], and refuses an absent required member', () => {
    expect(one(instance, '<instanceId/>')).toStrictEqual({ instanceId: '', tags: [], ips: [] })
    expect(one(instance, '<instanceId/><tagSet/>')).toStrictEqual({ instanceId: '', tags: [], ips: [] })
    expect(refused('<r><cores>1</cores></r>', instance)).toContain('no <instanceId>')
    expect(refused('<r/>', instance)).toContain('no <instanceId>')
  })

  it('reads the same whatever order the answers before it had', () => {
    const members = [
      '<cores>1</cores>',
      '<instanceId>i</instanceId>',
      '<tagSet><item><key>k</key></item></tagSet>',
      '<ip>a</ip>',
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(members, { minLength: 4 }), (order) => {
        expect(one(instance, order.join('<x/>'))).toEqual({
          cores: 1,
          instanceId: 'i',
          tags: [{ key: 'k' }],
          ips: ['a'],
        })
      }),
    )
  })

  it('leaves text as it stands', () => {
    for (const value of ['007', '1e5', '0x10', ' a\n\tb ', 'true', '日本 😀'])
      expect(one(text, value)).toBe(value)
    expect(readXml('<r/>', 'r', text)).toBe('')
  })

  it('decodes the five names and numeric references, takes CDATA in, leaves comments out and normalises line ends', () => {
    expect(one(text, '&lt;&gt;&amp;&quot;&apos;&#65;&#x1F600;')).toBe('<>&"\'A😀')
    expect(one(text, 'a<!-- & < -->b<![CDATA[<&]]]>c<?pi x?>d')).toBe('ab<&]cd')
    expect(one(text, 'a\r\nb\rc&#13;<![CDATA[\r\n]]>')).toBe('a\nb\nc\r\n')
    expect(one(text, '&amp;lt;')).toBe('&lt;')
  })

  it('knows an element by its local name, and its end by the whole one', () => {
    expect(readXml('<s:r xmlns:s="u"><s:key>k</s:key ></s:r>', 'r', tag)).toEqual({ key: 'k' })
    expect(refused('<s:r xmlns:s="u"><s:key>k</t:key></s:r>', tag)).toContain('end tag')
  })

  it('takes only decimal numbers that are exact, and only true and false', () => {
    expect(one(number, '-12.50')).toBe(-12.5)
    expect(one(number, '9007199254740991')).toBe(9007199254740991)
    for (const bad of ['', ' 1', '1e5', '0x10', '+1', '.5', '5.', 'NaN', '9007199254740993', '1,5']) {
      expect(refused(`<r>${bad}</r>`, number)).toContain('not a decimal number')
    }
    for (const bad of ['', 'TRUE', '1', 'yes'])
      expect(refused(`<r>${bad}</r>`, boolean)).toContain('not true or false')
    expect(refused('<r/>', number)).toContain('<r> is not a decimal number')
  })

  it('refuses a second element where one belongs', () => {
    expect(refused('<r><key>a</key><value/><key>b</key></r>', tag)).toContain('a second <key>')
    expect(refused('<r><instanceId/><tagSet/><tagSet/></r>', instance)).toContain('a second <tagSet>')
  })

  it('names both roots when another came', () => {
    expect(() => readXml('<Error/>', 'Reply', text)).toThrow('the root is <Error> and not <Reply>')
    expect(() => readXml('<Error/>', ['Reply', 'Response'], text)).toThrow('not <Reply> or <Response>')
    expect(readXml('<b>x</b>', ['a', 'b'], text)).toBe('x')
  })

  it('lets no element name become a prototype', () => {
    const content = '<__proto__><key>x</key></__proto__><constructor>y</constructor><key>k</key>'
    const read = one(tag, content)
    expect(read).toStrictEqual({ key: 'k' })
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
    const odd = object({ constructor: text, proto: text } as never, { proto: '__proto__' } as never)
    expect(
      Object.entries(one(odd as XmlShape<object>, '<__proto__>p</__proto__><constructor>c</constructor>')),
    ).toEqual([
      ['constructor', 'c'],
      ['proto', 'p'],
    ])
    expect(() => object({ ['__proto__']: text } as never)).toThrow(TypeError)
  })

  it('refuses more than 64 levels, wanted or not', () => {
    const nested = (levels: number) => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`
    expect(one(tag, nested(63))).toEqual({})
    expect(refused(`<r>${nested(64)}</r>`, tag)).toContain('more than 64 levels')
    expect(refused('<r>'.repeat(500_000), tag)).toContain('more than 64 levels')
    expect(() => readXml('<r><a/></r>', 'r', tag, { depth: 1 })).toThrow('more than 1 levels')
  })

  it.each([
    ['', 'no root'],
    ['   ', 'no root'],
    ['text', 'text outside the root'],
    ['<r>', 'ends inside'],
    ['<r', 'not well-formed'],
    ['<r><a></r>', 'end tag of <a>'],
    ['<r></s>', 'end tag of <r>'],
    ['<r></rr>', 'end tag of <r>'],
    ['<r/>text', 'text outside the root'],
    ['<r/><r/>', 'a second root'],
    ['<r/><![CDATA[x]]>', 'text outside the root'],
    ['<!DOCTYPE r><r/>', 'DOCTYPE'],
    ['<!DOCTYPE r [<!ENTITY a "b">]><r>&a;</r>', 'DOCTYPE'],
    ['<r><!DOCTYPE r></r>', 'DOCTYPE'],
    ['<r>&nbsp;</r>', 'unknown reference'],
    ['<r><a>&nbsp;</a></r>', 'unknown reference'],
    ['<r>&toString;</r>', 'unknown reference'],
    ['<r>a & b</r>', 'starts no reference'],
    ['<r>&#0;</r>', 'unknown reference'],
    ['<r>&#xD800;</r>', 'unknown reference'],
    ['<r>&#x110000;</r>', 'unknown reference'],
    ['<r>&#xFFFF;</r>', 'unknown reference'],
    ['<r>\u0001</r>', 'does not allow'],
    ['<r>\uffff</r>', 'does not allow'],
    ['<r \u0000/>', 'does not allow'],
    ['<r>\ud800</r>', 'lone surrogate'],
    ['<r><1a/></r>', 'the name'],
    ['<r>< a/></r>', 'the name ""'],
    ['<r><a:b:c/></r>', 'the name'],
    ['<r><a:/></r>', 'the name'],
    ['<r><:a/></r>', 'the name'],
    ['<r><a\u00d7/></r>', 'the name'],
    ['<r a/>', 'not well-formed'],
    ['<r a=b/>', 'not well-formed'],
    ['<r a="b/>', 'not well-formed'],
    ['<r a="<"/>', 'not well-formed'],
    ['<r a="&b;"/>', 'unknown reference'],
    ['<r><é/></r>', 'the name'],
    ['<r a="1"b="2"/>', 'not well-formed'],
    ['<r / >', 'not well-formed'],
    ['<r><!-- a', 'begins'],
    ['<r><![CDATA[ a', 'begins'],
    ['<?xml version="1.0" encoding="ISO-8859-1"?><r/>', 'other than UTF-8'],
    ['<r><!ELEMENT a></r>', "'<!'"],
  ])('refuses %j', (body, reason) => {
    expect(refused(body, tag)).toContain(reason)
  })

  it('refuses an element inside text', () => {
    expect(refused('<r>a<b/></r>')).toContain('an element where text belongs')
  })

  it('refuses bytes that are not UTF-8 and takes a byte order mark', () => {
    expect(refused(Uint8Array.from([0x3c, 0x72, 0x3e, 0xff, 0x3c, 0x2f, 0x72, 0x3e]))).toContain('not UTF-8')
    expect(readXml(new TextEncoder().encode('\ufeff<r>a</r>'), 'r', text)).toBe('a')
    expect(readXml('\ufeff<r>a</r>', 'r', text)).toBe('a')
  })

  it('never quotes more than 40 characters of the document', () => {
    const secret = 'S'.repeat(5000)
    for (const body of [
      `<${secret}/>`,
      `<r><${secret}></r>`,
      `<r>&${secret};</r>`,
      `<r>${secret}`,
      `<r ${secret}/>`,
    ]) {
      expect(refused(body, tag)).not.toContain('S'.repeat(41))
    }
  })

  it('gives back any text that was escaped into any nesting', () => {
    const value = fc
      .string({ unit: 'binary', maxLength: 40 })
      .filter((any) => !/[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/.test(any))
    const escaped = (any: string) => any.replace(/[<>&\r]/g, (c) => `&#${c.charCodeAt(0)};`)
    fc.assert(
      fc.property(fc.array(fc.record({ key: value, value })), (tags) => {
        const items = tags.map(
          (t) => `<item><key>${escaped(t.key)}</key>\n<value>${escaped(t.value)}</value></item>`,
        )
        expect(one(instance, `<instanceId/><tagSet>${items.join('')}</tagSet>`).tags).toEqual(tags)
      }),
    )
  })

  it('ends every mutation of a document with a value or a protocol error', () => {
    const good = `<r a="1"><ip>1</ip><tagSet><item><key>k&amp;</key><!--c--><value><![CDATA[v]]></value></item></tagSet></r>`
    const piece = fc.constantFrom(
      '<',
      '>',
      '/',
      '&',
      ';',
      '"',
      '<!--',
      '-->',
      ']]>',
      '<![CDATA[',
      '<?',
      '?>',
      '</r>',
      '<ip>',
      ' ',
      'x',
    )
    fc.assert(
      fc.property(fc.nat(good.length), fc.nat(4), piece, (at, cut, added) => {
        const body = good.slice(0, at) + added + good.slice(at + cut)
        try {
          readXml(body, 'r', instance)
        } catch (error) {
          expect(error).toMatchObject({ name: 'CloudError', code: 'protocol' })
        }
      }),
      { numRuns: 3000 },
    )
  })
})

describe('the time readXml takes', () => {
  const mebibyte = 2 ** 20
  const filled = (unit: string) => unit.repeat(mebibyte / unit.length)
  it.each<[string, string]>([
    ['references', `<r>${filled('&amp;')}</r>`],
    ['elements with a reference each', `<r>${filled('<a>&amp;</a>')}</r>`],
    [
      'elements with a reference or a carriage return',
      `<r>${filled('<a>&amp;</a><b>\r</b><c><![CDATA[]]></c>')}</r>`,
    ],
    ['empty elements', `<r>${filled('<a/>')}</r>`],
    ['flat items', `<r>${filled('<ip/>')}</r>`],
    ['comments', `<r>${filled('<!---->')}</r>`],
    ['unfinished comments', `<r>${filled('<!--')}</r>`],
    ['unfinished sections', `<r>${filled('<![CDATA[')}</r>`],
    ['ampersands', `<r>${filled('&')}</r>`],
    ['brackets', `<r>${filled(']')}</r>`],
    ['tag openings', `<r>${filled('<')}</r>`],
    ['one name', `<r><${filled('a')}/></r>`],
    ['colons', `<r><${filled('a:')}/></r>`],
    ['one attribute', `<r a="${filled('a')}"/>`],
    ['attributes', `<r ${Array.from({ length: mebibyte / 10 }, (_, index) => `a${index}=''`).join(' ')}/>`],
    ['white space in a tag', `<r${filled(' ')}/>`],
    ['white space in a declaration', `<?xml${filled(' ')}`],
    ['white space in an end tag', `<r></r${filled(' ')}`],
    ['quotes', `<r a='${filled('"')}`],
  ])('is linear for a megabyte of %s', (_, body) => {
    const started = process.cpuUsage()
    try {
      readXml(body, 'r', object<{ readonly ip: readonly string[] }>({ ip: flat(text) }))
    } catch (error) {
      expect(error).toMatchObject({ code: 'protocol' })
    }
    const { user, system } = process.cpuUsage(started)
    // About 50 ms when the machine is idle; a quadratic reading takes minutes.
    expect((user + system) / 1000).toBeLessThan(1000)
  })
})

describe('a shape', () => {
  it('is held against its interface by the compiler', () => {
    const wrong = [
      // @ts-expect-error a member is missing
      object<Tag>({ key: text }),
      // @ts-expect-error a number where the interface says text
      object<Tag>({ key: text, value: number }),
      // @ts-expect-error an interface may not promise what the document may leave out
      object<{ readonly id: string }>({ id: text }),
      // @ts-expect-error a flat list is a member and no shape of its own
      list('item', flat(text)),
    ]
    expect(wrong).toHaveLength(4)
  })
})
