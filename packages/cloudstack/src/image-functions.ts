import type { CallOptions, Listing, Ref } from '@cloud/core'
import {
  beforeWrite,
  checkList,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
} from '@cloud/core/driver'
import { type CloudStackCreateImage, checkTemplate, imageSettings, templateNames } from './check-template.ts'
import { checkName } from './check-value.ts'
import { type CloudStackClient, read, send } from './client.ts'
import { getImage, ownTemplates } from './get-image.ts'
import { type CloudStackImage, type TemplateWire, toImage } from './images-wire.ts'
import { makeTemplate } from './own-images.ts'
import { list } from './pages.ts'
import { register } from './register.ts'
import { zoneIdOf, zoneOf } from './zones.ts'

type Driver = HasClient<CloudStackClient>

/** A template of a disk, or of a snapshot of one. `osTypeId` is one of `listOsTypes`. */
export interface ImageOf extends CloudStackCreateImage {
  readonly name: string
  readonly osTypeId: string
  readonly volume?: Ref<'volume'> | undefined
  readonly snapshot?: Ref<'snapshot'> | undefined
}

/** Makes an image of a volume that no running machine has, or of a snapshot. */
export function createImageOf(
  driver: Driver,
  options: ImageOf,
  call?: CallOptions,
): Promise<CloudStackImage> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('createImageOf', options, ['name', 'volume', 'snapshot', ...templateNames])
    checkTemplate(options)
    const { volume, snapshot, osTypeId: ostypeid } = options
    const name = checkName('image', options.name)
    if ((volume === undefined) === (snapshot === undefined))
      throw invalid('It is made of one thing', 'volume or snapshot')
    const settings = imageSettings(options)
    const parameters = {
      ...settings,
      name,
      displaytext: settings.displaytext ?? name,
      ostypeid,
      volumeid: volume && idOf('volume', volume, 'volume'),
      snapshotid: snapshot && idOf('snapshot', snapshot, 'snapshot'),
    }
    const { wire, operation } = await makeTemplate(client, name, parameters, left)
    return toImage(wire, operation)
  })
}

/** A template that CloudStack fetches from an address. */
export interface RegisterImage extends CloudStackCreateImage {
  readonly name: string
  /** `http:` or `https:`, where the server can reach it. */
  readonly url: string
  /** As in `QCOW2`, `VHD`, `OVA`, `RAW`. */
  readonly format: string
  /** As in `KVM`, `XenServer`, `VMware`. */
  readonly hypervisor: string
  /** As in `{SHA-256}…`. */
  readonly checksum?: string | undefined
  /** Left out, the driver's own zone. */
  readonly location?: Ref<'location'> | undefined
}

/**
 * Has CloudStack fetch an image; resolves with one that is `pending`, which `waitForImage` waits for. https://cloudstack.apache.org/api/apidocs-4.20/apis/registerTemplate.html
 */
export function registerImage(
  driver: Driver,
  options: RegisterImage,
  call?: CallOptions,
): Promise<CloudStackImage> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('registerImage', options, [
      'name',
      'url',
      'format',
      'hypervisor',
      'checksum',
      'location',
      ...templateNames,
    ])
    checkTemplate(options)
    const { url, format, hypervisor, checksum, location, osTypeId: ostypeid } = options
    const name = checkName('image', options.name)
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw invalid('url is none of http or https')
    for (const [what, text] of Object.entries({ format, hypervisor })) checkText(what, text, { max: 255 })
    const zone = await beforeWrite(zoneOf(client, zoneIdOf(location), left))
    const settings = imageSettings(options)
    const parameters = {
      ...settings,
      name,
      displaytext: settings.displaytext ?? name,
      url,
      format,
      hypervisor,
      checksum,
      ostypeid,
      zoneid: zone.id,
    }
    const map = (wire: TemplateWire) => (wire.name === name ? toImage(wire) : undefined)
    return register(client, 'registerTemplate', parameters, { ...ownTemplates, map }, left)
  })
}

/** Whom an image is shared with, beside its owner. */
export interface ImagePermissions {
  readonly public: boolean
  /** Names of accounts of the owner's domain. */
  readonly accounts: readonly string[]
  /** Ids. */
  readonly projects: readonly string[]
}

interface PermissionsWire {
  readonly ispublic?: boolean
  readonly account?: readonly string[]
  readonly projectids?: readonly string[]
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listTemplatePermissions.html */
export function getImagePermissions(
  driver: Driver,
  image: Ref<'image'>,
  call?: CallOptions,
): Promise<ImagePermissions> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id } = await getImage(client, image, left)
    return permissionsOf(client, id, left)
  })
}

function permissionsOf(client: CloudStackClient, id: string, call: CallOptions): Promise<ImagePermissions> {
  const map = (wire: object): ImagePermissions => {
    const told: PermissionsWire = Reflect.get(wire, 'templatepermission') ?? {}
    return { public: told.ispublic ?? false, accounts: told.account ?? [], projects: told.projectids ?? [] }
  }
  return read<object, ImagePermissions>(
    client,
    { name: 'listTemplatePermissions', parameters: { id }, map },
    call,
  )
}

/** What changes of whom an image is shared with; what is left out stays. */
export interface ShareImage {
  /** Whom it is shared with, or no more. Names of accounts and ids of projects. */
  readonly add?:
    | { readonly accounts?: readonly string[] | undefined; readonly projects?: readonly string[] | undefined }
    | undefined
  readonly remove?:
    | { readonly accounts?: readonly string[] | undefined; readonly projects?: readonly string[] | undefined }
    | undefined
  readonly public?: boolean | undefined
  readonly featured?: boolean | undefined
  readonly extractable?: boolean | undefined
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/updateTemplatePermissions.html */
export function shareImage(
  driver: Driver,
  image: Ref<'image'>,
  changes: ShareImage,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('shareImage', changes, ['add', 'remove', 'public', 'featured', 'extractable'])
    const { add, remove, public: ispublic, featured: isfeatured, extractable: isextractable } = changes
    for (const whom of [add, remove]) checkWhom(whom)
    const { id } = await beforeWrite(getImage(client, image, left))
    const flags = { ispublic, isfeatured, isextractable }
    const steps = [
      ...(Object.values(flags).some((flag) => flag !== undefined) ? [flags] : []),
      ...(add ? [{ op: 'add', accounts: add.accounts, projectids: add.projects }] : []),
      ...(remove ? [{ op: 'remove', accounts: remove.accounts, projectids: remove.projects }] : []),
    ]
    for (const step of steps) {
      // Sharing twice, or taking away what is not there, changes nothing more.
      const repeat = { class: 'idempotent' } as const
      await send<object>(
        client,
        { name: 'updateTemplatePermissions', repeat, parameters: { id, ...step } },
        left,
      )
    }
  })
}

function checkWhom(whom: ShareImage['add']): void {
  if (whom === undefined) return
  checkNames('whom it is shared with', whom, ['accounts', 'projects'])
  for (const texts of [whom.accounts, whom.projects])
    checkList('accounts and projects', texts, (what, text) => checkText(what, text, { max: 255 }))
}

/** What an operating system is called. */
export interface OsTypeWire {
  readonly id: string
  readonly description: string
  readonly oscategoryid?: string
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listOsTypes.html */
export function listOsTypes(driver: Driver, call?: CallOptions): Listing<OsTypeWire> {
  const map = (wire: OsTypeWire) => wire
  return list(clientOf(driver), { name: 'listOsTypes', key: 'ostype', map }, call)
}
