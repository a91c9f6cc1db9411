import { type CloudStack, isVisible } from './cloud.ts'
import { Refusal } from './refusal.ts'

/** The thing that a parameter names. Throws the API's own error for an id that nothing has. */
export function found<T>(things: ReadonlyMap<string, T>, parameter: string, id: string | undefined): T {
  const thing = id === undefined ? undefined : things.get(id)
  if (thing === undefined) throw noEntity(parameter, id)
  return thing
}

/** As 'found', of things that are not found for a while after they were made. */
export function foundVisible<T extends { readonly createdAt: number }>(
  cloud: CloudStack,
  things: ReadonlyMap<string, T>,
  parameter: string,
  id: string | undefined,
): T {
  const thing = found(things, parameter, id)
  if (!isVisible(cloud, thing.createdAt)) throw noEntity(parameter, id)
  return thing
}

export const noEntity = (parameter: string, id: string | undefined): Refusal =>
  new Refusal(
    431,
    `Unable to execute API command due to invalid value. Invalid parameter ${parameter} value=${id} due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.`,
    9999,
  )
