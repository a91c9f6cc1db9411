import type { CallOptions, Listing, Ref, Resource } from '@cloud/core'
import {
  afterWrite,
  beforeWrite,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
} from '@cloud/core/driver'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { create } from './create.ts'
import { findOne, list, oneOf } from './pages.ts'
import { perform } from './perform.ts'
import { refusal } from './refusal.ts'
import { remove } from './remove.ts'
import { timeOf } from './time.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listProjects.html */
export interface ProjectWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  readonly state?: string
  readonly created?: string
  readonly domainid?: string
}

/** What several accounts have together. A driver with the option `project` works in it. */
export interface Project extends Resource<'project', ProjectWire> {
  /** As in `Active` or `Suspended`. */
  readonly state: string
  readonly createdAt?: string
}

export interface CreateProject {
  /** Unique in the domain. */
  readonly name: string
  /** Left out, the name. */
  readonly displayText?: string | undefined
}

const projectList = { name: 'listProjects', key: 'project' } as const

export function listProjects(
  driver: Driver,
  query: { readonly name?: string | undefined } = {},
  call?: CallOptions,
): Listing<Project> {
  const name = nameOf('listProjects', query)
  const map = (wire: ProjectWire) => (name === undefined || wire.name === name ? toProject(wire) : undefined)
  return list(clientOf(driver), { ...projectList, parameters: { name }, map }, call)
}

/** `not-found` where there is none. */
export function getProject(driver: Driver, project: Ref<'project'>, call?: CallOptions): Promise<Project> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const id = idOf('project', project, 'project')
    return oneOf(client, { ...projectList, map: toProject }, { what: 'project', id }, left)
  })
}

function toProject(wire: ProjectWire): Project {
  const { id, name, state = 'Active', created } = wire
  return { kind: 'project', id, name, state, ...(created && { createdAt: timeOf(created) }), native: wire }
}

/** `already-exists` where the name is taken. https://cloudstack.apache.org/api/apidocs-4.20/apis/createProject.html */
export function createProject(driver: Driver, options: CreateProject, call?: CallOptions): Promise<Project> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createProject', options, ['name', 'displayText'])
    const name = checkName('project', options.name)
    const { displayText: displaytext = name } = options
    checkText('displayText', displaytext, { max: 255 })
    const map = (wire: ProjectWire) => (wire.name === name ? wire : undefined)
    const among = { ...projectList, parameters: { name }, map }
    if ((await beforeWrite(findOne(client, among, left))) !== undefined)
      throw refusal(client, 'already-exists', `There is a project ${JSON.stringify(name)}`)
    const parameters = { name, displaytext }
    const creation = { name: 'createProject', parameters, among, seen: [], result: 'project' }
    return toProject((await create<ProjectWire>(client, creation, left)).wire)
  })
}

/** What changes; what is left out stays. https://cloudstack.apache.org/api/apidocs-4.20/apis/updateProject.html */
export function updateProject(
  driver: Driver,
  project: Ref<'project'>,
  changes: { readonly name?: string | undefined; readonly displayText?: string | undefined },
  call?: CallOptions,
): Promise<Project> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('updateProject', changes, ['name', 'displayText'])
    const { name, displayText: displaytext } = changes
    if (name === undefined && displaytext === undefined)
      throw invalid('Nothing is to change', 'name or displayText')
    const { id } = await beforeWrite(getProject(driver, project, left))
    const isSo = (wire: ProjectWire) =>
      (name === undefined || wire.name === name) &&
      (displaytext === undefined || wire.displaytext === displaytext)
    const parameters = { id, name, displaytext }
    return changed(driver, { name: 'updateProject', parameters, isSo }, left)
  })
}

interface Change {
  readonly name: string
  readonly parameters: { readonly id: string }
  readonly isSo: (wire: ProjectWire) => boolean
}

/** As the job's result tells it, if it does. */
async function changed(
  driver: Driver,
  { name, parameters, isSo }: Change,
  call: CallOptions,
): Promise<Project> {
  const { id } = parameters
  const shown = async (left: CallOptions) => isSo((await getProject(driver, id, left)).native)
  const action = { name, parameters, on: id, word: name.toLowerCase(), shown }
  const { project: now }: { readonly project?: ProjectWire } = await perform(clientOf(driver), action, call)
  if (now?.id === id && isSo(now)) return toProject(now)
  return afterWrite(getProject(driver, id, call))
}

/** What is in it can be used again. https://cloudstack.apache.org/api/apidocs-4.20/apis/activateProject.html */
export const activateProject = (
  driver: Driver,
  project: Ref<'project'>,
  call?: CallOptions,
): Promise<Project> => change(driver, project, 'activateProject', 'Active', call)

/** Its nodes stop, and nothing in it can be made or changed. https://cloudstack.apache.org/api/apidocs-4.20/apis/suspendProject.html */
export const suspendProject = (
  driver: Driver,
  project: Ref<'project'>,
  call?: CallOptions,
): Promise<Project> => change(driver, project, 'suspendProject', 'Suspended', call)

function change(
  driver: Driver,
  project: Ref<'project'>,
  name: string,
  state: string,
  call: CallOptions | undefined,
): Promise<Project> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const before = await beforeWrite(getProject(driver, project, left))
    if (before.state === state) return before
    const isSo = (wire: ProjectWire) => toProject(wire).state === state
    return changed(driver, { name, parameters: { id: before.id }, isSo }, left)
  })
}

/** `not-found` where there is none; `conflict` where something is in it. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteProject.html */
export function deleteProject(driver: Driver, project: Ref<'project'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const id = idOf('project', project, 'project')
    const among = { ...projectList, map: toProject }
    return remove(client, { name: 'deleteProject', among, what: 'project', id }, left)
  })
}
