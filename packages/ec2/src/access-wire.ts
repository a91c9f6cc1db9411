import {
  checkList,
  checkNames,
  checkText,
  invalid,
  list,
  object,
  text,
  type XmlPresent,
} from '@cloud/core/driver'

/** Who may use what is shared, beside its owner. */
export interface Access {
  /** Numbers of accounts. */
  readonly accounts?: readonly string[] | undefined
  /** All accounts there are. */
  readonly everybody?: boolean | undefined
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_LaunchPermission.html, as spelled in its XML. */
export interface PermissionWire {
  readonly userId?: string
  readonly group?: string
  readonly organizationArn?: string
  readonly organizationalUnitArn?: string
}

export const permissions: XmlPresent<readonly PermissionWire[]> = list(
  'item',
  object<PermissionWire>({ userId: text, group: text, organizationArn: text, organizationalUnitArn: text }),
)

/** A type and no interface, so that it counts as parameters. */
export type PermissionParameter = { readonly UserId: string } | { readonly Group: 'all' }

/** `invalid` for who cannot be anybody, and for nobody. */
export function toPermissions(access: Access): readonly PermissionParameter[] {
  checkNames('The access', access, ['accounts', 'everybody'])
  const { accounts = [], everybody = false } = access
  checkList('accounts', accounts, checkAccount)
  if (typeof everybody !== 'boolean') throw invalid('everybody must be a boolean')
  if (accounts.length === 0 && !everybody) throw invalid('The access names nobody', 'accounts or everybody')
  const all = [{ Group: 'all' } as const].filter(() => everybody)
  return [...accounts.map((UserId) => ({ UserId })), ...all]
}

function checkAccount(what: string, account: unknown): void {
  const number = checkText(what, account, { max: 64 })
  if (!/^\d{12}$/.test(number))
    throw invalid(`${what} is ${JSON.stringify(number)}`, 'the 12 digits of an account')
}

export function toAccess(
  wire: readonly PermissionWire[],
): Required<Access> & { readonly accounts: readonly string[] } {
  return {
    accounts: wire.flatMap(({ userId }) => userId ?? []),
    everybody: wire.some(({ group }) => group === 'all'),
  }
}
