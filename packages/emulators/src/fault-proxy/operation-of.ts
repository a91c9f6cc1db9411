import { commandNames } from '../cloudstack/command-names.ts'
import { findRoute } from '../digitalocean/router.ts'
import { findRoute as findComputeRoute } from '../gce/router.ts'
import { routeOf } from '../s3/route.ts'
import { readTarget } from '../s3/target.ts'
import type { RequestHead } from './wire-fault.ts'

/** A request as the APIs tell it: its path apart from its query, and the parameters of query and body. */
interface Asked extends RequestHead {
  readonly route: string
  readonly query: string
  readonly parameter: (name: string) => string | undefined
}

/** What a request asks of the APIs that a cloud here has. Undefined for others. */
export function operationOf(head: RequestHead): string | undefined {
  const question = head.path.indexOf('?')
  const [route, query] =
    question < 0 ? [head.path, ''] : [head.path.slice(0, question), head.path.slice(question + 1)]
  const parameter = (name: string) =>
    new URLSearchParams(query).get(name) ?? new URLSearchParams(head.body).get(name) ?? undefined
  const asked = { ...head, route, query, parameter }
  for (const read of apis) {
    const operation = read(asked)
    if (operation !== undefined) return operation
  }
  return undefined
}

/** S3 is told by its signature: its paths are anybody's. */
function s3({ method, headers, route, query }: Asked): string | undefined {
  if (!/\/s3\/aws4_request/.test(headers.authorization ?? '')) return undefined
  try {
    return routeOf(method, readTarget(headers.host ?? '', route, query), headers).name
  } catch {
    return undefined
  }
}

const ec2 = ({ route, parameter }: Asked) => (route === '/' ? parameter('Action') : undefined)
const digitalocean = ({ method, route }: Asked) => findRoute(method, route)?.route.operation
const gce = ({ method, route }: Asked) => findComputeRoute(method, route)?.route.operation
const cloudstack = ({ parameter }: Asked) => {
  const command = parameter('command')
  return commandNames.find((name) => name === command)
}

const apis: readonly ((asked: Asked) => string | undefined)[] = [s3, ec2, digitalocean, gce, cloudstack]
