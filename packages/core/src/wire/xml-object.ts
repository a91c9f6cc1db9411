import { broken, type XmlScan } from './xml-characters.ts'
import { isNamed, nextChild, skipElement, tagName } from './xml-scan.ts'
import { readElement, type XmlFlat, type XmlPresent, type XmlShape } from './xml-shapes.ts'

/**
 * A shape for each member of `T`. A member that `T` has always must be a list or {@link required}: the type then never
 * promises what an answer may leave out.
 */
export type XmlMembers<T> = {
  readonly [K in keyof T]-?: Record<never, never> extends Pick<T, K>
    ? XmlShape<NonNullable<T[K]>> | XmlFlat<NonNullable<T[K]>>
    : XmlPresent<T[K]> | XmlFlat<T[K]>
}

interface Member {
  readonly key: string
  readonly name: string
  readonly shape: XmlShape<unknown>
  readonly flat: boolean
  /** The member that came after this one last time: answers repeat their order, and comparing is cheaper than looking up. */
  follower: Member | undefined
  /** The last object had it, and so has the blank one. */
  usual: boolean
}

interface Members {
  readonly byName: ReadonlyMap<string, Member>
  readonly always: readonly {
    readonly key: string
    readonly name: string
    readonly absent: 'empty' | 'error' | undefined
  }[]
  first: Member | undefined
  /** The members of the last object, all undefined. */
  blank: Read
  usual: number
}

/**
 * An object. `names` holds the element's name of each member where it is not the member's own. Members that the document
 * lacks are left out, except lists; elements that no member names are passed over. One that comes twice and is no
 * {@link flat} list is a `protocol` error.
 */
/* @__NO_SIDE_EFFECTS__ */
export function object<T>(
  members: XmlMembers<T>,
  names: { readonly [K in keyof T]?: string } = {},
): XmlShape<T> {
  const entries = Object.entries<XmlShape<unknown> | XmlPresent<unknown> | XmlFlat<unknown>>(members)
  const all = entries.map(([key, member]) => {
    const flat = 'of' in member
    const absent = 'absent' in member ? member.absent : undefined
    const shape = flat ? member.of : member
    const name = Object.hasOwn(names, key) ? names[key as keyof T] : undefined
    return { key, name: name ?? key, shape, flat, absent, follower: undefined, usual: false }
  })
  const byName = new Map<string, Member>(all.map((member) => [member.name, member]))
  if (byName.size < all.length || all.some(({ key }) => key === '__proto__')) {
    throw new TypeError('members of one name, or of the name __proto__')
  }
  const always = all.filter(({ absent }) => absent !== undefined)
  const known: Members = { byName, always, first: undefined, blank: {}, usual: 0 }
  return {
    read: (scan) => complete(readMembers(scan, known), known, scan) as T,
    empty: (scan) => complete({}, known, scan) as T,
  }
}

type Read = Record<string, unknown>

/**
 * Answers repeat the members of their objects: a copy of a blank one has room for all of them, where an object that gets one after the other
 * is moved each time it has grown.
 */
function readMembers(scan: XmlScan, known: Members): Read {
  const value: Read = { ...known.blank }
  let missing = known.usual
  let more = false
  let before: Member | undefined
  while (nextChild(scan)) {
    const expected = before === undefined ? known.first : before.follower
    const member =
      expected !== undefined && isNamed(scan, expected.name) ? expected : lookUp(scan, known, before)
    if (member === undefined) {
      skipElement(scan)
      continue
    }
    const { key, usual } = member
    const again = usual ? value[key] !== undefined : Object.hasOwn(value, key)
    if (!again && usual) missing -= 1
    if (!usual) more = true
    readMember(scan, member, value, again)
    before = member
  }
  return missing === 0 && !more ? value : other(value, known)
}

/** An object whose members are not those of the last one; the next will have the same, mostly. */
function other(value: Read, known: Members): Read {
  const read: Read = {}
  known.blank = {}
  known.usual = 0
  for (const member of known.byName.values()) {
    const { key } = member
    member.usual = Object.hasOwn(value, key) && value[key] !== undefined
    if (!member.usual) continue
    read[key] = value[key]
    known.blank[key] = undefined
    known.usual += 1
  }
  return read
}

function lookUp(scan: XmlScan, known: Members, before: Member | undefined): Member | undefined {
  const member = known.byName.get(scan.text.slice(scan.local, scan.end))
  if (member !== undefined) {
    if (before === undefined) known.first = member
    else before.follower = member
  }
  return member
}

function readMember(scan: XmlScan, member: Member, value: Read, again: boolean): void {
  const { key, shape, flat } = member
  if (again && !flat) throw broken(`a second <${tagName(scan)}>`, scan.start)
  const read = readElement(scan, shape)
  if (again) (value[key] as unknown[]).push(read)
  else value[key] = flat ? [read] : read
}

function complete(value: Read, known: Members, scan: XmlScan): Read {
  for (const { key, name, absent } of known.always) {
    if (Object.hasOwn(value, key)) continue
    if (absent === 'error') throw broken(`no <${name}>`, scan.at)
    value[key] = []
  }
  return value
}
