import type { QueryParameters } from '@cloud/aws'
import type { CallOptions, Listing } from '@cloud/core'
import { checkText, isCloudError, listing, type XmlShape } from '@cloud/core/driver'
import { type AnyClient, done, idempotent, type PageWire, read, send, toPage } from './client.ts'

/** What one function of this package asks for. */
export interface Asked<W> {
  readonly name: string
  readonly parameters: QueryParameters
  readonly answer: XmlShape<W>
}

export const look = <W>(client: AnyClient, asked: Asked<W>, call: CallOptions): Promise<W> =>
  send(client, { ...asked, repeat: read }, call)

export const change = <W>(client: AnyClient, asked: Asked<W>, call: CallOptions): Promise<W> =>
  send(client, { ...asked, repeat: idempotent }, call)

/** What is sent again because its answer was lost, and then finds nothing, has done what it was asked for. */
export async function remove(
  client: AnyClient,
  name: string,
  parameters: QueryParameters,
  call: CallOptions,
): Promise<void> {
  try {
    await change(client, { name, parameters, answer: done }, call)
  } catch (error) {
    if (!isCloudError(error, 'not-found') || error.outcome !== 'unknown') throw error
  }
}

/** A list whose pages follow each other by markers. */
export function pages<W extends PageWire, T>(
  client: AnyClient,
  asked: Asked<W>,
  items: (wire: W) => readonly T[],
  call: CallOptions | undefined,
): Listing<T> {
  const page = async (after: string | undefined, left: CallOptions) => {
    const wire = await look(client, { ...asked, parameters: { ...asked.parameters, Marker: after } }, left)
    return toPage(items(wire), wire)
  }
  return listing(page, call, client.clock)
}

export const checkArn = (what: string, arn: unknown): string =>
  checkText(`The ARN of the ${what}`, arn, { max: 1024 })
