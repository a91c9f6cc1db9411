import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { found } from './found.ts'
import { existingOsType } from './os-types.ts'
import { forbidden, invalid } from './refusal.ts'
import { existingTemplate, type Template } from './template.ts'
import { templateWire } from './templates.ts'
import { existingZone } from './zones.ts'

interface CopyInput {
  readonly id: string
  readonly sourcezoneid?: string
  readonly destzoneid?: string
  readonly destzoneids?: readonly string[]
}

interface DeleteInput {
  readonly id: string
  readonly zoneid?: string
  readonly forced?: boolean
}

interface UpdateInput {
  readonly id: string
  readonly name?: string
  readonly displaytext?: string
  readonly ostypeid?: string
  readonly passwordenabled?: boolean
  readonly isdynamicallyscalable?: boolean
  readonly details?: readonly Readonly<Record<string, string>>[]
  readonly cleanupdetails?: boolean
}

export const templateChangeCommands: Commands<'copyTemplate' | 'deleteTemplate' | 'updateTemplate'> = {
  copyTemplate: job<CopyInput>('id sourcezoneid destzoneid destzoneids', (cloud, input) => {
    const template = existingTemplate(cloud, 'id', input.id)
    const ids = input.destzoneids ?? (input.destzoneid === undefined ? [] : [input.destzoneid])
    if (ids.length === 0) throw invalid('Either destzoneid or destzoneids parameters have to be specified.')
    const zones = ids.map((id) => existingZone(cloud, id))
    const last = zones.at(-1)
    const source = input.sourcezoneid
    return {
      instance: { type: 'Template', id: template.id },
      projectId: template.projectId,
      queue: template.id,
      ms: cloud.centre.times.importMs,
      begin: () => {
        checkOwn(template)
        if (zones.some(({ id }) => id === source))
          throw invalid('Please specify different source and destination zones.')
        const ready = [...template.copies].some(
          ([zone, state]) => state === 'ready' && (source === undefined || zone === source),
        )
        if (!ready) throw invalid(`The template ${template.id} is not ready in its source zone`)
        for (const { id } of zones)
          if (template.copies.get(id) !== 'ready') template.copies.set(id, 'downloading')
      },
      finish: () => {
        for (const { id } of zones) template.copies.set(id, 'ready')
        return { template: templateWire(cloud, { template, zoneId: last?.id ?? '' }) }
      },
    }
  }),

  deleteTemplate: job<DeleteInput>('id zoneid forced issystem', (cloud, { id, zoneid, forced }) => {
    const template = existingTemplate(cloud, 'id', id)
    const zone = zoneid === undefined ? undefined : existingZone(cloud, zoneid)
    return {
      instance: { type: 'Template', id },
      projectId: template.projectId,
      queue: template.id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        checkOwn(template)
        const users = [...cloud.virtualMachines.values()].filter((machine) => machine.template === template)
        if (users.length > 0 && forced !== true)
          throw invalid(
            `Unable to delete template with id: ${id} because VM instances: [${users.map((user) => user.id).join(', ')}] are using it.`,
          )
      },
      finish: () => {
        if (zone) template.copies.delete(zone.id)
        if (!zone || template.copies.size === 0) {
          cloud.templates.delete(id)
          cloud.removed.add(id)
          cloud.tags.forget(id)
        }
        return { success: true }
      },
    }
  }),

  updateTemplate: now<UpdateInput>(
    'id name displaytext ostypeid passwordenabled isdynamicallyscalable details cleanupdetails',
    (cloud, input) => {
      const template = existingTemplate(cloud, 'id', input.id)
      checkOwn(template)
      if (input.ostypeid !== undefined) template.osType = existingOsType(input.ostypeid)
      template.name = input.name ?? template.name
      template.displayText = input.displaytext ?? template.displayText
      template.passwordEnabled = input.passwordenabled ?? template.passwordEnabled
      template.dynamicallyScalable = input.isdynamicallyscalable ?? template.dynamicallyScalable
      if (input.cleanupdetails) template.details = {}
      if (input.details) template.details = Object.assign({}, template.details, ...input.details)
      const [zoneId = ''] = template.copies.keys()
      return { template: templateWire(cloud, { template, zoneId }) }
    },
  ),
}

/** Throws a `Refusal` for a template of the provider's. */
export function checkOwn({ id, builtIn }: Template): void {
  if (builtIn) throw forbidden(`Acct does not have permission to operate with resource: template ${id}`)
}

interface PermissionInput {
  readonly id: string
  readonly accounts?: readonly string[]
  readonly projectids?: readonly string[]
  readonly op?: string
  readonly ispublic?: boolean
  readonly isfeatured?: boolean
  readonly isextractable?: boolean
}

export const templatePermissionCommands: Commands<'updateTemplatePermissions' | 'listTemplatePermissions'> = {
  updateTemplatePermissions: now<PermissionInput>(
    'id accounts projectids op ispublic isfeatured isextractable',
    (cloud, input) => {
      const template = existingTemplate(cloud, 'id', input.id)
      checkOwn(template)
      changeSharing(cloud, template, input)
      template.public = input.ispublic ?? template.public
      template.extractable = input.isextractable ?? template.extractable
      return { success: true }
    },
  ),

  listTemplatePermissions: now<{ readonly id: string }>('id', (cloud, { id }) => {
    const template = existingTemplate(cloud, 'id', id)
    checkOwn(template)
    const { accounts, projects } = template.sharedWith
    const permission = {
      id,
      ispublic: template.public,
      domainid: cloud.account.domainId,
      ...(accounts.size > 0 && { account: [...accounts] }),
      ...(projects.size > 0 && { projectids: [...projects] }),
    }
    return { count: 1, templatepermission: [permission] }
  }),
}

function changeSharing(
  cloud: CloudStack,
  { sharedWith }: Template,
  { accounts = [], projectids = [], op }: PermissionInput,
): void {
  const named = accounts.length > 0 || projectids.length > 0
  if (op === undefined ? named : !['add', 'remove', 'reset'].includes(op))
    throw invalid(
      'Invalid operation on accounts. Operation must be either "add" or "remove" in order to modify launch permissions.',
    )
  if (op === 'reset') {
    sharedWith.accounts.clear()
    sharedWith.projects.clear()
  }
  const stranger = accounts.find((name) => !neighbours.includes(name) && name !== cloud.account.name)
  if (stranger !== undefined)
    throw invalid(`Unable to grant a launch permission to account ${stranger}, account not found.`)
  for (const id of projectids) found(cloud.projects, 'projectids', id)
  // The owner may use it anyway.
  for (const name of accounts.filter((one) => one !== cloud.account.name))
    op === 'remove' ? sharedWith.accounts.delete(name) : sharedWith.accounts.add(name)
  for (const id of projectids) op === 'remove' ? sharedWith.projects.delete(id) : sharedWith.projects.add(id)
}

/** The other accounts of the domain, which templates can be shared with and groups can name. */
export const neighbours: readonly string[] = ['operations', 'testing']
