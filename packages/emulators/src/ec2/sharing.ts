import { invalidValue, Refusal } from './refusal.ts'

/** Who else may use a snapshot or an image: accounts, and the group `all`. */
export interface Sharing {
  readonly users: readonly string[]
  readonly everyone: boolean
}

export const sharedWithNobody: Sharing = { users: [], everyone: false }

export interface PermissionItem {
  readonly UserId?: string
  readonly Group?: string
}
/** A change of permissions: as a structure, or in the older form of three parameters. */
export interface SharingInput {
  readonly OperationType?: 'add' | 'remove'
  readonly UserId?: readonly string[]
  readonly UserGroup?: readonly string[]
}
export interface PermissionChange {
  readonly Add?: readonly PermissionItem[]
  readonly Remove?: readonly PermissionItem[]
}

/** What `sharing` is after the change. Adding what is there, and removing what is not, changes nothing. */
export function changeSharing(
  sharing: Sharing,
  change: PermissionChange | undefined,
  input: SharingInput,
): Sharing {
  const older: PermissionItem[] = [
    ...(input.UserId ?? []).map((UserId) => ({ UserId })),
    ...(input.UserGroup ?? []).map((Group) => ({ Group })),
  ]
  if (older.length > 0 && input.OperationType === undefined) {
    throw new Refusal('MissingParameter', 'The request must contain the parameter operationType')
  }
  const added = [...(change?.Add ?? []), ...(input.OperationType === 'add' ? older : [])]
  const removed = [...(change?.Remove ?? []), ...(input.OperationType === 'remove' ? older : [])]
  if (added.length + removed.length === 0)
    throw invalidValue('No permission to add or to remove is specified')
  for (const item of [...added, ...removed]) checkItem(item)
  const users = new Set(sharing.users)
  for (const { UserId: id } of added) if (id !== undefined) users.add(id)
  for (const { UserId: id } of removed) if (id !== undefined) users.delete(id)
  const namesAll = (items: readonly PermissionItem[]) => items.some(({ Group }) => Group === 'all')
  return { users: [...users], everyone: (sharing.everyone || namesAll(added)) && !namesAll(removed) }
}

function checkItem({ UserId: user, Group: group }: PermissionItem): void {
  if (user !== undefined && !/^\d{12}$/.test(user)) throw badItem(user, 'userId')
  if (group !== undefined && group !== 'all') throw badItem(group, 'group')
  if ((user === undefined) === (group === undefined)) {
    throw new Refusal('InvalidParameterCombination', 'A permission names either a user or a group')
  }
}

const badItem = (value: string, type: string) =>
  new Refusal(
    'InvalidAMIAttributeItemValue',
    `Invalid attribute item value "${value}" for ${type} item type.`,
  )

/** As both answers list it. */
export const sharingItems = ({ users, everyone }: Sharing): { userId?: string; group?: string }[] => [
  ...(everyone ? [{ group: 'all' }] : []),
  ...users.map((userId) => ({ userId })),
]
