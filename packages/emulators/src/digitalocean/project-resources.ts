import { type DigitalOcean, timeText } from './cloud.ts'
import { type Call, type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { assignToProject, existingProject, settleProjects } from './project.ts'
import { unprocessable } from './refusal.ts'
import type { UrnType } from './urn.ts'

interface AssignmentInput {
  readonly resources?: readonly string[]
}

export const projectResources: Operations<`projects_${'list' | 'assign'}_resources${'' | '_default'}`> = {
  projects_list_resources: operation(list),
  projects_list_resources_default: operation(list),
  projects_assign_resources: operation<AssignmentInput>(assign),
  projects_assign_resources_default: operation<AssignmentInput>(assign),
}

function list(cloud: DigitalOcean, call: Call): Json {
  const project = existingProject(cloud, call.path.project_id)
  settleProjects(cloud)
  return page(cloud, call, 'resources', [...project.resources], ([urn, assignedAt]) =>
    resourceWire(call, urn, 'ok', assignedAt),
  )
}

/** Answers with all that the project has then, and with those that are not to be found. */
function assign(cloud: DigitalOcean, call: Call<AssignmentInput>): Json {
  const project = existingProject(cloud, call.path.project_id)
  const urns = [...new Set(call.body.resources)]
  for (const urn of urns) checkUrn(urn)
  settleProjects(cloud)
  const known = new Set([...cloud.projects.values()].flatMap(({ resources }) => [...resources.keys()]))
  const here = new Set(project.resources.keys())
  const lost = urns.filter((urn) => !known.has(urn))
  for (const urn of urns) if (known.has(urn) && !here.has(urn)) assignToProject(cloud, project, urn)
  const statusOf = (urn: string) => {
    if (!urns.includes(urn)) return 'ok'
    return here.has(urn) ? 'already_assigned' : 'assigned'
  }
  return {
    resources: [
      ...[...project.resources].map(([urn, at]) => resourceWire(call, urn, statusOf(urn), at)),
      ...lost.map((urn) => resourceWire(call, urn, 'not_found')),
    ],
  }
}

function checkUrn(urn: string): void {
  if (!/^do:(dbaas|domain|droplet|floatingip|loadbalancer|space|volume|kubernetes|vpc):.+$/.test(urn))
    throw unprocessable(`${JSON.stringify(urn)} is not a valid urn`)
}

const folders: Readonly<Record<UrnType, string>> = {
  droplet: 'droplets',
  floatingip: 'reserved_ips',
  loadbalancer: 'load_balancers',
  volume: 'volumes',
  vpc: 'vpcs',
}

function resourceWire(
  { origin }: Pick<Call, 'origin'>,
  urn: string,
  status: string,
  assignedAt?: number,
): Json {
  const [, type = '', id = ''] = /^do:(\w+):(.*)$/.exec(urn) ?? []
  const folder = Object.entries(folders).find(([name]) => name === type)?.[1]
  return {
    urn,
    assigned_at: assignedAt === undefined ? undefined : timeText(assignedAt),
    links: { self: folder && `${origin}/v2/${folder}/${id}` },
    status,
  }
}
