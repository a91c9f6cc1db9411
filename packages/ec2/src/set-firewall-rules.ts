import type { CallOptions, CloudError } from '@cloud/core'
import { changed, isCloudError, named } from '@cloud/core/driver'
import { done, type Ec2Client, idempotent, send } from './client.ts'
import { get } from './description.ts'
import { byKey, keyOf } from './firewall-rules.ts'
import { groups, permissionsOf, type SecurityGroupWire, withPermissions } from './firewalls-wire.ts'
import { type Permission, toParameters } from './permissions-wire.ts'
import { whileUnknown } from './while-unknown.ts'

/** How often it is found out anew what to change, where somebody else changes the same group meanwhile. */
const mostRounds = 3

/**
 * Gives a group, as it was seen last, these permissions and no others. `isNew` tells of a refusal whether it is for the group's being new. Those that stay are not touched; new ones come before old ones go,
 * unless the group has no room for both.
 */
export async function setPermissions(
  client: Ec2Client,
  seen: SecurityGroupWire,
  wanted: readonly Permission[],
  call: CallOptions,
  isNew: (error: CloudError) => boolean | Promise<boolean> = () => false,
): Promise<SecurityGroupWire> {
  const { groupId: id } = seen
  let begun = false
  let makesRoom = false
  for (let round = 1; ; round++) {
    try {
      const native = round === 1 ? seen : (await get(client, groups, id, call)).native
      const { adding, telling, dropping, after } = changeOf(permissionsOf(native), wanted)
      const steps = makesRoom ? [...dropping, ...adding] : [...adding, ...dropping]
      for (const step of [...steps, ...telling]) {
        await whileUnknown(client, isNew, () => take(client, id, step, call), call)
        begun = true
      }
      return withPermissions(native, after)
    } catch (error) {
      if (!isCloudError(error)) throw error
      const isFull: boolean = error.code === 'quota' && !makesRoom
      if (round === mostRounds || !(isFull || isRace(error))) throw told(error, begun)
      makesRoom ||= isFull
    }
  }
}

/** Somebody else was quicker with one of the permissions, and EC2 has refused them all. */
const isRace = ({ providerCode = '', outcome }: CloudError) =>
  outcome === 'not-applied' && /^InvalidPermission\.(Duplicate|NotFound)$/.test(providerCode)

function told(error: CloudError, begun: boolean): CloudError {
  const outcome = begun ? 'unknown' : (error.outcome ?? 'not-applied')
  // What the group is refused is not the group itself.
  const code = error.providerCode === 'InvalidPermission.Malformed' ? 'invalid' : error.code
  return changed(error, { outcome, code: isRace(error) ? 'conflict' : code })
}

/** One request: permissions of one direction. */
interface Step {
  readonly verb: 'Authorize' | 'Revoke' | 'Update'
  readonly direction: Permission['direction']
  readonly permissions: readonly Permission[]
}

interface Change {
  readonly adding: readonly Step[]
  readonly dropping: readonly Step[]
  /** New descriptions of what stays. */
  readonly telling: readonly Step[]
  readonly after: readonly Permission[]
}

function changeOf(now: readonly Permission[], wanted: readonly Permission[]): Change {
  const have = byKey(now)
  const want = byKey(wanted)
  const after = [...want].map(([key, each]) => {
    const { description, ...kept } = have.get(key) ?? each
    const told = each.description ?? description
    return { ...kept, ...(told !== undefined && { description: told }) }
  })
  const isNew = (each: Permission) => !have.has(keyOf(each))
  return {
    adding: stepsOf('Authorize', after.filter(isNew)),
    dropping: stepsOf(
      'Revoke',
      now.filter((each) => !want.has(keyOf(each))),
    ),
    telling: stepsOf(
      'Update',
      after.filter((each) => !isNew(each) && each.description !== have.get(keyOf(each))?.description),
    ),
    after,
  }
}

function stepsOf(verb: Step['verb'], permissions: readonly Permission[]): readonly Step[] {
  const directions = Map.groupBy(permissions, ({ direction }) => direction)
  return [...directions].map(([direction, its]) => ({ verb, direction, permissions: its }))
}

/**
 * EC2 refuses to add what is there and to take away what is not, and then does nothing of the request: a look tells whether the first
 * took effect. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html
 */
async function take(
  client: Ec2Client,
  id: string,
  { verb, direction, permissions }: Step,
  call: CallOptions,
): Promise<void> {
  const find = async (left: CallOptions) => {
    const seen = byKey(permissionsOf((await get(client, groups, id, left)).native))
    const there = permissions.filter((each) => seen.has(keyOf(each))).length
    return there === (verb === 'Revoke' ? 0 : permissions.length) ? {} : undefined
  }
  const what = verb === 'Update' ? 'UpdateSecurityGroupRuleDescriptions' : `${verb}SecurityGroup`
  const name = `${what}${direction === 'inbound' ? 'Ingress' : 'Egress'}`
  const repeat = verb === 'Update' ? idempotent : named<object>(find)
  // A description has no part in what is taken away.
  const its = verb === 'Revoke' ? permissions.map(({ description: _, ...rest }) => rest) : permissions
  const parameters = { GroupId: id, IpPermissions: toParameters(its) }
  await send(client, { name, repeat, parameters, answer: done }, call)
}
