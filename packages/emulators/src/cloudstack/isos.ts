import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { checkInZone, existingIso, type Iso } from './iso.ts'
import { checkLimit } from './limits.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { existingOsType } from './os-types.ts'
import { type OwnerInput, ownerOf, ownerWire } from './owner.ts'
import { invalid } from './refusal.ts'
import { removal } from './resource-jobs.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'
import { GiB } from './template.ts'
import { registerZones } from './template-source.ts'
import { existingVirtualMachine, stateOf, type VirtualMachine } from './virtual-machine.ts'
import { virtualMachineWire } from './virtual-machine-wire.ts'

interface RegisterInput extends OwnerInput {
  readonly name: string
  readonly displaytext: string
  readonly url: string
  readonly zoneid: string
  readonly ostypeid?: string
  readonly bootable?: boolean
  readonly ispublic?: boolean
  readonly isextractable?: boolean
  readonly checksum?: string
}

interface IsoList extends ListInput {
  readonly isofilter?: string
  readonly bootable?: boolean
  readonly isready?: boolean
  readonly ispublic?: boolean
  readonly showunique?: boolean
  readonly tags?: TagFilter
}

interface AttachInput {
  readonly id: string
  readonly virtualmachineid: string
}

interface Row {
  readonly iso: Iso
  readonly zoneId: string
}

export const isoCommands: Commands<'registerIso' | 'listIsos' | 'deleteIso' | 'attachIso' | 'detachIso'> = {
  registerIso: now<RegisterInput>(
    'name displaytext url zoneid ostypeid bootable ispublic isfeatured isextractable isdynamicallyscalable checksum arch directdownload account domainid projectid',
    (cloud, input) => {
      const { centre } = cloud
      const iso = newIso(cloud, input)
      cloud.isos.set(iso.id, iso)
      centre.clock.after(centre.times.importMs, () => {
        for (const zone of iso.copies.keys()) iso.copies.set(zone, 'ready')
      })
      const rows = rowsOf(iso)
      return { count: rows.length, iso: rows.map((row) => isoWire(cloud, row)) }
    },
  ),

  listIsos: now<IsoList>(
    'id name zoneid isofilter bootable isready ispublic showunique tags',
    (cloud, input, call) =>
      answerList(cloud, call, 'iso', shownRows(cloud, input), (row) => isoWire(cloud, row)),
  ),

  deleteIso: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const iso = existingIso(cloud, 'id', id)
    return removal(cloud, iso, {
      type: 'Iso',
      things: cloud.isos,
      check: () => {
        if ([...cloud.virtualMachines.values()].some((machine) => machine.iso === iso))
          throw invalid("Unable to delete iso, as it's used by other vms")
      },
    })
  }),

  attachIso: job<AttachInput>('id virtualmachineid forced', (cloud, input) => {
    const iso = existingIso(cloud, 'id', input.id)
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
    return insertion(cloud, machine, iso, () => checkInZone(iso, machine.zone))
  }),

  detachIso: job<Pick<AttachInput, 'virtualmachineid'>>('virtualmachineid forced', (cloud, input) => {
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
    return insertion(cloud, machine, undefined, () => {
      if (!machine.iso) throw invalid('The specified VM has no ISO attached to it.')
    })
  }),
}

const insertion = (
  cloud: CloudStack,
  machine: VirtualMachine,
  iso: Iso | undefined,
  check: () => void,
): ReturnType<typeof removal> => ({
  instance: { type: 'VirtualMachine', id: machine.id },
  projectId: machine.projectId,
  queue: machine.id,
  ms: cloud.centre.times.actionMs,
  begin: () => {
    check()
    if (!['Running', 'Stopped'].includes(stateOf(machine)))
      throw invalid('Please specify a VM that is either Stopped or Running.')
  },
  finish: () => {
    machine.iso = iso
    return { virtualmachine: virtualMachineWire(cloud, machine) }
  },
})

function newIso(cloud: CloudStack, input: RegisterInput): Iso {
  const { url, bootable = true, ostypeid } = input
  const projectId = ownerOf(cloud, input)
  const path = URL.parse(url)?.pathname.toLowerCase() ?? ''
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ''))
    throw invalid(`Please specify a valid URL. URL:${url} is invalid`)
  if (!/\.iso(?:\.(?:zip|bz2|gz))?$/.test(path)) throw invalid('Please specify a valid iso')
  if (bootable && ostypeid === undefined)
    throw invalid('Please pass in a valid ostypeid, since the ISO is bootable')
  const zones = registerZones(cloud, input)
  checkLimit(cloud, 'templates', cloud.isos.size)
  return {
    id: cloud.newId(),
    name: input.name,
    displayText: input.displaytext,
    osType: ostypeid === undefined ? undefined : existingOsType(ostypeid),
    bootable,
    public: input.ispublic ?? false,
    extractable: input.isextractable ?? false,
    url,
    checksum: input.checksum,
    sizeBytes: GiB,
    copies: new Map(zones.map(({ id }) => [id, 'downloading'])),
    createdAt: cloud.centre.clock.now(),
    projectId,
  }
}

/** The account's own are all there are: who runs the cloud features none, and nobody shares any. */
const filters: Readonly<Record<string, (iso: Iso) => boolean>> = {
  featured: () => false,
  self: () => true,
  selfexecutable: () => true,
  sharedexecutable: () => false,
  executable: () => true,
  community: (iso) => iso.public,
}

function shownRows(cloud: CloudStack, input: IsoList): readonly Row[] {
  const { isofilter = 'selfexecutable', zoneid, bootable, isready, ispublic } = input
  const fits = filters[isofilter]
  if (!fits) throw invalid(`Please specify a valid iso filter: ${Object.keys(filters).join(', ')}`)
  const isos = ownedBy(cloud, input, cloud.isos.values()).filter(
    (iso) =>
      fits(iso) &&
      (bootable === undefined || iso.bootable === bootable) &&
      (ispublic === undefined || iso.public === ispublic) &&
      hasTags(cloud, iso.id, input.tags),
  )
  const rows = isos
    .flatMap(rowsOf)
    .filter(
      ({ iso, zoneId }) =>
        (zoneid === undefined || zoneId === zoneid) &&
        (isready === undefined || (iso.copies.get(zoneId) === 'ready') === isready),
    )
  return input.showunique
    ? rows.filter((row, place) => rows.findIndex(({ iso }) => iso === row.iso) === place)
    : rows
}

/** One is shown once for each zone that it is in. */
const rowsOf = (iso: Iso): readonly Row[] => [...iso.copies.keys()].map((zoneId) => ({ iso, zoneId }))

function isoWire(cloud: CloudStack, { iso, zoneId }: Row): Fields {
  const isReady = iso.copies.get(zoneId) === 'ready'
  return {
    id: iso.id,
    name: iso.name,
    displaytext: iso.displayText,
    ispublic: iso.public,
    isfeatured: false,
    isextractable: iso.extractable,
    isready: isReady,
    status: isReady ? 'Successfully Installed' : '54% Downloaded',
    bootable: iso.bootable,
    crossZones: iso.copies.size === cloud.zones.size,
    ...(iso.osType && { ostypeid: iso.osType.id, ostypename: iso.osType.name }),
    url: iso.url,
    checksum: iso.checksum,
    size: isReady ? iso.sizeBytes : 0,
    created: timeText(iso.createdAt),
    zoneid: zoneId,
    zonename: cloud.zones.get(zoneId)?.name,
    ...ownerWire(cloud, iso.projectId),
    directdownload: false,
    passwordenabled: false,
    tags: tagsWire(cloud, iso.id),
    hasannotations: false,
  }
}
