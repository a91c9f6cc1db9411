import type { CallOptions, ImageState, Listing, Ref, Resource } from '@cloud/core'
import {
  beforeWrite,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  idOf,
  invalid,
  told,
  waitUntil,
} from '@cloud/core/driver'
import { changeMachine, steadyMachine } from './change-machine.ts'
import { checkName, nameOf } from './check-value.ts'
import type { CloudStackClient } from './client.ts'
import { stateOf } from './images-wire.ts'
import type { VirtualMachineWire } from './nodes-wire.ts'
import { list, oneOf } from './pages.ts'
import { refusal } from './refusal.ts'
import { register } from './register.ts'
import { remove } from './remove.ts'
import { zoneIdOf, zoneOf } from './zones.ts'

type Driver = HasClient<CloudStackClient>

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/listIsos.html */
export interface IsoWire {
  readonly id: string
  readonly name: string
  readonly displaytext?: string
  readonly account?: string
  readonly bootable?: boolean
  readonly isready?: boolean
  readonly status?: string
  readonly ispublic?: boolean
  /** Bytes. */
  readonly size?: number
  readonly ostypeid?: string
  readonly url?: string
  readonly checksum?: string
  readonly zoneid?: string
  readonly created?: string
}

/** The image of a disc that nodes can be given. */
export interface Iso extends Resource<'iso', IsoWire> {
  readonly state: ImageState
}

export interface RegisterIso {
  readonly name: string
  /** `http:` or `https:`, where the server can reach it. */
  readonly url: string
  /** One of `listOsTypes`; needed where a machine may boot from it. */
  readonly osTypeId?: string | undefined
  /** Left out, a machine may boot from it. */
  readonly bootable?: boolean | undefined
  /** All accounts may use it. */
  readonly public?: boolean | undefined
  /** As in `{SHA-256}…`. */
  readonly checksum?: string | undefined
  /** Left out, the name. */
  readonly displayText?: string | undefined
  /** Left out, the driver's own zone. */
  readonly location?: Ref<'location'> | undefined
}

const isoList = { name: 'listIsos', key: 'iso', map: toIso } as const
const own = { ...isoList, parameters: { isofilter: 'self', showunique: true } }
const usable = { ...isoList, parameters: { isofilter: 'executable', showunique: true } }

/** The account's own, and those of others that it may use; each is told once. */
export function listIsos(
  driver: Driver,
  query: { readonly name?: string | undefined } = {},
  call?: CallOptions,
): Listing<Iso> {
  const name = nameOf('listIsos', query)
  const map = (wire: IsoWire) => (name === undefined || wire.name === name ? toIso(wire) : undefined)
  return list(clientOf(driver), { ...usable, parameters: { ...usable.parameters, name }, map }, call)
}

/** `not-found` where there is none. */
export function getIso(driver: Driver, iso: Ref<'iso'>, call?: CallOptions): Promise<Iso> {
  const client = clientOf(driver)
  return client.within(call, (left) => oneOf(client, usable, { what: 'ISO', id: isoIdOf(iso) }, left))
}

/** Waits until one that was registered can be used. `failed` where the server could not fetch it. */
export function waitForIso(driver: Driver, iso: Ref<'iso'>, call?: CallOptions): Promise<Iso> {
  const client = clientOf(driver)
  return client.within(call, (left) => {
    const id = isoIdOf(iso)
    const done = (found: Iso) => {
      if (found.state !== 'error') return found.state === 'available'
      throw refusal(client, 'failed', `The ISO ${id} could not be fetched: ${found.native.status}`)
    }
    const look = (still: CallOptions) => oneOf(client, usable, { what: 'ISO', id }, still)
    const describe = ({ state }: Iso) => `it is ${state}`
    return waitUntil({ what: `the ISO ${id} to be available`, look, done, describe }, left, client.clock)
  })
}

const isoIdOf = (iso: Ref<'iso'>): string => idOf('ISO', iso, 'iso')

function toIso(wire: IsoWire): Iso {
  return { kind: 'iso', id: wire.id, name: wire.name, state: stateOf(wire), native: wire }
}

const names = ['name', 'url', 'osTypeId', 'bootable', 'public', 'checksum', 'displayText', 'location']

/** Has CloudStack fetch one; resolves with one that is `pending`, which `waitForIso` waits for. https://cloudstack.apache.org/api/apidocs-4.20/apis/registerIso.html */
export function registerIso(driver: Driver, options: RegisterIso, call?: CallOptions): Promise<Iso> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    checkNames('registerIso', options, names)
    const { url, bootable, checksum, location, osTypeId: ostypeid, public: ispublic } = options
    const name = checkName('ISO', options.name)
    const { displayText: displaytext = name } = options
    if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw invalid('url is none of http or https')
    for (const [what, text] of Object.entries({ displaytext, checksum, osTypeId: ostypeid }))
      if (text !== undefined) checkText(what, text, { max: 4096 })
    for (const [what, flag] of Object.entries({ bootable, public: ispublic }))
      if (flag !== undefined && typeof flag !== 'boolean')
        throw invalid(`${what} is ${told(flag)}`, 'true or false')
    if (bootable !== false && ostypeid === undefined)
      throw invalid('osTypeId is missing', 'one of listOsTypes, or bootable: false')
    const { id: zoneid } = await beforeWrite(zoneOf(client, zoneIdOf(location), left))
    const parameters = { name, displaytext, url, zoneid, ostypeid, bootable, ispublic, checksum }
    const map = (wire: IsoWire) => (wire.name === name ? toIso(wire) : undefined)
    return register(client, 'registerIso', parameters, { ...own, map }, left)
  })
}

/** `not-found` where the account has none; `conflict` where a node has it. https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteIso.html */
export function deleteIso(driver: Driver, iso: Ref<'iso'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, (left) =>
    remove(client, { name: 'deleteIso', among: own, what: 'ISO', id: isoIdOf(iso) }, left),
  )
}

/** Puts a disc into a node that is `running` or `stopped`, in place of the one that it has. https://cloudstack.apache.org/api/apidocs-4.20/apis/attachIso.html */
export function attachIso(
  driver: Driver,
  node: Ref<'node'>,
  iso: Ref<'iso'>,
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = isoIdOf(iso)
    const machine = await steadyMachine(client, node, 'attachIso', left)
    if (machine.isoid === id) return
    await beforeWrite(oneOf(client, usable, { what: 'ISO', id }, left))
    const parameters = { virtualmachineid: machine.id, id }
    const isSo = ({ isoid }: VirtualMachineWire) => isoid === id
    await changeMachine(client, machine.id, { name: 'attachIso', parameters, isSo }, left)
  })
}

/** Takes the disc out of a node; resolves where it has none. https://cloudstack.apache.org/api/apidocs-4.20/apis/detachIso.html */
export function detachIso(driver: Driver, node: Ref<'node'>, call?: CallOptions): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const { id, isoid } = await steadyMachine(client, node, 'detachIso', left)
    if (isoid === undefined) return
    const isSo = (now: VirtualMachineWire) => now.isoid === undefined
    const parameters = { virtualmachineid: id }
    await changeMachine(client, id, { name: 'detachIso', parameters, isSo }, left)
  })
}
