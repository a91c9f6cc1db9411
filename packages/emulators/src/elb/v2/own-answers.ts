import type { OwnAnswer, RoutedRequest } from '../../balancing/frontend.ts'
import type { Listener } from './listener.ts'
import { type FixedResponseInput, type RedirectInput, redirectDefaults } from './listener-action.ts'

export const fixedAnswer = ({
  StatusCode: status,
  ContentType: type = 'text/plain',
  MessageBody: body,
}: FixedResponseInput): OwnAnswer => ({
  status: Number(status),
  headers: { 'content-type': `${type}; charset=utf-8` },
  body,
})

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html */
export function redirectAnswer(
  { protocol, port }: Listener,
  config: RedirectInput,
  request: RoutedRequest,
): OwnAnswer {
  const known: Readonly<Record<string, string>> = {
    protocol: protocol.toLowerCase(),
    port: String(port),
    host: request.host,
    path: request.path.slice(1),
    query: request.query.slice(1),
  }
  const filled = (text: string) => text.replace(/#\{(\w+)\}/g, (all, name: string) => known[name] ?? all)
  const { Protocol, Port, Host, Path, Query } = { ...redirectDefaults, ...config }
  const query = filled(Query)
  const location = `${filled(Protocol).toLowerCase()}://${filled(Host)}:${filled(Port)}${filled(Path)}`
  return {
    status: config.StatusCode === 'HTTP_302' ? 302 : 301,
    headers: { location: query === '' ? location : `${location}?${query}` },
  }
}
