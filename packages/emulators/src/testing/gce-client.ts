import { findRoute } from '../gce/router.ts'
import type { LocalCloud } from '../options.ts'
import { answerProblems } from './compute-protocol.ts'
import { claimsOf, requestToken, signedToken } from './signed-token.ts'

/** An answer's body as tests read it: whatever member they name. */
// biome-ignore lint/suspicious/noExplicitAny: the body's shape is what the check against the protocol judges
export type Body = any

export interface Answer {
  readonly status: number
  readonly body: Body
}

interface Refused {
  readonly status: number
  readonly reason: string
  readonly message: string
}

export interface GceClient {
  /** `path` follows the project's; a query may be in it. */
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
  readonly get: (path: string) => Promise<Body>
  readonly post: (path: string, body?: unknown) => Promise<Body>
  /** Sends a change and waits for its operation, which must succeed. */
  readonly change: (method: string, path: string, body?: unknown) => Promise<Body>
  /** Waits for the end of an operation, good or bad. */
  readonly ended: (operation: Body) => Promise<Body>
  /** A small instance that runs. */
  readonly instance: (input?: Readonly<Record<string, unknown>>) => Promise<Body>
  /** What a request is refused with. */
  readonly refusal: (method: string, path: string, body?: unknown) => Promise<Refused>
  /** The operations whose answers of success were held against the protocol. */
  readonly checked: ReadonlySet<string>
}

const zonal = 'zones/europe-west1-b'

export const smallInstance: Readonly<Record<string, unknown>> & { readonly name: string } = {
  name: 'web-1',
  machineType: `${zonal}/machineTypes/e2-micro`,
  disks: [
    {
      boot: true,
      autoDelete: true,
      initializeParams: { sourceImage: 'projects/debian-cloud/global/images/family/debian-12' },
    },
  ],
  networkInterfaces: [{ network: 'global/networks/default', accessConfigs: [{ type: 'ONE_TO_ONE_NAT' }] }],
}

export async function accessToken({ gce: { credentials } }: LocalCloud, now?: number): Promise<string> {
  const assertion = signedToken(claimsOf(credentials, now), credentials.private_key)
  const response = await requestToken(credentials.token_uri, { assertion })
  return ((await response.json()) as Body).access_token
}

/** A bare client. Each answer of success is held against the protocol that the vendor's client ships. */
export function gceClient(local: LocalCloud, now?: () => number): GceClient {
  const { endpoint, project } = local.gce
  const checked = new Set<string>()
  let token: Promise<string> | undefined
  const call: GceClient['call'] = async (method, path, body, headers = {}) => {
    token ??= accessToken(local, now?.())
    const full = path.startsWith('/') ? path : `/compute/v1/projects/${project}/${path}`
    const response = await fetch(`${endpoint}${full}`, {
      method,
      headers: { authorization: `Bearer ${await token}`, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = { status: response.status, body: text ? JSON.parse(text) : undefined }
    const route = findRoute(method, full.split('?')[0] ?? '')?.route
    // The protocol has no legacy health checks.
    const described = route !== undefined && !route.answer.startsWith('HttpHealthCheck')
    if (described && response.ok && answer.body && !full.includes('fields=')) {
      const problems = answerProblems(route.answer, answer.body)
      if (problems.length > 0) throw new Error(`Malformed answer\n${problems.join('\n')}`)
    }
    if (route && response.ok) checked.add(route.operation)
    return answer
  }
  const succeed = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body?.error)}`)
    return answer.body
  }
  const get = (path: string) => succeed('GET', path)
  const post = (path: string, body?: unknown) => succeed('POST', path, body)
  const ended = async (operation: Body): Promise<Body> => {
    const path = new URL(operation.selfLink).pathname
    const now = await get(path)
    if (now.status === 'DONE') return now
    await new Promise((resolve) => setTimeout(resolve, 5))
    return ended(operation)
  }
  const change = async (method: string, path: string, body?: unknown) => {
    const operation = await ended(await succeed(method, path, body))
    if (operation.error) throw new Error(`${method} ${path}: ${JSON.stringify(operation.error)}`)
    return operation
  }
  const instance = async (input: Readonly<Record<string, unknown>> = {}) => {
    const whole: typeof smallInstance = { ...smallInstance, ...input }
    await change('POST', `${zonal}/instances`, whole)
    return get(`${zonal}/instances/${whole.name}`)
  }
  const refusal: GceClient['refusal'] = async (method, path, body) => {
    const { status, body: answer } = await call(method, path, body)
    const { reason, message } = answer?.error?.errors?.[0] ?? {}
    return { status, reason, message }
  }
  return { call, get, post, change, ended, instance, refusal, checked }
}
