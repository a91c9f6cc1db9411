import assert from 'node:assert/strict'
import { isCloudError } from '@cloud/core'
import type { Context } from './context.ts'

/** An id in the form of the cloud's own, of no node: the shared node's, with other digits. */
export async function missingNodeId(context: Context): Promise<string> {
  const { id } = await context.running()
  for (let by = 1; by < 10; by += 1) {
    const candidate = otherDigits(id, by)
    if (candidate !== id && (await isMissing(context, candidate))) return candidate
  }
  throw new assert.AssertionError({
    message: `every id like ${id} names a node, or getNode does not say not-found`,
  })
}

async function isMissing({ driver }: Context, id: string): Promise<boolean> {
  try {
    return (await driver.getNode(id)) === undefined
  } catch (error) {
    return isCloudError(error, 'not-found')
  }
}

/** `text` with each digit turned on by `by`: of the same length and form. */
export function otherDigits(text: string, by: number): string {
  return text.replace(/\d/g, (digit) => String((Number(digit) + by) % 10))
}
