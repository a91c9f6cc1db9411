import type { Gce } from './cloud.ts'
import { isMembers, type Json } from './json.ts'
import { linkTo } from './links.ts'
import { inUse } from './refusal.ts'
import type { Resource } from './resource.ts'
import { nounOf } from './store.ts'

/** Members that tell where something came from: it may go. */
const history = new Set([
  'sourceImage',
  'sourceDisk',
  'sourceSnapshot',
  'sourceInstance',
  'replacement',
  'users',
])

/** Whether a link stands anywhere in what a resource keeps. */
function names(value: Json, link: string): boolean {
  if (Array.isArray(value)) return value.some((item: Json) => names(item, link))
  if (!isMembers(value)) return value === link
  return Object.entries(value).some(([name, member]) => !history.has(name) && names(member as Json, link))
}

/** The resource of the project that refers to another one, where there is one. */
export const userOf = ({ resources }: Gce, { path }: Resource): Resource | undefined =>
  [...resources.values()].find((one) => one.path !== path && names(one.wire, linkTo(path)))

/** Throws a `Refusal` while another resource refers to this one. */
export function checkUnused(cloud: Gce, resource: Resource): void {
  const user = userOf(cloud, resource)
  if (user) throw inUse(nounOf(resource.collection), resource.path, user.path)
}
