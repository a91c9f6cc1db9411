import { type DigitalOcean, timeText } from './cloud.ts'
import { type Call, type Json, type Operations, operation } from './operation.ts'
import { page } from './paging.ts'
import { addProject, existingProject, type Project, settleProjects } from './project.ts'
import { Refusal, unprocessable } from './refusal.ts'

interface ProjectInput {
  readonly name?: string
  readonly description?: string
  readonly purpose?: string
  readonly environment?: string
  readonly is_default?: boolean
}

type ProjectOperation =
  | `projects_${'list' | 'create' | 'delete'}`
  | `projects_${'get' | 'update' | 'patch'}${'' | '_default'}`

/** An operation on the default project is that on any other without its id. A whole update has every member, says the table. */
export const projects: Operations<ProjectOperation> = {
  projects_list: operation((cloud, call) =>
    page(cloud, call, 'projects', [...cloud.projects.values()], (project) => projectWire(cloud, project)),
  ),

  projects_create: operation<ProjectInput>((cloud, { body }) => {
    const { name = '', description = '', purpose = '', environment = 'Development' } = body
    checkInput(cloud, { name, purpose })
    const project = addProject(cloud, {
      name,
      description,
      purpose: storedPurpose(purpose),
      environment,
      default: false,
    })
    return { project: projectWire(cloud, project) }
  }),

  projects_get: operation(get),
  projects_get_default: operation(get),
  projects_update: operation<ProjectInput>(change),
  projects_update_default: operation<ProjectInput>(change),
  projects_patch: operation<ProjectInput>(change),
  projects_patch_default: operation<ProjectInput>(change),

  projects_delete: operation((cloud, { path }) => {
    const project = existingProject(cloud, path.project_id)
    if (project.default) throw new Refusal('precondition_failed', 'cannot delete the default project')
    settleProjects(cloud)
    if (project.resources.size > 0)
      throw new Refusal(
        'precondition_failed',
        'cannot delete a project with resources. Please move them first.',
      )
    cloud.projects.delete(project.id)
    return undefined
  }),
}

function get(cloud: DigitalOcean, { path }: Call): Json {
  return { project: projectWire(cloud, existingProject(cloud, path.project_id)) }
}

function change(cloud: DigitalOcean, { path, body }: Call<ProjectInput>): Json {
  const project = existingProject(cloud, path.project_id)
  if (Object.keys(body).length === 0) throw unprocessable('at least one attribute is required')
  checkInput(cloud, body, project)
  if (project.default && body.is_default === false)
    throw unprocessable('the default project cannot be unset: make another one the default')
  project.name = body.name ?? project.name
  project.description = body.description ?? project.description
  project.purpose = body.purpose === undefined ? project.purpose : storedPurpose(body.purpose)
  project.environment = body.environment ?? project.environment
  project.updatedAt = cloud.centre.clock.now()
  if (body.is_default) makeDefault(cloud, project)
  return { project: projectWire(cloud, project) }
}

/** What nobody assigned stays with the project that was the default until now. */
function makeDefault(cloud: DigitalOcean, project: Project): void {
  settleProjects(cloud)
  for (const other of cloud.projects.values()) other.default = other === project
}

function checkInput(cloud: DigitalOcean, { name, purpose }: ProjectInput, self?: Project): void {
  if (name !== undefined && !name.trim()) throw unprocessable("name can't be blank")
  if (purpose !== undefined && !purpose.trim()) throw unprocessable("purpose can't be blank")
  if ([...cloud.projects.values()].some((other) => other !== self && other.name === name))
    throw new Refusal('conflict', 'a project with this name already exists')
}

const knownPurposes: readonly string[] = [
  'Just trying out DigitalOcean',
  'Class project / Educational purposes',
  'Website or blog',
  'Web Application',
  'Service or API',
  'Mobile Application',
  'Machine learning / AI / Data processing',
  'IoT',
  'Operational / Developer tooling',
]

/** Other purposes than the vendor's own are marked as such, once. */
const storedPurpose = (purpose: string) =>
  knownPurposes.includes(purpose) || purpose.startsWith('Other: ') ? purpose : `Other: ${purpose}`

const projectWire = ({ teamId }: DigitalOcean, project: Project): Json => ({
  id: project.id,
  owner_uuid: teamId,
  owner_id: project.ownerNumber,
  name: project.name,
  description: project.description,
  purpose: project.purpose,
  environment: project.environment,
  is_default: project.default,
  created_at: timeText(project.createdAt),
  updated_at: timeText(project.updatedAt),
})
