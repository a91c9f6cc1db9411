import { type OperationSpec, type Parameter, type Route, resolve, routeOf, type Schema } from './openapi.ts'
import { schemaProblems, textValue } from './schema-check.ts'

export interface Sent {
  readonly method: string
  /** With its query, encoded. */
  readonly path: string
  readonly body?: string | undefined
}

/** What is wrong with a request, held against the specification: path, query, body; names, types, required members, enumerations. */
export function violations({ method, path: target, body }: Sent): readonly string[] {
  const [path = '', query = ''] = target.split('?', 2)
  const route = routeOf(method, path)
  if (route === undefined) return [`there is no operation ${method} ${path}`]
  const { operation } = route
  return [
    ...parameterProblems(route, new URLSearchParams(query.replaceAll('+', '%2B'))),
    ...bodyProblems(operation, body),
  ].map((problem) => `${operation.operationId}: ${problem}`)
}

function parameterProblems({ operation, path }: Route, query: URLSearchParams): readonly string[] {
  const known = (operation.parameters ?? []).map(resolve)
  const named = (place: string, name: string) =>
    known.find((parameter) => parameter.in === place && parameter.name === name)
  const check = (parameter: Parameter | undefined, name: string, text: string) => {
    if (parameter === undefined) return [`the parameter ${name} is not in the specification`]
    const { schema = {} } = parameter
    return schemaProblems(schema, textValue(schema, text), name)
  }
  const missing = known.filter(
    (parameter) => parameter.in === 'query' && parameter.required && !query.has(parameter.name),
  )
  return [
    ...Object.entries(path).flatMap(([name, text]) => check(named('path', name), name, text)),
    ...[...query].flatMap(([name, text]) => check(named('query', name), name, text)),
    ...missing.map(({ name }) => `the parameter ${name} is missing`),
  ]
}

function bodyProblems({ requestBody }: OperationSpec, body: string | undefined): readonly string[] {
  const schema = requestBody && bodySchema(resolve(requestBody))
  if (schema === undefined) return body === undefined ? [] : ['there is a body']
  return body === undefined ? ['there is no body'] : schemaProblems(schema, JSON.parse(body), 'body')
}

function bodySchema({ content }: NonNullable<OperationSpec['requestBody']>): Schema | undefined {
  return content?.['application/json']?.schema
}
