import { unknownPage } from '@cloud/core/driver'

/** Two markers, of which S3 makes one place in a list, as one text. */
export const tokenOf = (markers: readonly [string, string]): string => JSON.stringify(markers)

export function markersOf(after: string | undefined): readonly [string | undefined, string | undefined] {
  if (after === undefined) return [undefined, undefined]
  const read = parsed(after)
  if (!Array.isArray(read) || read.length !== 2) throw unknownPage(after)
  const [first, second]: readonly unknown[] = read
  if (typeof first !== 'string' || typeof second !== 'string') throw unknownPage(after)
  return [first, second || undefined]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
