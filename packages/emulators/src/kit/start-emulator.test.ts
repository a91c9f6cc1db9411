import { afterEach, describe, expect, it } from 'vitest'
import {
  type Api,
  type DataCentre,
  type Emulator,
  type EmulatorOptions,
  Refusal,
  type Server,
  startEmulator,
} from '../kit.ts'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import { whoAmI } from '../testing/who-am-i.ts'
import { virtualClock } from '../virtual-clock.ts'

const started: Emulator[] = []
afterEach(async () => {
  for (const emulator of started.splice(0)) await emulator.close()
})

const debian = { id: 'debian', version: '12', prettyName: 'Debian', user: 'debian' } as const

/** A cloud of one resource: boxes. */
function boxes(centre: DataCentre): Api {
  const all = new Map<string, Server>()
  const find = (id = '') => {
    const box = all.get(id)
    if (!box) throw new Refusal(404, 'no_box', `There is no box ${id}.`)
    return box
  }
  const wire = ({ id, state, publicAddress }: Server) => ({ id, state, ip: publicAddress })
  const change = (run: (server: Server) => void) => (request: { parameters: { id?: string } }) => {
    run(find(request.parameters.id))
    return {}
  }
  return {
    name: 'boxes',
    authenticate: ({ headers }) => {
      if (headers['x-key'] !== 'right') throw new Refusal(401, 'unauthorized', 'Who are you?')
    },
    error: ({ code, message, requestId }) => ({ code, message, requestId }),
    secrets: ['script'],
    operations: {
      makeBox: {
        route: 'POST /boxes',
        answer: (request) => {
          const { id, key } = request.json() as { id: string; key?: string }
          const keys = key === undefined ? [] : [key]
          all.set(id, centre.launch({ id, hostname: id, os: debian, authorizedKeys: keys }))
          return { status: 201, headers: { location: `/boxes/${id}` }, body: wire(find(id)) }
        },
      },
      getBox: { route: 'GET /boxes/{id}', answer: ({ parameters }) => ({ body: wire(find(parameters.id)) }) },
      countBoxes: { route: 'GET /boxes/count', answer: () => ({ body: all.size }) },
      getPicture: { route: 'GET /boxes/{id}/picture', answer: () => ({ body: Uint8Array.of(0, 255) }) },
      stopBox: { route: 'POST /boxes/{id}/stop', answer: change(centre.stop) },
      startBox: { route: 'POST /boxes/{id}/start', answer: change(centre.start) },
      breakBox: { route: 'DELETE /boxes/{id}', answer: change(centre.terminate) },
      fail: {
        route: 'GET /fail',
        answer: () => {
          throw new TypeError('a slip of the emulator')
        },
      },
    },
  }
}

async function boxCloud(options?: EmulatorOptions) {
  const emulator = await startEmulator(boxes, options)
  started.push(emulator)
  const ask = (route: string, body?: unknown, key = 'right') => {
    const [method = '', path = ''] = route.split(' ')
    const content = body === undefined ? {} : { body: JSON.stringify(body) }
    return fetch(emulator.endpoint + path, { method, headers: { 'x-key': key }, ...content })
  }
  return { emulator, ask }
}

describe('startEmulator', () => {
  it('answers by the route that fits, the one without parameters first', async () => {
    const { ask } = await boxCloud()
    const made = await ask('POST /boxes', { id: 'a b' })
    expect(made.status).toBe(201)
    expect(made.headers.get('location')).toBe('/boxes/a b')
    expect(await (await ask('GET /boxes/a%20b')).json()).toMatchObject({ id: 'a b', state: 'pending' })
    expect(await (await ask('GET /boxes/count')).json()).toBe(1)
  })

  it('sends bytes as they are, and a good answer without a body as 204', async () => {
    const { ask } = await boxCloud()
    await ask('POST /boxes', { id: 'a' })
    expect(await (await ask('GET /boxes/a/picture')).bytes()).toEqual(Uint8Array.of(0, 255))
    expect((await ask('POST /boxes/a/stop')).status).toBe(204)
  })

  it.each([
    ['GET /boxes/b', 'right', 404, 'no_box'],
    ['GET /nothing', 'right', 404, 'not_found'],
    ['PUT /boxes/count', 'right', 404, 'not_found'],
    ['GET /boxes/count', 'wrong', 401, 'unauthorized'],
    ['GET /fail', 'right', 500, 'internal_error'],
  ])('refuses %s with key %s by %i %s, in the API’s own shape', async (route, key, status, code) => {
    const { ask } = await boxCloud()
    const reply = await ask(route, undefined, key)
    expect(reply.status).toBe(status)
    const body = (await reply.json()) as { readonly code: string; readonly requestId: string }
    expect(body.code).toBe(code)
    expect(body.requestId).toBe(reply.headers.get('x-request-id'))
  })

  it('refuses a body that is no JSON', async () => {
    const { emulator } = await boxCloud()
    const headers = { 'x-key': 'right' }
    const reply = await fetch(`${emulator.endpoint}/boxes`, { method: 'POST', headers, body: '{' })
    expect([reply.status, await reply.json()]).toMatchObject([400, { code: 'bad_request' }])
  })

  it('logs operations with their parameters, and none that is secret', async () => {
    const { emulator, ask } = await boxCloud()
    await ask('POST /boxes?dry=1', { id: 'a', script: 'pass=word' })
    expect(emulator.requests).toMatchObject([
      { api: 'boxes', operation: 'makeBox', params: { id: 'a', dry: '1' }, status: 201 },
    ])
    expect(JSON.stringify(emulator.requests)).not.toContain('pass=word')
  })

  it('brings about faults of its own operations and of no others', async () => {
    const { emulator, ask } = await boxCloud()
    emulator.faults.add({ kind: 'error', operation: 'countBoxes', code: 'slow_down', status: 429, count: 1 })
    const refused = await ask('GET /boxes/count')
    expect([refused.status, await refused.json()]).toMatchObject([429, { code: 'slow_down' }])
    expect((await ask('GET /boxes/count')).status).toBe(200)
    emulator.faults.add({ kind: 'reset-after', operation: 'makeBox', count: 1 })
    await expect(ask('POST /boxes', { id: 'a' })).rejects.toThrow()
    expect(await (await ask('GET /boxes/count')).json()).toBe(1)
    expect(() => emulator.faults.add({ kind: 'delay', operation: 'RunInstances' })).toThrow(TypeError)
    expect(() => emulator.faults.add({ kind: 'errored' })).toThrow('no fault errored')
  })

  it('has machines that take time and go through their states', async () => {
    const clock = virtualClock()
    const { ask } = await boxCloud({ clock })
    const state = async () => ((await (await ask('GET /boxes/a')).json()) as { state: string }).state
    await ask('POST /boxes', { id: 'a' })
    expect(await state()).toBe('pending')
    await clock.advance(150)
    expect(await state()).toBe('running')
    await ask('POST /boxes/a/stop')
    await clock.advance(150)
    expect(await state()).toBe('stopped')
    await ask('DELETE /boxes/a')
    expect(await state()).toBe('terminating')
    await clock.advance(150)
    expect(await state()).toBe('terminated')
  })

  it('has machines that answer SSH to the key that they were given', async () => {
    const { emulator, ask } = await boxCloud()
    const key = ed25519KeyPair('me')
    const { ip } = (await (await ask('POST /boxes', { id: 'a', key: key.publicKey })).json()) as {
      ip: string
    }
    await expect
      .poll(() => whoAmI(emulator, ip, 'debian', key.privateKey).catch(() => ''), { timeout: 10_000 })
      .toBe('debian')
  })

  it('gives no id twice', async () => {
    const { ask } = await boxCloud()
    await ask('POST /boxes', { id: 'a' })
    const again = await ask('POST /boxes', { id: 'a' })
    expect([again.status, await again.text()]).toEqual([
      500,
      expect.stringContaining('There has been a server a'),
    ])
  })

  it('refuses options that it does not have and routes that are none', async () => {
    await expect(startEmulator(boxes, { latency: 5 } as EmulatorOptions)).rejects.toThrow(
      'options.latency is unknown; did you mean "latencyMs"?',
    )
    const wrong = { route: '/boxes', answer: () => ({}) }
    await expect(startEmulator((centre) => ({ ...boxes(centre), operations: { wrong } }))).rejects.toThrow(
      'The route of wrong is none: /boxes',
    )
  })

  it('is gone when it is closed, which may be twice', async () => {
    const { emulator, ask } = await boxCloud()
    await ask('POST /boxes', { id: 'a' })
    await emulator.close()
    await emulator.close()
    await expect(ask('GET /boxes/count')).rejects.toThrow()
  })
})
