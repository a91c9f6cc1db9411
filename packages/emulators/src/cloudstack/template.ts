import { type CloudStack, isVisible } from './cloud.ts'
import { noEntity } from './found.ts'
import type { OsType } from './os-types.ts'
import { osTypes } from './os-types.ts'
import { invalid } from './refusal.ts'
import type { Zone } from './zones.ts'

export interface Template {
  readonly id: string
  name: string
  displayText: string
  osType: OsType
  /** By zone. */
  readonly copies: Map<string, 'ready' | 'downloading' | 'failed'>
  /** Of the provider, and not of the account. */
  readonly builtIn: boolean
  public: boolean
  featured: boolean
  extractable: boolean
  passwordEnabled: boolean
  readonly sshKeyEnabled: boolean
  dynamicallyScalable: boolean
  /** In all zones, with one id. */
  readonly crossZones: boolean
  readonly sizeBytes: number
  readonly createdAt: number
  readonly projectId: string | undefined
  readonly url: string | undefined
  readonly hypervisor: string
  readonly format: string
  /** Accounts by name and projects by id that may use it. */
  readonly sharedWith: { readonly accounts: Set<string>; readonly projects: Set<string> }
  /** The template, if any, of the volume that it was made of. */
  readonly sourceTemplateId: string | undefined
  details: Readonly<Record<string, string>>
}

export const GiB: number = 1024 ** 3

/** The ids of the public templates, the same in every run and zone. Behind each, the user that its machines log in with. */
export const cloudstackTemplates = {
  /** debian */
  debian12: 'a1f4c7d2-0b3e-4e6a-8c9d-2f5b8a1e7d51',
  /** ubuntu */
  ubuntu2404: 'b7e2d9f0-5c8a-4a1b-9e3f-6d0c4b2a8f52',
  /** ubuntu */
  ubuntu2204: 'c3d8f1a6-9e2b-4d7c-a4f0-8b1e5c7d3a53',
  /** rocky */
  rocky9: 'd9a0b3e8-4f6c-4b2d-8e7a-1c9f0d6b5e54',
  /** cloud-user */
  centosStream9: 'e5c6a8d4-1d0f-4f3e-b2c8-7a4e9b3f0c55',
} as const

const names: Readonly<Record<string, keyof typeof cloudstackTemplates>> = {
  'Debian GNU/Linux 12 (64-bit)': 'debian12',
  'Ubuntu 24.04 LTS': 'ubuntu2404',
  'Ubuntu 22.04 LTS': 'ubuntu2204',
  'Rocky Linux 9': 'rocky9',
  'CentOS Stream 9': 'centosStream9',
}

export const publicTemplates = (zones: readonly Zone[]): readonly Template[] =>
  osTypes.flatMap((osType) => {
    const key = names[osType.name]
    return key === undefined ? [] : [publicTemplate(cloudstackTemplates[key], osType, zones)]
  })

const publicTemplate = (id: string, osType: OsType, zones: readonly Zone[]): Template => ({
  id,
  name: osType.name.replace(' (64-bit)', ''),
  displayText: `${osType.os.prettyName}, cloud-init`,
  osType,
  copies: new Map(zones.map((zone) => [zone.id, 'ready'])),
  builtIn: true,
  public: true,
  featured: true,
  extractable: false,
  passwordEnabled: true,
  sshKeyEnabled: true,
  dynamicallyScalable: true,
  crossZones: true,
  sizeBytes: 8 * GiB,
  createdAt: Date.parse('2024-03-05T10:00:00Z'),
  projectId: undefined,
  url: undefined,
  hypervisor: 'KVM',
  format: 'QCOW2',
  sharedWith: { accounts: new Set(), projects: new Set() },
  sourceTemplateId: undefined,
  details: {},
})

export function existingTemplate(cloud: CloudStack, parameter: string, id: string | undefined): Template {
  const template = id === undefined ? undefined : cloud.templates.get(id)
  if (!template || !(template.builtIn || isVisible(cloud, template.createdAt))) throw noEntity(parameter, id)
  return template
}

/** Throws a `Refusal` for a template that a machine cannot be made of in this zone, now. */
export function checkUsable({ id, copies }: Template, zone: Zone): void {
  const state = copies.get(zone.id)
  if (state === undefined) throw invalid(`Template ${id} is not in zone ${zone.id}`)
  if (state !== 'ready') throw invalid(`Template ${id} has not been completely downloaded to zone ${zone.id}`)
}
