import { BlockList } from 'node:net'
import type { RoutedRequest } from '../../balancing/frontend.ts'
import type { Condition } from './rule-condition.ts'

/** Whether a request meets all conditions of a rule. https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
export const meetsAll = (conditions: readonly Condition[], request: RoutedRequest): boolean =>
  conditions.every((condition) => meets(condition, request))

function meets(condition: Condition, request: RoutedRequest): boolean {
  switch (condition.field) {
    case 'host-header':
      return condition.values.some((value) => isLike(request.host, value, 'i'))
    case 'path-pattern':
      return condition.values.some((value) => isLike(request.path, value))
    case 'http-request-method':
      return condition.values.includes(request.method)
    case 'source-ip':
      return condition.values.some((range) => isWithin(request.address, range))
    case 'http-header': {
      const sent = [request.headers[condition.name.toLowerCase()] ?? []].flat()
      return condition.values.some((value) => sent.some((one) => isLike(one, value, 'i')))
    }
    case 'query-string': {
      const sent = [...new URLSearchParams(request.query)]
      return condition.pairs.some(({ Key = '*', Value = '*' }) =>
        sent.some(([key, value]) => isLike(key, Key, 'i') && isLike(value, Value, 'i')),
      )
    }
  }
}

/** `*` stands for any characters, `?` for one. */
function isLike(text: string, pattern: string, flags = ''): boolean {
  const quoted = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&')
  return new RegExp(`^${quoted.replaceAll('*', '.*').replaceAll('?', '.')}$`, `s${flags}`).test(text)
}

function isWithin(address: string, range: string): boolean {
  const [network = '', bits] = range.split('/')
  const family = network.includes(':') ? 'ipv6' : 'ipv4'
  const list = new BlockList()
  list.addSubnet(network, Number(bits), family)
  return list.check(address, address.includes(':') ? 'ipv6' : 'ipv4')
}
