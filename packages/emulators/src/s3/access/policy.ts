/** A statement of a policy, as far as it is about everyone. */
export interface Statement {
  readonly Effect?: unknown
  readonly Principal?: unknown
  readonly Action?: unknown
  readonly NotAction?: unknown
  readonly Resource?: unknown
  readonly NotResource?: unknown
  readonly Condition?: unknown
}

/** Undefined for what is no policy. */
export function statementsOf(policy: string): readonly Statement[] | undefined {
  try {
    const read: unknown = JSON.parse(policy)
    const found: unknown =
      typeof read === 'object' && read !== null ? Reflect.get(read, 'Statement') : undefined
    const statements = Array.isArray(found) ? found : [found]
    return statements.every(isStatement) ? statements : undefined
  } catch {
    return undefined
  }
}

const isStatement = (value: unknown): value is Statement =>
  typeof value === 'object' &&
  value !== null &&
  ['Allow', 'Deny'].includes(Reflect.get(value, 'Effect')) &&
  ['Principal', 'NotPrincipal'].some((name) => name in value) &&
  ['Action', 'NotAction'].some((name) => name in value) &&
  ['Resource', 'NotResource'].some((name) => name in value)

const isEveryone = (principal: unknown): boolean =>
  principal === '*' ||
  (typeof principal === 'object' &&
    principal !== null &&
    textsOf(Reflect.get(principal, 'AWS')).includes('*'))

const textsOf = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string')

/** `*` is any text, `?` any character. */
function fits(pattern: string, text: string, flags: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
  return new RegExp(`^${source}$`, `${flags}s`).test(text)
}

const isAbout = (statement: Statement, action: string, resource: string): boolean => {
  const some = (value: unknown, text: string, flags = '') =>
    textsOf(value).some((pattern) => fits(pattern, text, flags))
  const acts =
    statement.Action === undefined
      ? !some(statement.NotAction, action, 'i')
      : some(statement.Action, action, 'i')
  const named =
    statement.Resource === undefined
      ? !some(statement.NotResource, resource)
      : some(statement.Resource, resource)
  return isEveryone(statement.Principal) && acts && named
}

/** What a policy says of everyone: true or false, undefined where it says nothing. One under a condition allows nothing here, and denies. */
export function allows(policy: string, action: string, resource: string): boolean | undefined {
  const about = (statementsOf(policy) ?? []).filter((statement) => isAbout(statement, action, resource))
  if (about.some(({ Effect }) => Effect === 'Deny')) return false
  return about.some(({ Effect, Condition }) => Effect === 'Allow' && Condition === undefined)
    ? true
    : undefined
}

/** Whether a policy lets everyone do something, whatever it is. */
export const isPublicPolicy = (policy: string): boolean =>
  (statementsOf(policy) ?? []).some(
    ({ Effect, Principal, Condition }) =>
      Effect === 'Allow' && isEveryone(Principal) && Condition === undefined,
  )

export const allResources = (statements: readonly Statement[]): readonly string[] =>
  statements.flatMap(({ Resource, NotResource }) => textsOf(Resource ?? NotResource))
