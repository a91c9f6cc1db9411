import type { S3 } from '../cloud.ts'
import { childrenOf, textOf } from '../document.ts'
import { Refusal } from '../refusal.ts'
import type { XmlFields } from '../xml.ts'
import type { XmlElement } from '../xml-reader.ts'

const allUsers = 'http://acs.amazonaws.com/groups/global/AllUsers'
const signedUsers = 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers'

/** What each canned list grants to others than the owner. */
const grants: Readonly<Record<string, readonly (readonly [uri: string, permission: string])[]>> = {
  'public-read': [[allUsers, 'READ']],
  'public-read-write': [
    [allUsers, 'READ'],
    [allUsers, 'WRITE'],
  ],
  'authenticated-read': [[signedUsers, 'READ']],
}

const grantee = (type: string) =>
  `Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}"`

export function aclDocument({ ownerId }: S3, acl: string): XmlFields {
  const others = (grants[acl] ?? []).map(([URI, Permission]) => ({
    [grantee('Group')]: { URI },
    Permission,
  }))
  const own = { [grantee('CanonicalUser')]: { ID: ownerId }, Permission: 'FULL_CONTROL' }
  return { Owner: { ID: ownerId }, AccessControlList: { Grant: [own, ...others] } }
}

/** The canned list that grants what a document does. Throws for grants that none of them makes. */
export function cannedOf({ ownerId }: S3, document: XmlElement): string {
  const list = document.children.find(({ name }) => name === 'AccessControlList')
  const given = childrenOf(list, 'Grant')
    .filter((grant) => textOf(grant, 'Grantee', 'ID') !== ownerId)
    .map((grant) => [textOf(grant, 'Grantee', 'URI'), textOf(grant, 'Permission')].join(' '))
    .sort()
  if (given.length === 0) return 'private'
  const found = Object.entries(grants).find(
    ([, wanted]) =>
      wanted
        .map((each) => each.join(' '))
        .sort()
        .join() === given.join(),
  )
  if (found) return found[0]
  throw new Refusal('NotImplemented', 'The emulated cloud keeps the canned access lists only')
}
