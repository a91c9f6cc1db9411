import type { CallOptions } from '@cloud/core'
import { beforeWrite, type CheckedNode, checkList, checkText, checkWhole, invalid } from '@cloud/core/driver'
import type { CloudStackClient } from './client.ts'
import { hostnameOf } from './hostname.ts'
import { type Intent, intentOf } from './intent.ts'
import type { Parameters } from './parameters.ts'
import { checkGuarded, checkNetworked, isBasic, type ZoneWire, zoneOf } from './zones.ts'

/** What `createNode` takes under `native`. Ids, unless it says otherwise. */
export interface CloudStackCreateNode {
  /** Of an advanced zone; the first is the machine's default one. Left out, the option `network`, or what the server takes. */
  readonly networks?: readonly string[] | undefined
  /** Of a zone that has them; left out, the account's default one. */
  readonly securityGroups?: readonly string[] | undefined
  readonly affinityGroups?: readonly string[] | undefined
  /** Names of key pairs that the account has, beside `authorizedKeys`. */
  readonly keyPairs?: readonly string[] | undefined
  /** In the first network. */
  readonly ipAddress?: string | undefined
  /** A name, of machines that go together in lists. */
  readonly group?: string | undefined
  readonly rootDiskGiB?: number | undefined
  /** A disk beside the root disk; `diskGiB` where the offering lets one choose. */
  readonly diskOffering?: string | undefined
  readonly diskGiB?: number | undefined
  /** Of a size whose CPUs and memory are chosen; `cpuSpeedMhz` where that is chosen too. */
  readonly cpuNumber?: number | undefined
  readonly memoryMiB?: number | undefined
  readonly cpuSpeedMhz?: number | undefined
  /** False makes a machine that is stopped. */
  readonly start?: boolean | undefined
}

const texts = ['ipAddress', 'group', 'diskOffering'] as const
const lists = ['networks', 'securityGroups', 'affinityGroups', 'keyPairs'] as const
const numbers = ['rootDiskGiB', 'diskGiB', 'cpuNumber', 'memoryMiB', 'cpuSpeedMhz'] as const
export const nativeNames: readonly string[] = [...texts, ...lists, ...numbers, 'start']

/** What a call wants, and the words by which what it makes is known. */
export interface NodePlan {
  readonly intent: Intent
  readonly size: string
  readonly image: string
  readonly zone: ZoneWire
  readonly keyPairs: readonly string[] | undefined
  readonly parameters: Parameters
}

/** Checks what only this driver knows, and asks for the zone, which decides what there is. */
export async function planOf(
  client: CloudStackClient,
  checked: CheckedNode<CloudStackCreateNode>,
  isKeyed: boolean,
  call: CallOptions,
): Promise<NodePlan> {
  const { name, size, image, native = {}, authorizedKeys = [], tags = {}, idempotencyKey } = checked
  checkNative(native)
  const userdata = userDataOf(checked.userData)
  const zone = await beforeWrite(zoneOf(client, checked.location, call))
  const own = { ...nativeParameters(client, native, zone), serviceofferingid: size, templateid: image }
  const wanted = { ...own, zoneid: zone.id, displayname: name, userdata }
  const digested = [wanted, native.keyPairs, authorizedKeys, tags]
  const intent = intentOf(idempotencyKey, digested)
  const word = isKeyed ? intent : { ...intent, digest: '' }
  const parameters = { ...wanted, name: hostnameOf(name, word) }
  return { intent: word, size, image, zone, keyPairs: native.keyPairs, parameters }
}

function checkNative(native: CloudStackCreateNode): void {
  for (const name of lists)
    checkList(`native.${name}`, native[name], (what, text) => checkText(what, text, { max: 255 }))
  for (const name of texts)
    if (native[name] !== undefined) checkText(`native.${name}`, native[name], { max: 255 })
  for (const name of numbers)
    if (native[name] !== undefined) checkWhole(`native.${name}`, native[name], 1, 1_000_000_000)
  if (native.start !== undefined && typeof native.start !== 'boolean')
    throw invalid('native.start is no boolean', 'true or false')
}

function nativeParameters(
  client: CloudStackClient,
  native: CloudStackCreateNode,
  zone: ZoneWire,
): Parameters {
  if (native.networks !== undefined) checkNetworked(zone, 'networks')
  if (native.securityGroups !== undefined) checkGuarded(zone, 'security groups of nodes')
  const { cpuNumber, memoryMiB: memory, cpuSpeedMhz: cpuSpeed } = native
  const details = { cpuNumber, memory, cpuSpeed }
  const isCustom = Object.values(details).some((value) => value !== undefined)
  const own = client.network === undefined || isBasic(zone) ? undefined : [client.network]
  return {
    networkids: native.networks ?? own,
    securitygroupids: native.securityGroups,
    affinitygroupids: native.affinityGroups,
    ipaddress: native.ipAddress,
    group: native.group,
    rootdisksize: native.rootDiskGiB,
    diskofferingid: native.diskOffering,
    size: native.diskGiB,
    details: isCustom ? [details] : undefined,
    startvm: native.start,
  }
}

/** As encoded. https://docs.cloudstack.apache.org/en/latest/adminguide/virtual_machines/user-data.html */
const mostUserData = 1_048_576

function userDataOf(userData: string | Uint8Array | undefined): string | undefined {
  if (userData === undefined || userData.length === 0) return undefined
  const encoded = Buffer.from(userData as Uint8Array).toString('base64')
  if (encoded.length <= mostUserData) return encoded
  throw invalid(`The user data has ${encoded.length} bytes in base 64`, `at most ${mostUserData}`)
}
