/** An error that the API answers with: its id, its words, and the HTTP status that DigitalOcean gives it. */
export class Refusal extends Error {
  readonly id: string
  readonly status: number

  constructor(id: string, message: string, status: number = statuses[id] ?? 422) {
    super(message)
    this.name = 'Refusal'
    this.id = id
    this.status = status
  }
}

const statuses: Readonly<Record<string, number>> = {
  Unauthorized: 401,
  bad_request: 400,
  conflict: 409,
  forbidden: 403,
  not_found: 404,
  precondition_failed: 412,
  server_error: 500,
  service_unavailable: 503,
  too_many_requests: 429,
  unprocessable_entity: 422,
}

export const unprocessable = (message: string): Refusal => new Refusal('unprocessable_entity', message)

export const notFound = (message = 'The resource you were accessing could not be found.'): Refusal =>
  new Refusal('not_found', message)

export const badRequest = (message: string): Refusal => new Refusal('bad_request', message)
