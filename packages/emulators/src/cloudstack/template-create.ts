import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { checkLimit } from './limits.ts'
import { existingOsType, type OsType } from './os-types.ts'
import { type OwnerInput, ownerOf } from './owner.ts'
import { invalid } from './refusal.ts'
import { existingSnapshot } from './snapshot.ts'
import { GiB, type Template } from './template.ts'
import { checkUrl, registerZones } from './template-source.ts'
import { templateRows, templateWire } from './templates.ts'
import { stateOf } from './virtual-machine.ts'
import { existingVolume } from './volume.ts'

interface TemplateInput extends OwnerInput {
  readonly name: string
  readonly displaytext: string
  readonly ispublic?: boolean
  readonly isextractable?: boolean
  readonly passwordenabled?: boolean
  readonly sshkeyenabled?: boolean
  readonly isdynamicallyscalable?: boolean
  readonly details?: readonly Readonly<Record<string, string>>[]
}

interface RegisterInput extends TemplateInput {
  readonly format: string
  readonly hypervisor: string
  readonly url: string
  readonly ostypeid?: string
  readonly zoneid?: string
  readonly zoneids?: readonly string[]
}

interface CreateInput extends TemplateInput {
  readonly ostypeid: string
  readonly volumeid?: string
  readonly snapshotid?: string
}

const common =
  'name displaytext ispublic isfeatured passwordenabled isdynamicallyscalable details account domainid projectid'

export const templateCreateCommands: Commands<'registerTemplate' | 'createTemplate'> = {
  registerTemplate: now<RegisterInput>(
    `${common} isextractable format hypervisor url ostypeid zoneid zoneids sshkeyenabled requireshvm bits arch directdownload checksum`,
    (cloud, input) => {
      const { centre } = cloud
      if (input.hypervisor.toUpperCase() !== 'KVM')
        throw invalid(`Hypervisor Type: ${input.hypervisor} is invalid. Supported Hypervisor types are KVM`)
      checkUrl(input.format, input.url)
      const zones = registerZones(cloud, input)
      // A server that is told no type takes one that it does not know more of.
      const osType = existingOsType(input.ostypeid ?? '4a9e1d70-2c6b-4f8e-a5d3-1b7c0e9f6a41')
      const template = addTemplate(cloud, input, {
        osType,
        copies: new Map(zones.map(({ id }) => [id, 'downloading'])),
        crossZones: zones.length === cloud.zones.size,
        sizeBytes: 8 * GiB,
        url: input.url,
        sourceTemplateId: undefined,
      })
      centre.clock.after(centre.times.importMs, () => {
        for (const { id } of zones) if (template.copies.has(id)) template.copies.set(id, 'ready')
      })
      const rows = templateRows(template)
      return { count: rows.length, template: rows.map((row) => templateWire(cloud, row)) }
    },
  ),

  createTemplate: job<CreateInput>(
    `${common} ostypeid volumeid snapshotid requireshvm sshkeyenabled bits arch`,
    (cloud, input) => {
      const osType = existingOsType(input.ostypeid)
      const { zone, sizeBytes, sourceTemplateId, queue } = sourceOf(cloud, input)
      const template = addTemplate(cloud, input, {
        osType,
        copies: new Map([[zone.id, 'downloading']]),
        crossZones: false,
        sizeBytes,
        url: undefined,
        sourceTemplateId,
      })
      return {
        instance: { type: 'Template', id: template.id },
        created: template.id,
        projectId: template.projectId,
        queue,
        ms: cloud.centre.times.actionMs,
        finish: () => {
          template.copies.set(zone.id, 'ready')
          return { template: templateWire(cloud, { template, zoneId: zone.id }) }
        },
        abort: () => {
          cloud.templates.delete(template.id)
          cloud.removed.add(template.id)
        },
      }
    },
  ),
}

interface Made extends Pick<Template, 'copies' | 'crossZones' | 'sizeBytes' | 'url' | 'sourceTemplateId'> {
  readonly osType: OsType
}

function addTemplate(cloud: CloudStack, input: TemplateInput, made: Made): Template {
  const projectId = ownerOf(cloud, input)
  const own = [...cloud.templates.values()].filter(({ builtIn }) => !builtIn)
  checkLimit(cloud, 'templates', own.length)
  if (input.name.trim() === '') throw invalid('A template has a name')
  const template: Template = {
    ...made,
    id: cloud.newId(),
    name: input.name,
    displayText: input.displaytext,
    builtIn: false,
    public: input.ispublic ?? false,
    // Only who runs the cloud features a template: a wish of others is passed over.
    featured: false,
    extractable: input.isextractable ?? false,
    passwordEnabled: input.passwordenabled ?? false,
    sshKeyEnabled: input.sshkeyenabled ?? false,
    dynamicallyScalable: input.isdynamicallyscalable ?? false,
    createdAt: cloud.centre.clock.now(),
    projectId,
    hypervisor: 'KVM',
    format: 'QCOW2',
    sharedWith: { accounts: new Set(), projects: new Set() },
    details: Object.assign({}, ...(input.details ?? [])),
  }
  cloud.templates.set(template.id, template)
  return template
}

/** The disk that a template is made of. Throws a `Refusal` for one that is in use, or not to be had. */
function sourceOf(cloud: CloudStack, { volumeid, snapshotid }: CreateInput) {
  if ((volumeid === undefined) === (snapshotid === undefined))
    throw invalid('Unable to create private template, need to specify either volumeid or snapshotid')
  if (snapshotid !== undefined) {
    const { id, state, volume, sizeBytes } = existingSnapshot(cloud, 'snapshotid', snapshotid)
    if (state !== 'BackedUp') throw invalid(`Snapshot id=${id} is not in BackedUp state yet`)
    return { zone: volume.zone, sizeBytes, sourceTemplateId: volume.template?.id, queue: id }
  }
  const { id, zone, sizeBytes, state, attached, template } = existingVolume(cloud, 'volumeid', volumeid)
  if (state !== 'Ready') throw invalid(`Volume ${id} is not in Ready state but ${state}`)
  if (attached && stateOf(attached.machine) !== 'Stopped')
    throw invalid(
      `Unable to create template, volume ${id} is attached to a VM that is not stopped but ${stateOf(attached.machine)}`,
    )
  return { zone, sizeBytes, sourceTemplateId: template?.id, queue: id }
}
