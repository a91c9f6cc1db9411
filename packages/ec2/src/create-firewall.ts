import type { CallOptions, CloudError, CreateFirewall } from '@cloud/core'
import {
  isCloudError,
  named,
  object,
  orUndone,
  required,
  text,
  waitUntil,
  type XmlShape,
} from '@cloud/core/driver'
import { checkCreateFirewall, type Ec2CreateFirewall } from './check-firewall.ts'
import { type Ec2Client, send } from './client.ts'
import { get, list } from './description.ts'
import { exactly } from './filters.ts'
import { type Ec2Peers, type Ec2Rule, toPermissionsOf } from './firewall-rules.ts'
import { type Ec2Firewall, groups, toFirewall } from './firewalls-wire.ts'
import { intentTag, newIntent } from './intent.ts'
import { remove } from './removal.ts'
import { tagsOfNew } from './resource-tags.ts'
import { setPermissions } from './set-firewall-rules.ts'
import { whileUnknown } from './while-unknown.ts'

interface CreatedWire {
  readonly groupId: string
}

const created: XmlShape<CreatedWire> = object<CreatedWire>({ groupId: required(text) })

/**
 * A new group lets everything out: what the rules do not say is taken away before this resolves.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html
 */
export async function createFirewall(
  client: Ec2Client,
  options: CreateFirewall<Ec2CreateFirewall, Ec2Peers>,
  call: CallOptions,
): Promise<Ec2Firewall> {
  checkCreateFirewall(options)
  const { name, rules, native: { description = name, vpcId } = {} } = options
  const intent = newIntent()
  const parameters = {
    GroupName: name,
    GroupDescription: description,
    VpcId: vpcId,
    TagSpecification: tagsOfNew('security-group', { intent }),
  }
  // Somebody else's group may have the name.
  const find = async (left: CallOptions) => {
    const ours = list(client, groups, [exactly(`tag:${intentTag}`, [intent])], left)
    return (await ours.toArray()).map(({ id }) => ({ groupId: id }))[0]
  }
  const request = { name: 'CreateSecurityGroup', repeat: named(find), parameters, answer: created }
  const { groupId } = await send(client, request, call)
  const guarding = async () => {
    const { native: seen } = await known(client, groupId, call)
    return setPermissions(client, seen, toPermissionsOf(rules), call, isNew)
  }
  // Of a rule's peers one may not exist, which EC2 tells with the same code.
  const isNew = async ({ providerCode }: CloudError) =>
    providerCode === 'InvalidGroup.NotFound' && (await arePeersThere(client, rules, call))
  const undo = (left: CallOptions) => {
    const removing = () =>
      remove(client, { name: 'DeleteSecurityGroup', parameters: { GroupId: groupId } }, left)
    return whileUnknown(client, () => true, removing, left)
  }
  const wire = await orUndone(client, guarding(), undo, { firewallId: groupId })
  return { ...toFirewall(wire), nodes: [] }
}

async function arePeersThere(
  client: Ec2Client,
  rules: readonly Ec2Rule[],
  call: CallOptions,
): Promise<boolean> {
  const named = new Set(rules.flatMap(({ native }) => native?.groups ?? []))
  const looks = [...named].map((id) => get(client, groups, id, call))
  return Promise.all(looks).then(
    () => true,
    () => false,
  )
}

/** Right after its creation not every server of EC2 knows a group. */
function known(client: Ec2Client, id: string, call: CallOptions): Promise<Ec2Firewall> {
  const wait = {
    what: `the firewall ${id}`,
    look: (left: CallOptions) => get(client, groups, id, left),
    done: () => true,
    describe: () => 'known',
    notYet: (error: unknown) => isCloudError(error, 'not-found'),
  }
  return waitUntil(wait, call, client.clock)
}
