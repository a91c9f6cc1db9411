import { type OperationName, operationNames } from './operation-names.ts'
import { requests } from './operation-table.ts'
import { Refusal } from './refusal.ts'
import type { Target } from './target.ts'

export interface Route {
  /** The vendor's, whether it is answered here or not. */
  readonly name: string
  /** Undefined where it is not answered. */
  readonly operation: OperationName | undefined
}

interface Pattern extends Route {
  readonly query: readonly (readonly [name: string, value: string | undefined])[]
  readonly headers: readonly string[]
}

const served = new Map<string, OperationName>(operationNames.map((name) => [name, name]))

/** By method and place; what must carry more comes first. */
const patterns = new Map<string, Pattern[]>()
for (const [name, text] of Object.entries(requests)) {
  const [method = '', place = '', ...carried] = text.split(' ')
  const query = carried
    .filter((each) => each.startsWith('?'))
    .map((each): [string, string | undefined] => {
      const [key = '', value] = each.slice(1).split('=')
      return [key, value]
    })
  const headers = carried.filter((each) => !each.startsWith('?'))
  const group = patterns.get(`${method} ${place}`) ?? []
  group.push({ name, operation: served.get(name), query, headers })
  group.sort((a, b) => weight(b) - weight(a))
  patterns.set(`${method} ${place}`, group)
}

function weight({ query, headers }: Pattern): number {
  return query.length + headers.length
}

const placeOf = ({ bucket, key }: Target) =>
  key !== undefined ? 'object' : bucket !== undefined ? 'bucket' : 'service'

/** Throws `MethodNotAllowed` for what the vendor has no operation for. */
export function routeOf(method: string, target: Target, headers: Readonly<Record<string, string>>): Route {
  if (method === 'OPTIONS') return { name: 'OPTIONS', operation: undefined }
  const found = patterns.get(`${method} ${placeOf(target)}`)?.find(
    (pattern) =>
      pattern.query.every(([name, value]) => {
        const given = target.query.get(name)
        return value === undefined ? given !== undefined : given === value
      }) && pattern.headers.every((name) => name in headers),
  )
  if (found) return found
  throw new Refusal('MethodNotAllowed', undefined, {
    details: { Method: method, ResourceType: placeOf(target).toUpperCase() },
  })
}
