import { broken, type XmlScan } from './xml-characters.ts'
import { enterElement, isNamed, leaveElement, nextChild, readText, skipElement, tagName } from './xml-scan.ts'

/** What an element becomes. Made by the functions of this file; its members are theirs. */
export interface XmlShape<out T> {
  /** Reads the content after a start tag, up to the end tag, which the caller takes. */
  readonly read: (scan: XmlScan) => T
  /** What an element without any content is. */
  readonly empty: (scan: XmlScan) => T
}

/** A member that an object always has: a list, which is `[]` where the document has none, or a {@link required} one. */
export interface XmlPresent<out T> extends XmlShape<T> {
  readonly absent: 'empty' | 'error'
}

/** A list whose items stand in the parent itself. `read` and `empty` are those of one item. */
export interface XmlFlat<out T> {
  readonly absent: 'empty'
  readonly of: XmlShape<T extends readonly (infer I)[] ? I : never>
}

/** Text as it stands: `007` stays `007`, an empty element is `''`. */
export const text: XmlShape<string> = { read: readText, empty: () => '' }

/** A decimal number that JavaScript holds exactly enough: no exponent, no sign but `-`, no integer beyond 2^53. */
export const number: XmlShape<number> = /* @__PURE__ */ parsed('a decimal number', (value) => {
  if (!/^-?\d{1,30}(?:\.\d{1,30})?$/.test(value)) return undefined
  const result = Number(value)
  return Math.abs(result) <= Number.MAX_SAFE_INTEGER ? result : undefined
})

/** `true` or `false`. */
export const boolean: XmlShape<boolean> = /* @__PURE__ */ parsed('true or false', (value) => {
  if (value === 'true') return true
  return value === 'false' ? false : undefined
})

function parsed<T>(what: string, parse: (value: string) => T | undefined): XmlShape<T> {
  const refuse = (scan: XmlScan) => broken(`<${tagName(scan)}> is not ${what}`, scan.at)
  return {
    read: (scan) => {
      const value = parse(readText(scan))
      if (value === undefined) throw refuse(scan)
      return value
    },
    empty: (scan) => {
      throw refuse(scan)
    },
  }
}

/** A list with an element around it: `<set><item/><item/></set>`. Elements of another name in it are passed over. */
/* @__NO_SIDE_EFFECTS__ */
export function list<T>(item: string, of: XmlShape<T>): XmlPresent<readonly T[]> {
  const read = (scan: XmlScan): readonly T[] => {
    let items: T[] | undefined
    while (nextChild(scan)) {
      if (!isNamed(scan, item)) skipElement(scan)
      // Most lists have one item: pushed to an empty list it would take the room of 17.
      else if (items) items.push(readElement(scan, of))
      else items = [readElement(scan, of)]
    }
    return items ?? []
  }
  return { read, empty: () => [], absent: 'empty' }
}

/** A list without an element around it: each element of the member's name in the parent is an item. */
/* @__NO_SIDE_EFFECTS__ */
export function flat<T>(of: XmlShape<T>): XmlFlat<readonly T[]> {
  return { of: of as XmlFlat<readonly T[]>['of'], absent: 'empty' }
}

/** A member without which the answer is a `protocol` error. */
/* @__NO_SIDE_EFFECTS__ */
export function required<T>(of: XmlShape<T>): XmlPresent<T> {
  return { read: of.read, empty: of.empty, absent: 'error' }
}

/** Reads the element whose name was taken last, to behind its end tag. */
export function readElement<T>(scan: XmlScan, shape: XmlShape<T>): T {
  const { start, end } = scan
  if (!enterElement(scan)) return shape.empty(scan)
  const value = shape.read(scan)
  leaveElement(scan, start, end)
  return value
}
