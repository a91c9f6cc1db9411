import type { DigitalOcean } from './cloud.ts'
import { notFound } from './refusal.ts'
import { urnOf } from './urn.ts'

/** A group that resources are shown in. Each is in one. */
export interface Project {
  readonly id: string
  readonly ownerNumber: number
  readonly createdAt: number
  updatedAt: number
  name: string
  description: string
  purpose: string
  environment: string
  /** Where resources are that nobody assigned. */
  default: boolean
  /** By resource name, when it was assigned. */
  readonly resources: Map<string, number>
}

type NewProject = Pick<Project, 'name' | 'description' | 'purpose' | 'environment' | 'default'>

export function addProject(cloud: DigitalOcean, project: NewProject): Project {
  const now = cloud.centre.clock.now()
  const [first] = cloud.projects.values()
  const made: Project = {
    ...project,
    id: cloud.newUuid(),
    ownerNumber: first?.ownerNumber ?? cloud.newNumber(),
    createdAt: now,
    updatedAt: now,
    resources: new Map(),
  }
  cloud.projects.set(made.id, made)
  return made
}

/** The default project where no id is given. */
export function existingProject(cloud: DigitalOcean, id: string | undefined): Project {
  const project = id === undefined ? defaultProject(cloud) : cloud.projects.get(id)
  if (!project) throw notFound('project not found')
  return project
}

function defaultProject({ projects }: DigitalOcean): Project {
  const project = [...projects.values()].find((one) => one.default)
  if (!project) throw new Error('There is no default project')
  return project
}

/** By resource name, when each was made: everything that projects hold. */
function liveResources(cloud: DigitalOcean): ReadonlyMap<string, number> {
  const { droplets, volumes, reservedIps, loadBalancers } = cloud
  return new Map([
    ...[...droplets.values()].map(({ id, server }) => [urnOf('droplet', id), server.createdAt] as const),
    ...[...volumes.values()].map(({ id, createdAt }) => [urnOf('volume', id), createdAt] as const),
    ...[...reservedIps.values()]
      .filter(({ version }) => version === 4)
      .map(({ address, createdAt }) => [urnOf('floatingip', address), createdAt] as const),
    ...[...loadBalancers.values()].map(
      ({ id, createdAt }) => [urnOf('loadbalancer', id), createdAt] as const,
    ),
  ])
}

/** What was made since is put into the default project, and what is gone is taken out: call it before projects are looked at. */
export function settleProjects(cloud: DigitalOcean): void {
  const live = liveResources(cloud)
  const assigned = new Set<string>()
  for (const { resources } of cloud.projects.values()) {
    for (const urn of resources.keys()) {
      if (live.has(urn)) assigned.add(urn)
      else resources.delete(urn)
    }
  }
  const { resources } = defaultProject(cloud)
  for (const [urn, createdAt] of live) if (!assigned.has(urn)) resources.set(urn, createdAt)
}

/** Of a resource that exists. */
export function projectOf(cloud: DigitalOcean, urn: string): Project {
  settleProjects(cloud)
  return [...cloud.projects.values()].find(({ resources }) => resources.has(urn)) ?? defaultProject(cloud)
}

export function assignToProject(cloud: DigitalOcean, project: Project, urn: string): void {
  forgetResource(cloud, urn)
  project.resources.set(urn, cloud.centre.clock.now())
}

export function forgetResource({ projects }: DigitalOcean, urn: string): void {
  for (const { resources } of projects.values()) resources.delete(urn)
}
