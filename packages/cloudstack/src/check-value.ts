import { checkNames, checkText } from '@cloud/core/driver'

/** A name as CloudStack stores it. */
export const checkName = (what: string, name: unknown): string =>
  checkText(`The name of the ${what}`, name, { max: 255 })

/** A query that asks for a name alone. */
export function nameOf(what: string, query: { readonly name?: string | undefined }): string | undefined {
  checkNames(what, query, ['name'])
  if (query.name !== undefined) checkText('The name', query.name, { max: 255 })
  return query.name
}
