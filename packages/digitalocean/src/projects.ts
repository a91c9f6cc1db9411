import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  changed,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  invalid,
  isCloudError,
} from '@cloud/core/driver'
import { type DigitalOceanClient, idempotent, remove, send } from './client.ts'
import { createNamed } from './create-named.ts'
import { uuidOf } from './ids.ts'
import { list } from './pages.ts'
import { type Environment, type Project, type ProjectWire, toProject } from './projects-wire.ts'

type Driver = HasClient<DigitalOceanClient>

export interface CreateProject {
  /** Unique in the account, at most 175 characters. */
  readonly name: string
  /** As in `Web Application`; one that DigitalOcean does not know is stored as `Other: …`. */
  readonly purpose: string
  readonly description?: string | undefined
  /** Left out, `Development`. */
  readonly environment?: Environment | undefined
}

export type UpdateProject = Partial<CreateProject> & {
  /** Makes it the one for what nobody assigns. */
  readonly default?: true | undefined
}

interface Reply {
  readonly project: ProjectWire
}

const readProject = ({ project }: Reply) => toProject(project)

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Projects */
export function listProjects(driver: Driver, call?: CallOptions): Listing<Project> {
  const request = { name: 'projects_list', path: '/projects', key: 'projects', map: toProject }
  return list(clientOf(driver), request, call)
}

/** How long after a request its effect may say that it was made before it: clocks differ. */
const slackMs = 5000

/** `already-exists` where the name is taken. */
export function createProject(driver: Driver, options: CreateProject, call?: CallOptions): Promise<Project> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const body = checked('createProject', options, ['name', 'purpose', 'description', 'environment'])
    checkText('The name of the project', body.name, { max: 175 })
    checkText('The purpose of the project', body.purpose, { max: 255 })
    const since = client.clock.now() - slackMs
    const named = async (limits: CallOptions) =>
      (await listProjects(driver, limits).toArray()).find(({ name }) => name === body.name)
    const ours = async (limits: CallOptions) => {
      const project = await named(limits)
      return project && Date.parse(project.createdAt) >= since ? project : undefined
    }
    const taken = async (limits: CallOptions) => (await named(limits)) !== undefined
    const request = { name: 'projects_create', path: '/projects', body, map: readProject }
    return createNamed(client, request, { ours, taken }, left)
  })
}

/** Changes what is given and leaves the rest. `not-found` where there is none. */
export function updateProject(
  driver: Driver,
  project: Ref<'project'>,
  changes: UpdateProject,
  call?: CallOptions,
): Promise<Project> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const path = projectPath(project)
    const names = ['name', 'purpose', 'description', 'environment', 'default']
    const { default: makeDefault, ...rest } = checked('updateProject', changes, names)
    const body = { ...rest, is_default: makeDefault }
    const request = { name: 'projects_patch', repeat: idempotent, method: 'PATCH', path, body } as const
    return send<Reply, Project>(client, { ...request, map: readProject }, left)
  })
}

/** `not-found` where there is none; `conflict` where something is in it, or it is the default one. */
export function deleteProject(driver: Driver, project: Ref<'project'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const path = projectPath(project)
    const request = { name: 'projects_delete', path }
    try {
      await remove(client, request, left)
    } catch (error) {
      throw isCloudError(error, 'precondition') ? changed(error, { code: 'conflict' }) : error
    }
  })
}

export const projectPath = (project: Ref<'project'>): string =>
  `/projects/${uuidOf('project', project, 'project')}`

function checked<T extends UpdateProject>(what: string, options: T, names: readonly string[]): T {
  checkNames(what, options, names)
  const { name, purpose, description, environment } = options
  if (name !== undefined) checkText('The name of the project', name, { max: 175 })
  if (purpose !== undefined) checkText('The purpose of the project', purpose, { max: 255 })
  if (description !== undefined)
    checkText('The description of the project', description, { min: 0, max: 255 })
  if (environment !== undefined && !['Development', 'Staging', 'Production'].includes(environment))
    throw invalid(`The environment is ${JSON.stringify(environment)}`, 'Development, Staging or Production')
  return options
}
