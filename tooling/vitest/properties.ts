import fc from 'fast-check'

/** How often a property is tried: what the test asks for, or `CLOUD_RUNS` where that is more. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.max(usual, Number(process.env.CLOUD_RUNS) || 0) }
}

const brand = Symbol.for('@cloud/core.CloudError')
const members = Reflect.ownKeys(Object.prototype).length

/** Fails unless `error` is a CloudError of one of these codes. */
export function expectRefusal(error: unknown, codes: readonly string[]): void {
  const code: unknown = Reflect.get(Object(error), 'code')
  if (Reflect.has(Object(error), brand) && codes.includes(String(code))) return
  throw new Error(`An error of another kind than ${codes.join(' or ')}`, { cause: error })
}

/** What `work` gives for input from outside, undefined where it refuses it: with one of these codes, and no prototype changed. */
export function survived<T>(work: () => T, ...codes: readonly string[]): T | undefined {
  try {
    return work()
  } catch (error) {
    expectRefusal(error, codes)
    return undefined
  } finally {
    expectPrototype()
  }
}

/** The same for what answers later. */
export async function survivedLater<T>(
  work: () => Promise<T>,
  ...codes: readonly string[]
): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    expectRefusal(error, codes)
    return undefined
  } finally {
    expectPrototype()
  }
}

function expectPrototype(): void {
  if (Reflect.ownKeys(Object.prototype).length !== members) throw new Error('Object.prototype was changed')
}

/** A text that is right but for a few places, where something was cut out, put in, or both. */
export function mutated(right: string, pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('', ...pieces) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 3 }) },
  )
  const edit = fc.record({ at: fc.nat(right.length), cut: fc.nat(6), put: piece })
  return fc.array(edit, { minLength: 1, maxLength: 5 }).map((edits) => {
    let text = right
    for (const { at, cut, put } of edits) text = text.slice(0, at) + put + text.slice(at + cut)
    return text
  })
}
