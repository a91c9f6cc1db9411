const root = 'https://www.googleapis.com/auth/'

const writes = new Set([`${root}cloud-platform`, `${root}compute`])
const reads = new Set([...writes, `${root}compute.readonly`, `${root}cloud-platform.read-only`])

export const scopesIn = (text: string): readonly string[] => text.split(' ').filter(Boolean)

/** Scopes of Google's and of OpenID; whether one exists beyond that is not looked at. */
export const isScope = (scope: string): boolean =>
  (scope.startsWith(root) && scope.length > root.length) || ['openid', 'email', 'profile'].includes(scope)

/** Whether a bearer with these scopes may send a request of the method. */
export const allow = (scopes: readonly string[], method: string): boolean =>
  scopes.some((scope) => (method === 'GET' ? reads : writes).has(scope))
