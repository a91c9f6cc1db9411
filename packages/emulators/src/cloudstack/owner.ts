import type { CloudStack } from './cloud.ts'
import type { Fields } from './command.ts'
import { found } from './found.ts'
import { forbidden } from './refusal.ts'

/** Who may be named as the owner of what a command makes or acts on. */
export interface OwnerInput {
  readonly account?: string
  readonly domainid?: string
  readonly projectid?: string
}

/** The project that a command works in; undefined for the account itself. Throws a `Refusal` for another account. */
export function ownerOf(cloud: CloudStack, { account, domainid, projectid }: OwnerInput): string | undefined {
  const own = cloud.account
  if (
    (account !== undefined && account !== own.name) ||
    (domainid !== undefined && domainid !== own.domainId)
  )
    throw forbidden(`Account ${own.name} does not have permission to operate with the account ${account}`)
  if (projectid === undefined || projectid === '-1') return undefined
  const { id, state } = found(cloud.projects, 'projectid', projectid)
  if (state !== 'Active') throw forbidden(`Can't operate with the project id=${id} as it is ${state}`)
  return id
}

/** As each resource shows its owner. */
export function ownerWire({ account, projects }: CloudStack, projectId: string | undefined): Fields {
  const { domain, domainId } = account
  const project = projectId === undefined ? undefined : projects.get(projectId)
  return {
    ...(project ? { project: project.name, projectid: project.id } : { account: account.name }),
    domain,
    domainid: domainId,
    domainpath: domain,
  }
}
