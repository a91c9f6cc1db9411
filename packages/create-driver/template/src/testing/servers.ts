import {
  type ApiOperation,
  type ApiRequest,
  type DataCentre,
  Refusal,
  type Server,
} from '@cloud/emulators/kit'
import { images, locations, sizes } from './catalogue.ts'
import { page } from './paging.ts'

interface Input {
  readonly name: string
  readonly size: string
  readonly image: string
  readonly location?: string
  readonly ssh_keys?: readonly string[]
  readonly user_data?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly protect?: boolean
}

export interface AcmeServer {
  readonly input: Input
  readonly server: Server
}

export interface Servers {
  readonly operations: Readonly<Record<string, ApiOperation>>
  /** Those that are not terminated. */
  readonly all: () => readonly AcmeServer[]
  readonly find: (request: ApiRequest) => AcmeServer
}

/** The servers of the account, on machines of the data centre. */
export function createServers(centre: DataCentre, pageSize: number): Servers {
  const known: AcmeServer[] = []
  const answered = new Map<string, { readonly body: string; readonly made: AcmeServer }>()
  const all = () => known.filter(({ server }) => server.state !== 'terminated')
  const find = ({ parameters }: ApiRequest) => {
    const found = all().find(({ server }) => server.id === parameters.id)
    if (!found) throw new Refusal(404, 'not_found', `There is no server ${parameters.id}.`)
    return found
  }
  const create = (request: ApiRequest) => {
    const key = request.headers['idempotency-key'] ?? ''
    const earlier = answered.get(key)
    const body = request.body.toString()
    if (earlier && earlier.body !== body)
      throw new Refusal(409, 'conflict', 'The idempotency key was used with another body.')
    if (earlier) return { status: 201, body: serverWire(earlier.made) }
    const made = launch(centre, request.json() as Input)
    known.push(made)
    if (key) answered.set(key, { body, made })
    return { status: 201, body: serverWire(made) }
  }
  /** `done` are the states in which there is nothing to do, `from` those in which it may begin. */
  const change = (
    route: string,
    from: readonly string[],
    done: readonly string[],
    run: (server: Server) => void,
  ) => ({
    route,
    answer: (request: ApiRequest) => {
      const { server } = find(request)
      if (done.includes(server.state)) return {}
      if (!from.includes(server.state)) throw new Refusal(409, 'conflict', `The server is ${server.state}.`)
      run(server)
      return {}
    },
  })
  const named = ({ query }: ApiRequest) =>
    all().filter(({ input }) => query.get('name') === null || input.name === query.get('name'))
  return {
    all,
    find,
    operations: {
      createServer: { route: 'POST /v1/servers', answer: create },
      listServers: {
        route: 'GET /v1/servers',
        answer: (request) => page(named(request).map(serverWire), request, pageSize),
      },
      getServer: {
        route: 'GET /v1/servers/{id}',
        answer: (request) => ({ body: serverWire(find(request)) }),
      },
      deleteServer: {
        route: 'DELETE /v1/servers/{id}',
        answer: (request) => {
          const { server, input } = find(request)
          if (input.protect) throw new Refusal(409, 'conflict', 'The server is protected.')
          if (server.state !== 'terminating') centre.terminate(server)
          return {}
        },
      },
      startServer: change('POST /v1/servers/{id}/start', ['stopped'], ['pending', 'running'], centre.start),
      stopServer: change('POST /v1/servers/{id}/stop', ['running'], ['stopping', 'stopped'], centre.stop),
      rebootServer: change('POST /v1/servers/{id}/reboot', ['running'], [], centre.reboot),
    },
  }
}

function launch(centre: DataCentre, input: Input): AcmeServer {
  const { name, size, image: imageId, location = 'north', ssh_keys, user_data } = input
  const image = images.find(({ id }) => id === imageId)
  const there = (what: string, found: boolean) => {
    if (!found) throw new Refusal(404, 'not_found', `There is no such ${what}.`)
  }
  there(
    'size',
    sizes.some(({ id }) => id === size),
  )
  there(
    'location',
    locations.some(({ id }) => id === location),
  )
  if (!image) throw new Refusal(404, 'not_found', 'There is no such image.')
  const server = centre.launch({
    id: `srv-${centre.random.hex(12)}`,
    hostname: name,
    os: image.os,
    authorizedKeys: ssh_keys,
    userData: user_data === undefined ? undefined : Buffer.from(user_data, 'base64'),
    keepsAddress: true,
  })
  return { input: { ...input, location }, server }
}

const statuses = {
  pending: 'provisioning',
  running: 'running',
  stopping: 'stopping',
  stopped: 'stopped',
  terminating: 'deleting',
  terminated: 'deleting',
} as const

function serverWire({ input, server }: AcmeServer) {
  return {
    id: server.id,
    name: input.name,
    status: statuses[server.state],
    size: input.size,
    image: input.image,
    location: input.location,
    public_ip: server.publicAddress ?? null,
    private_ip: server.privateAddress ?? null,
    labels: input.labels ?? {},
    created_at: new Date(server.createdAt).toISOString(),
  }
}
