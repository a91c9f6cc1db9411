import assert from 'node:assert/strict'
import { isCloudError } from '@cloud/core'

/** An id in the form of the cloud's own, of nothing: `id`, which something has, with other digits. */
export async function missingId(id: string, get: (id: string) => Promise<unknown>): Promise<string> {
  for (let by = 1; by < 10; by += 1) {
    const candidate = otherDigits(id, by)
    if (candidate !== id && (await isMissing(candidate, get))) return candidate
  }
  throw new assert.AssertionError({
    message: `every id like ${id} names something, or the driver does not say not-found`,
  })
}

async function isMissing(id: string, get: (id: string) => Promise<unknown>): Promise<boolean> {
  try {
    return (await get(id)) === undefined
  } catch (error) {
    return isCloudError(error, 'not-found')
  }
}

/** `text` with each digit turned on by `by`: of the same length and form. */
export function otherDigits(text: string, by: number): string {
  return text.replace(/\d/g, (digit) => String((Number(digit) + by) % 10))
}
