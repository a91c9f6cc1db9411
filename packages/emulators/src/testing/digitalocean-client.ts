import { findRoute } from '../digitalocean/router.ts'
import type { LocalCloud } from '../options.ts'
import { openApi } from './openapi.ts'
import { answerProblems } from './openapi-check.ts'

/** An answer's body as tests read it: whatever member they name. */
// biome-ignore lint/suspicious/noExplicitAny: the body's shape is what the specification check judges
export type Body = any

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

export interface DigitalOceanClient {
  readonly call: (
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Answer>
  readonly get: (path: string) => Promise<Body>
  readonly post: (path: string, body: unknown) => Promise<Body>
  /** Calls until an action is no longer in progress; returns it. */
  readonly finished: (action: { readonly id: number }) => Promise<Body>
  /** A small droplet that is active. */
  readonly droplet: (input?: Readonly<Record<string, unknown>>) => Promise<Body>
  /** Acts on a droplet, and waits for the end. */
  readonly act: (droplet: { readonly id: number }, type: string, input?: object) => Promise<Body>
  /** The operations whose answers of success were held against the specification. */
  readonly checked: ReadonlySet<string>
}

export const smallDroplet = {
  name: 'web-1',
  region: 'nyc3',
  size: 's-1vcpu-1gb',
  image: 'ubuntu-24-04-x64',
} as const

/** A bare client. Each answer is held against the specification, where this machine has it. */
export function digitaloceanClient({ digitalocean }: LocalCloud): DigitalOceanClient {
  const checked = new Set<string>()
  const call: DigitalOceanClient['call'] = async (method, path, body, headers = {}) => {
    const response = await fetch(`${digitalocean.endpoint}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${digitalocean.token}`,
        'content-type': 'application/json',
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const answer = {
      status: response.status,
      headers: response.headers,
      body: text ? JSON.parse(text) : undefined,
    }
    const operation = findRoute(method, path.split('?')[0] ?? '')?.route.operation
    const problems = openApi && operation ? answerProblems(openApi, operation, answer) : []
    if (problems.length > 0) throw new Error(`Malformed answer\n${problems.join('\n')}`)
    if (operation && response.ok) checked.add(operation)
    return answer
  }
  const succeed = async (method: string, path: string, body?: unknown) => {
    const answer = await call(method, path, body)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body?.message}`)
    return answer.body
  }
  const get = (path: string) => succeed('GET', path)
  const post = (path: string, body: unknown) => succeed('POST', path, body)
  const finished = async ({ id }: { readonly id: number }): Promise<Body> => {
    const { action } = await get(`/v2/actions/${id}`)
    if (action.status !== 'in-progress') return action
    await new Promise((resolve) => setTimeout(resolve, 10))
    return finished(action)
  }
  const droplet = async (input: object = {}) => {
    const made = await post('/v2/droplets', { ...smallDroplet, ...input })
    await finished(made.links.actions[0])
    return (await get(`/v2/droplets/${made.droplet.id}`)).droplet
  }
  const act = async ({ id }: { readonly id: number }, type: string, input: object = {}) => {
    const { action } = await post(`/v2/droplets/${id}/actions`, { type, ...input })
    return finished(action)
  }
  return { call, get, post, finished, droplet, act, checked }
}
