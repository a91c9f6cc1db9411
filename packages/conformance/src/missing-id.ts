import assert from 'node:assert/strict'
import { isCloudError } from '@cloud/core'
import type { SuiteContext } from './context.ts'

// Far from `id` first: where ids are counted, the next ones are soon given.
const turns = [5, 4, 6, 3, 7, 2, 8, 1, 9]

/** The {@link missingId} that cases share; another one where something has come to bear it since, as where ids are short. */
export async function stillMissing(
  shared: SuiteContext['shared'],
  key: string,
  id: string,
  get: (id: string) => Promise<unknown>,
): Promise<string> {
  const last = await shared(key, async () => ({ id: await missingId(id, get) }))
  if (!(await isMissing(last.id, get))) last.id = await missingId(id, get)
  return last.id
}

/** An id of nothing in a catalogue: `id` with other digits where that is free, else `plain`, or like it with a number. */
export async function freeId(
  plain: string,
  isFree: (id: string) => Promise<boolean>,
  id = '',
): Promise<string> {
  const likely = turns.map((by) => otherDigits(id, by)).filter((one) => one !== id)
  for (const candidate of [...likely, plain]) if (await isFree(candidate)) return candidate
  let count = 2
  while (!(await isFree(`${plain}-${count}`)) && count < 100) count += 1
  return `${plain}-${count}`
}

/** Whether an id is none of those that a list shows, which is read once. */
export async function notIn(
  list: AsyncIterable<{ readonly id: string }>,
): Promise<(id: string) => Promise<boolean>> {
  const ids = new Set<string>()
  for await (const { id } of list) ids.add(id)
  return async (id) => !ids.has(id)
}

/** An id in the form of the cloud's own, of nothing: `id`, which something has, with other digits. */
export async function missingId(id: string, get: (id: string) => Promise<unknown>): Promise<string> {
  for (const by of turns) {
    const candidate = otherDigits(id, by)
    if (candidate !== id && (await isMissing(candidate, get))) return candidate
  }
  throw new assert.AssertionError({
    message: `every id like ${id} names something, or the driver does not say not-found`,
  })
}

/** Whether `get` says that there is no such thing. */
export async function isMissing(id: string, get: (id: string) => Promise<unknown>): Promise<boolean> {
  try {
    return (await get(id)) === undefined
  } catch (error) {
    return isCloudError(error, 'not-found')
  }
}

/** `text` with each digit turned on by `by`: of the same length and form. */
function otherDigits(text: string, by: number): string {
  return text.replace(/\d/g, (digit) => String((Number(digit) + by) % 10))
}
