import { createHash } from 'node:crypto'

/**
 * The name of the file that holds the object of a key: the bytes that every file system keeps apart as they are, all others as `%` and two
 * small digits, so that no two keys share a name where capitals or composed letters count for nothing. It begins with `o.`, which no name of a
 * device does. What would be too long is named by its SHA-256, and the file tells its key.
 */
export function keyToName(key: string): string {
  const name = `o.${escaped(key)}`
  return name.length <= longest ? name : `h.${createHash('sha256').update(key).digest('hex')}`
}

/** The key that a file is named after; `undefined` where the file itself tells it, `null` where the name is none of an object's. */
export function nameToKey(name: string): string | undefined | null {
  if (/^h\.[\da-f]{64}$/.test(name)) return undefined
  if (!/^o\.(?:[a-z\d._=-]|%[\da-f]{2})+$/.test(name)) return null
  const bytes = Buffer.from(
    name
      .slice(2)
      .replaceAll('%', '\\x')
      .replace(/\\x(..)/g, decoded),
    'latin1',
  )
  const key = bytes.toString()
  return keyToName(key) === name ? key : null
}

/** Most file systems take 255. */
const longest = 240

function escaped(key: string): string {
  const text = Buffer.from(key).toString('latin1')
  // A dot at the end is lost on some.
  return text.replace(/[^a-z\d._=-]|\.$/g, (char) => `%${char.charCodeAt(0).toString(16).padStart(2, '0')}`)
}

function decoded(_: string, digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16))
}
