import type { CallOptions, Listing, Ref } from '@cloud/core'
import { CloudError, clientOf, type HasClient, invalid } from '@cloud/core/driver'
import { type DigitalOceanClient, idempotent, send } from './client.ts'
import { list } from './pages.ts'
import { projectPath } from './projects.ts'
import { type ProjectMember, toUrn } from './projects-wire.ts'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Project-Resources */
export interface ProjectResourceWire {
  /** As in `do:droplet:7`. */
  readonly urn: string
  readonly assigned_at?: string
  readonly status?: string
}

/** What a project holds, by resource names as in `do:droplet:7`. */
export function listProjectResources(
  driver: HasClient<DigitalOceanClient>,
  project: Ref<'project'>,
  call?: CallOptions,
): Listing<ProjectResourceWire> {
  const path = `${projectPath(project)}/resources`
  const map = (wire: ProjectResourceWire) => wire
  return list(clientOf(driver), { name: 'projects_list_resources', path, key: 'resources', map }, call)
}

/**
 * Puts resources into a project, out of the one where they were. `not-found` where the project or one of them does not exist: the others are moved
 * then, the `outcome` is `unknown`, and `details.missing` names those that are not there.
 */
export function assignResources(
  driver: HasClient<DigitalOceanClient>,
  project: Ref<'project'>,
  resources: readonly ProjectMember[],
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const urns = resources.map(urnOf)
    const path = `${projectPath(project)}/resources`
    const request = {
      name: 'projects_assign_resources',
      repeat: idempotent,
      method: 'POST',
      path,
      body: { resources: urns },
    } as const
    const reply = await send<{ readonly resources?: readonly ProjectResourceWire[] }>(client, request, left)
    checkAssigned(urns, reply.resources ?? [])
  })
}

function urnOf(member: ProjectMember): string {
  const urn = toUrn(member)
  if (urn !== undefined) return urn
  throw invalid(`A ${String(member.kind)} is in no project`, 'a node, a volume, an address or a network')
}

/** The answer is good whatever became of each resource. */
function checkAssigned(urns: readonly string[], told: readonly ProjectResourceWire[]): void {
  const wanted = told.filter(({ urn }) => urns.includes(urn))
  const lost = wanted.filter(({ status }) => status === 'not_found')
  const later = wanted.filter(({ status }) => status === 'service_down')
  const missing = [...lost, ...later].map(({ urn }) => urn)
  if (missing.length === 0) return
  throw new CloudError(`Not assigned to the project: ${missing.join(', ')}`, {
    code: lost.length > 0 ? 'not-found' : 'unavailable',
    provider: 'digitalocean',
    operation: 'projects_assign_resources',
    outcome: missing.length === urns.length ? 'not-applied' : 'unknown',
    retryable: lost.length === 0,
    details: { missing },
  })
}
