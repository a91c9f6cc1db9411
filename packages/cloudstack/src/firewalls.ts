import type { CallOptions, CreateFirewall, Firewalls, Listing, Ref } from '@cloud/core'
import {
  beforeWrite,
  changed,
  checkFirewallRules,
  checkList,
  checkNames,
  checkText,
  isCloudError,
  named,
  serial,
} from '@cloud/core/driver'
import { attachFirewall, detachFirewall } from './attach-firewall.ts'
import { checkName, nameOf } from './check-value.ts'
import { type CloudStackClient, send } from './client.ts'
import {
  type CloudStackFirewall,
  type CloudStackPeers,
  type CloudStackRule,
  type SecurityGroupWire,
  toFirewall,
} from './firewalls-wire.ts'
import { findGroup, getSecurityGroup, groupList } from './get-firewall.ts'
import { isWrongValue } from './looks.ts'
import { findOne, list } from './pages.ts'
import { refusedNow } from './perform.ts'
import { refusal } from './refusal.ts'
import { makeRules } from './security-rules.ts'
import { checkGuarded, zonesOf } from './zones.ts'

/** What `createFirewall` takes under `native`. */
export interface CloudStackCreateFirewall {
  readonly description?: string | undefined
}

/** Security groups, in zones that have them; their names are unique in the account. */
export function firewalls(
  client: CloudStackClient,
): Firewalls<CloudStackFirewall, CloudStackCreateFirewall, CloudStackPeers> {
  const inTurn = serial()
  return {
    listFirewalls: (query = {}, call) => listFirewalls(client, query, call),
    getFirewall: (firewall, call) =>
      client.within(call, async (left) => toFirewall(await getSecurityGroup(client, firewall, left))),
    createFirewall: (options, call) => client.within(call, (left) => createFirewall(client, options, left)),
    setFirewallRules: (firewall, rules, call) =>
      client.within(call, async (left) => {
        checkFirewallRules(rules, peersOf)
        const group = await beforeWrite(getSecurityGroup(client, firewall, left))
        await makeRules(client, group, rules, left)
        return toFirewall(await getSecurityGroup(client, group.id, left))
      }),
    attachFirewall: (firewall, to, call) =>
      client.within(call, (left) => attachFirewall(client, inTurn, firewall, to, left)),
    detachFirewall: (firewall, from, call) =>
      client.within(call, (left) => detachFirewall(client, inTurn, firewall, from, left)),
    destroyFirewall: (firewall, call) =>
      client.within(call, (left) => destroyFirewall(client, firewall, left)),
  }
}

function peersOf(what: string, native: CloudStackPeers): readonly unknown[] {
  checkNames(what, native, ['groups'])
  checkList(`${what}.groups`, native.groups, (each, group) => {
    checkNames(each, group, ['account', 'group'])
    checkText(`${each}.account`, group.account, { max: 255 })
    checkText(`${each}.group`, group.group, { max: 255 })
  })
  return native.groups ?? []
}

function listFirewalls(
  client: CloudStackClient,
  query: { readonly name?: string | undefined },
  call: CallOptions | undefined,
): Listing<CloudStackFirewall> {
  const name = nameOf('listFirewalls', query)
  const map = (wire: SecurityGroupWire) =>
    name === undefined || wire.name === name ? toFirewall(wire) : undefined
  return list(client, { ...groupList, parameters: { securitygroupname: name }, map }, call)
}

/** `invalid` where no zone that the driver may mean has security groups. */
async function checkZone(client: CloudStackClient, call: CallOptions): Promise<void> {
  const zones = await beforeWrite(zonesOf(client, call))
  const meant = zones.filter(
    ({ id, name }) => client.zone === undefined || client.zone === id || client.zone === name,
  )
  const [first] = meant
  if (first && !meant.some((zone) => zone.securitygroupsenabled)) checkGuarded(first, 'firewalls')
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/createSecurityGroup.html */
async function createFirewall(
  client: CloudStackClient,
  options: CreateFirewall<CloudStackCreateFirewall, CloudStackPeers>,
  call: CallOptions,
): Promise<CloudStackFirewall> {
  checkNames('createFirewall', options, ['name', 'rules', 'native'])
  const { rules, native = {} } = options
  checkNames('createFirewall under native', native, ['description'])
  const { description } = native
  if (description !== undefined) checkText('native.description', description, { max: 255 })
  const name = checkName('firewall', options.name)
  checkFirewallRules(rules, peersOf)
  await checkZone(client, call)
  if ((await beforeWrite(findGroup(client, name, call))) !== undefined) throw isTaken(client, name)
  const group = await make(client, { name, description }, call)
  await guarded(client, group, rules, call)
  return toFirewall(await getSecurityGroup(client, group.id, call))
}

const isTaken = (client: CloudStackClient, name: string) =>
  refusal(client, 'already-exists', `There is a security group ${JSON.stringify(name)}`)

async function make(
  client: CloudStackClient,
  parameters: { readonly name: string; readonly description: string | undefined },
  call: CallOptions,
): Promise<SecurityGroupWire> {
  const { name } = parameters
  const repeat = named((left) => findGroup(client, name, left))
  const map = ({ securitygroup }: { readonly securitygroup: SecurityGroupWire }) => securitygroup
  try {
    return await send(client, { name: 'createSecurityGroup', repeat, parameters, map }, call)
  } catch (error) {
    const first = isWrongValue(error) && (await findGroup(client, name, call).catch(() => {}))
    throw first ? changed(error, { code: 'already-exists' }) : error
  }
}

/** A group whose rules could not be made is not left behind. */
async function guarded(
  client: CloudStackClient,
  group: SecurityGroupWire,
  rules: readonly CloudStackRule[],
  call: CallOptions,
): Promise<void> {
  try {
    await makeRules(client, group, rules, call)
  } catch (error) {
    if (!isCloudError(error)) throw error
    const gone = await remove(client, group.id, call).then(
      () => true,
      () => false,
    )
    const details = { ...error.details, firewallId: group.id }
    throw changed(error, gone ? { outcome: 'not-applied' } : { outcome: 'applied', details })
  }
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/deleteSecurityGroup.html */
async function destroyFirewall(
  client: CloudStackClient,
  ref: Ref<'firewall'>,
  call: CallOptions,
): Promise<void> {
  const { id, virtualmachineids: nodes = [] } = await beforeWrite(getSecurityGroup(client, ref, call))
  if (nodes.length > 0) throw refusal(client, 'conflict', `The security group ${id} guards ${nodes.join()}`)
  try {
    await remove(client, id, call)
  } catch (error) {
    throw refusedNow(error)
  }
}

async function remove(client: CloudStackClient, id: string, call: CallOptions): Promise<void> {
  const look = { ...groupList, parameters: { id }, map: (wire: SecurityGroupWire) => wire }
  const find = async (left: CallOptions) =>
    (await findOne(client, look, left)) === undefined ? {} : undefined
  await send<object>(
    client,
    { name: 'deleteSecurityGroup', repeat: named<object>(find), parameters: { id } },
    call,
  )
}
