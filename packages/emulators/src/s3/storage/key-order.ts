/** Keys are ordered by the bytes of their UTF-8, which is the order of code points, not that of UTF-16 that `<` goes by. */
export function compareKeys(one: string, other: string): number {
  const length = Math.min(one.length, other.length)
  for (let index = 0; index < length; index += 1) {
    const a = one.charCodeAt(index)
    const b = other.charCodeAt(index)
    if (a !== b) return rank(a) - rank(b)
  }
  return one.length - other.length
}

/** Surrogates, which begin code points above U+FFFF, come after everything else. */
const rank = (unit: number) =>
  unit >= 0xd800 && unit < 0xe000 ? unit + 0x2000 : unit >= 0xe000 ? unit - 0x800 : unit
