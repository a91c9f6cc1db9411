import { type CloudStack, isVisible, timeText } from './cloud.ts'
import { type Commands, type Fields, now } from './command.ts'
import { answerList, type ListInput, named } from './listing.ts'
import { ownerWire } from './owner.ts'
import { invalid } from './refusal.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'
import type { Template } from './template.ts'

interface TemplateList extends ListInput {
  readonly templatefilter: string
  readonly hypervisor?: string
  readonly isready?: boolean
  readonly showunique?: boolean
  readonly tags?: TagFilter
}

/** Which templates a filter shows. */
const filters: Readonly<Record<string, (template: Template) => boolean>> = {
  featured: ({ featured, public: open }) => featured && open,
  self: ({ builtIn }) => !builtIn,
  selfexecutable: ({ builtIn }) => !builtIn,
  // What others have shared with the account: there are no others.
  sharedexecutable: () => false,
  executable: ({ builtIn, public: open }) => open || !builtIn,
  community: ({ featured, public: open }) => open && !featured,
}

interface Row {
  readonly template: Template
  readonly zoneId: string
}

export const templateListCommands: Commands<'listTemplates'> = {
  listTemplates: now<TemplateList>(
    'templatefilter id ids name zoneid hypervisor isready showunique tags',
    (cloud, input, call) => {
      const rows = rowsOf(cloud, input)
      return answerList(cloud, call, 'template', rows, (row) => templateWire(cloud, row))
    },
  ),
}

function rowsOf(cloud: CloudStack, input: TemplateList): readonly Row[] {
  const { templatefilter: filter, zoneid, hypervisor, isready } = input
  if (filter === 'all') throw invalid('Filter all can be specified by admin only')
  const fits = filters[filter]
  if (!fits) throw invalid(`Please specify a valid template filter: ${Object.keys(filters).join(', ')}`)
  const visible = [...cloud.templates.values()].filter(
    ({ builtIn, createdAt }) => builtIn || isVisible(cloud, createdAt),
  )
  const all = named(cloud, input, visible).filter(
    (template) =>
      fits(template) &&
      (template.builtIn || input.projectid === '-1' || template.projectId === input.projectid) &&
      (hypervisor === undefined || template.hypervisor === hypervisor) &&
      hasTags(cloud, template.id, input.tags),
  )
  const rows = all.flatMap(templateRows)
  const shown = rows.filter(
    ({ template, zoneId }) =>
      (zoneid === undefined || zoneId === zoneid) &&
      (isready === undefined || (template.copies.get(zoneId) === 'ready') === isready),
  )
  if (!input.showunique) return shown
  return shown.filter((row, place) => shown.findIndex(({ template }) => template === row.template) === place)
}

const states: Readonly<Record<string, string>> = {
  ready: 'Download Complete',
  downloading: '54% Downloaded',
  failed: 'Download failed',
}

/** A template is shown once for each zone that it is in. */
export const templateRows = (template: Template): readonly Row[] =>
  [...template.copies.keys()].map((zoneId) => ({ template, zoneId }))

export function templateWire(cloud: CloudStack, { template, zoneId }: Row): Fields {
  const state = template.copies.get(zoneId) ?? 'failed'
  const { builtIn, osType, details } = template
  const owner = builtIn
    ? { account: 'system', domain: 'ROOT', domainid: cloud.account.domainId, domainpath: 'ROOT' }
    : ownerWire(cloud, template.projectId)
  return {
    id: template.id,
    name: template.name,
    displaytext: template.displayText,
    ispublic: template.public,
    isfeatured: template.featured,
    isextractable: template.extractable,
    isready: state === 'ready',
    status: states[state],
    created: timeText(template.createdAt),
    ...owner,
    ...(template.projectId === undefined && !builtIn && { accountid: cloud.account.id }),
    format: template.format,
    hypervisor: template.hypervisor,
    arch: 'x86_64',
    bits: 64,
    bootable: true,
    crossZones: template.crossZones,
    passwordenabled: template.passwordEnabled,
    sshkeyenabled: template.sshKeyEnabled,
    isdynamicallyscalable: template.dynamicallyScalable,
    requireshvm: true,
    directdownload: false,
    deployasis: false,
    templatetype: builtIn ? 'SYSTEM' : 'USER',
    ostypeid: osType.id,
    ostypename: osType.name,
    size: template.sizeBytes,
    physicalsize: state === 'ready' ? template.sizeBytes : 0,
    sourcetemplateid: template.sourceTemplateId,
    url: template.url,
    zoneid: zoneId,
    zonename: cloud.zones.get(zoneId)?.name,
    details,
    childtemplates: [],
    tags: tagsWire(cloud, template.id),
    hasannotations: false,
  }
}
