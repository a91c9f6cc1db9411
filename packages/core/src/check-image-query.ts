import { checkNames, checkText } from './check.ts'
import type { Architecture, ImageQuery } from './contract/compute.ts'
import { invalid } from './errors.ts'

const architectures: readonly Architecture[] = ['x86_64', 'arm64', 'other']

/** Checks a query of `listImages`: `invalid` for what is no condition, since a misspelt one would match everything or nothing. */
export function checkImageQuery(query: ImageQuery): ImageQuery {
  checkNames('listImages', query, ['name', 'owner', 'architecture'])
  const { name, owner, architecture } = query
  if (name !== undefined) checkText('The name', name, { max: 255 })
  if (owner !== undefined) checkText('The owner', owner, { max: 255 })
  if (architecture === undefined || architectures.includes(architecture)) return query
  throw invalid(`There is no architecture ${JSON.stringify(architecture)}`, 'x86_64, arm64 or other')
}
