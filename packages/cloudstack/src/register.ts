import type { CallOptions } from '@cloud/core'
import { beforeWrite, CloudError, lookup } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { itemsOf, type List, list } from './pages.ts'
import type { Parameters } from './parameters.ts'

/** Has CloudStack fetch something: it is told at once, and what is like it after a lost answer and was not there before is it. */
export async function register<W, T extends { readonly id: string }>(
  client: CloudStackClient,
  name: string,
  parameters: Parameters,
  among: List<W, T>,
  call: CallOptions,
): Promise<T> {
  const before = new Set((await beforeWrite(list(client, among, call).toArray())).map(({ id }) => id))
  const find = async (left: CallOptions) =>
    (await list(client, among, left).toArray()).find(({ id }) => !before.has(id))
  const repeat = lookup<T | undefined>(find, [0, 1000, 2000, 5000])
  const map = (wire: object) => itemsOf<W>(wire, among.key).flatMap((each) => among.map(each) ?? [])[0]
  const made = await send<object, T | undefined>(client, { name, repeat, parameters, map }, call)
  if (made !== undefined) return made
  throw new CloudError(`The answer tells no ${among.key}`, { code: 'protocol', outcome: 'unknown' })
}
