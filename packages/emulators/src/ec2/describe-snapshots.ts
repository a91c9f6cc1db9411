import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters, type FilterTable } from './filters.ts'
import { type PagedInput, page } from './paging.ts'
import { Refusal } from './refusal.ts'
import { findSnapshot, type Snapshot, visibleSnapshots } from './snapshot.ts'
import { progressOf, snapshotFields } from './snapshot-wire.ts'

interface DescribeInput extends PagedInput {
  readonly SnapshotId?: readonly string[]
  readonly Owner?: readonly string[]
  readonly RestorableBy?: readonly string[]
  readonly Filter?: readonly FilterInput[]
}

export const describeSnapshots: Action = action<DescribeInput>((ec2, input) => () => {
  if (input.SnapshotId && input.MaxResults !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'The parameter snapshotSet cannot be used with the parameter maxResults',
    )
  }
  const { Owner: owners, RestorableBy: users } = input
  for (const who of owners ?? []) checkAccount(who, ['self', 'amazon', 'aws-marketplace'])
  for (const who of users ?? []) checkAccount(who, ['self', 'all'])
  const named = input.SnapshotId
    ? [...new Set(input.SnapshotId)].map((id) => findSnapshot(ec2, id))
    : visibleSnapshots(ec2)
  const asked = named.filter(
    (snapshot) =>
      (!owners || owners.includes('self') || owners.includes(ec2.accountId)) &&
      (!users || users.some((who) => mayRestore(ec2, snapshot, who))),
  )
  const found = applyFilters(asked, input.Filter, filters(ec2), ({ id }) => ec2.centre.tags.of(id))
  const { items, next } = page(found, input, {
    of: ['DescribeSnapshots', input.Filter, owners, users],
    key: ({ id }) => id,
    smallest: 5,
    largest: ec2.pageSize,
  })
  return { snapshotSet: items.map((snapshot) => snapshotFields(ec2, snapshot)), nextToken: next }
})

function checkAccount(who: string, words: readonly string[]): void {
  if (words.includes(who) || /^\d{12}$/.test(who)) return
  throw new Refusal('InvalidUserID.Malformed', `Invalid user id: "${who}"`)
}

/** The owner may, and whoever the snapshot is shared with. */
function mayRestore(ec2: Ec2, { sharing }: Snapshot, who: string): boolean {
  if (sharing.everyone || who === 'self' || who === ec2.accountId) return true
  return sharing.users.includes(who)
}

const filters = (ec2: Ec2): FilterTable<Snapshot> => ({
  description: ({ description }) => [description],
  encrypted: ({ kmsKeyId }) => [String(kmsKeyId !== undefined)],
  'owner-alias': () => [],
  'owner-id': () => [ec2.accountId],
  progress: (snapshot) => [progressOf(ec2, snapshot)],
  'snapshot-id': ({ id }) => [id],
  'start-time': ({ startedAt }) => [new Date(startedAt).toISOString()],
  status: ({ state }) => [state],
  'storage-tier': () => ['standard'],
  'transfer-type': () => ['standard'],
  'volume-id': ({ volumeId }) => [volumeId],
  'volume-size': ({ sizeGiB }) => [String(sizeGiB)],
})
