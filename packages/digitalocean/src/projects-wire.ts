import type { Resource } from '@cloud/core'

/** https://docs.digitalocean.com/reference/api/digitalocean/#tag/Projects */
export interface ProjectWire {
  readonly id: string
  readonly owner_uuid: string
  readonly owner_id: number
  readonly name: string
  readonly description: string
  readonly purpose: string
  readonly environment: string
  readonly is_default: boolean
  readonly created_at: string
  readonly updated_at: string
}

export type Environment = 'Development' | 'Staging' | 'Production'

/** A group that resources are shown in; each is in one. */
export interface Project extends Resource<'project', ProjectWire> {
  readonly purpose: string
  readonly description: string
  readonly environment: string
  /** Where resources are that nobody assigned. */
  readonly default: boolean
  readonly createdAt: string
}

export function toProject(wire: ProjectWire): Project {
  return {
    kind: 'project',
    id: wire.id,
    name: wire.name,
    purpose: wire.purpose,
    description: wire.description,
    environment: wire.environment,
    default: wire.is_default,
    createdAt: wire.created_at,
    native: wire,
  }
}

/** What can be put into a project: any resource of these kinds, or its kind and id. */
export interface ProjectMember {
  readonly kind: keyof typeof urnTypes
  readonly id: string
}

const urnTypes = {
  node: 'droplet',
  volume: 'volume',
  address: 'floatingip',
  network: 'vpc',
} as const

/** The resource name of a member, as in `do:droplet:7`; undefined for a kind that projects do not hold. */
export function toUrn({ kind, id }: ProjectMember): string | undefined {
  return Object.hasOwn(urnTypes, kind) ? `do:${urnTypes[kind]}:${id}` : undefined
}
