import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { signatureOf } from './signature.ts'
import { answering } from './testing/answering.ts'
import { answer, keys, listed, mockedDriver, refuse, zone } from './testing/mock-cloudstack.ts'

const once = { retry: { attempts: 1 } }
const rejected = (work: Promise<unknown>) =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  )

describe('an error of the API', () => {
  it.each([
    [401, 'unauthorized', false],
    [405, 'invalid', false],
    [411, 'unauthorized', false],
    [429, 'rate-limited', true],
    [430, 'invalid', false],
    [431, 'invalid', false],
    [432, 'forbidden', false],
    [433, 'invalid', false],
    [434, 'invalid', false],
    [435, 'invalid', false],
    [436, 'conflict', false],
    [530, 'unavailable', true],
    [531, 'forbidden', false],
    [532, 'quota', false],
    [533, 'capacity', false],
    [534, 'unavailable', false],
    [535, 'quota', false],
    [536, 'conflict', false],
    [537, 'conflict', false],
  ])('of code %i is %s', async (errorcode, code, retryable) => {
    refuse('listZones', errorcode)
    const error = await rejected(mockedDriver(once).listLocations().toArray())
    expect(error).toMatchObject({
      code,
      retryable,
      status: errorcode,
      provider: 'cloudstack',
      operation: 'listZones',
      providerCode: `${errorcode}/4350`,
      message: expect.stringContaining('It does not work'),
    })
  })

  it('of code 431 is not-found where the API itself could not find what an id names', async () => {
    const errortext =
      'Unable to execute API command listserviceofferings due to invalid value. Invalid parameter zoneid value=x due to incorrect long value format, or entity does not exist or due to incorrect parameter annotation for the field in api cmd class.'
    refuse('listServiceOfferings', 431, { cserrorcode: 9999, errortext })
    expect(await mockedDriver(once).listSizes({ location: 'x' }).toArray()).toEqual([])
    refuse('listServiceOfferings', 431, { cserrorcode: 9999, errortext: 'Unknown parameters : colour' })
    const error = await rejected(mockedDriver(once).listSizes().toArray())
    expect(error).toMatchObject({ code: 'invalid', providerCode: '431/9999' })
  })

  it('of code 429 tells when the account may ask again', async () => {
    const errortext = 'The given user has reached his/her account api limit, please retry after 4,711 ms.'
    refuse('listZones', 429, { cserrorcode: 4545, errortext })
    const error = await rejected(mockedDriver(once).listLocations().toArray())
    expect(error).toMatchObject({ code: 'rate-limited', details: { retryAfterMs: 4711 } })
  })

  it('that is no JSON tells its status', async () => {
    nock('https://cloud.example.com').post('/client/api').reply(502, '<html>')
    const error = await rejected(mockedDriver(once).listLocations().toArray())
    expect(error).toMatchObject({ code: 'unavailable', status: 502 })
  })

  it('never tells the keys or the signature, though they are parameters', async () => {
    const transport = answering((form) => {
      const errortext = `No way: ${form} ${new URLSearchParams(form).get('signature')}`
      return { status: 431, body: { listzonesresponse: { errorcode: 431, cserrorcode: 9999, errortext } } }
    })
    const error = await rejected(
      mockedDriver({ ...once, transport })
        .listLocations()
        .toArray(),
    )
    expect(String(error)).toContain('command=listZones')
    expect(String(error)).toContain('apiKey=[secret]')
    expect(String(error)).toContain('signature=[secret]')
    expect(String(error)).not.toContain(keys.apiKey)
  })
})

describe('a request', () => {
  it('is a form that holds the signature of the rest, and an address that holds nothing', async () => {
    const transport = answering(() => ({ body: { listzonesresponse: { count: 1, zone: [zone] } } }))
    const found = await mockedDriver({ transport }).listLocations().toArray()
    expect(found).toMatchObject([{ id: 'z-1', name: 'Zone 1' }])
    const [request] = transport.requests
    expect(request).toMatchObject({
      method: 'POST',
      origin: 'https://cloud.example.com',
      path: '/client/api',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    })
    const [form = '', signature = ''] = String(request?.body).split('&signature=')
    expect(form).toMatch(/^command=listZones&response=json&available=true&apiKey=/)
    expect(decodeURIComponent(signature)).toBe(signatureOf(form, keys.secretKey))
  })

  it('that the server finds expired is signed again by its clock', async () => {
    const errortext = 'unable to verify user credentials and/or request signature'
    const refused = { listzonesresponse: { uuidList: [], errorcode: 401, errortext } }
    const headers = { date: new Date(Date.parse('2030-01-01T00:00:00Z')).toUTCString() }
    const transport = answering((_query, count) =>
      count === 0
        ? { status: 401, body: refused, headers }
        : { body: { listzonesresponse: { count: 1, zone: [zone] } } },
    )
    await mockedDriver({ ...once, transport })
      .listLocations()
      .toArray()
    const tries = transport.requests.map(({ body }) => new URLSearchParams(String(body)).get('expires'))
    expect(tries[1]).toBe('2030-01-01T00:10:00+0000')
  })

  it('is answered under one name; anything else is a breach of the protocol', async () => {
    nock('https://cloud.example.com').post('/client/api').reply(200, { a: {}, b: {} })
    expect(await rejected(mockedDriver(once).listLocations().toArray())).toMatchObject({ code: 'protocol' })
  })
})

describe('a look for what is not there', () => {
  const errortext =
    'Invalid parameter id value=x due to incorrect long value format, or entity does not exist'
  const unknown = (command: string) => refuse(command, 431, { cserrorcode: 9999, errortext })

  it('has no outcome where a read asked, and changed nothing where a write did', async () => {
    unknown('listVolumes')
    const read = await rejected(mockedDriver(once).getVolume('x'))
    expect(read).toMatchObject({ code: 'not-found', operation: 'listVolumes' })
    expect(read).not.toHaveProperty('outcome')
    unknown('listVolumes')
    const written = await rejected(mockedDriver(once).destroyVolume('x'))
    expect(written).toMatchObject({ code: 'not-found', outcome: 'not-applied' })
    listed('listZones', 'zone', zone)
    const volume = { name: 'one', sizeGiB: 1, location: 'z-9' }
    const placed = await rejected(mockedDriver(once).createVolume(volume))
    expect(placed).toMatchObject({ code: 'not-found', operation: 'listZones', outcome: 'not-applied' })
  })

  it('ends at the first list that does not know the id', async () => {
    unknown('listTemplates')
    const read = await rejected(mockedDriver(once).getImage('x'))
    expect(read).toMatchObject({ code: 'not-found', operation: 'listTemplates' })
  })
})

describe('a list', () => {
  const size = (id: string) => ({ id, name: id, cpunumber: 1, memory: 512 })

  it('is followed to its end by its count', async () => {
    const pages = [
      answer('listServiceOfferings', { count: 3, serviceoffering: [size('a'), size('b')] }),
      answer('listServiceOfferings', { count: 3, serviceoffering: [size('c')] }),
    ]
    const found = await mockedDriver().listSizes().toArray()
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(pages.map(({ sent }) => sent.parameters)).toEqual([{}, { page: '2', pagesize: '2' }])
  })

  it('resumes after a page, and refuses one that it never told', async () => {
    answer('listServiceOfferings', { count: 3, serviceoffering: [size('c')] })
    const found: string[] = []
    for await (const page of mockedDriver().listSizes().pages({ after: '2.2' })) {
      found.push(...page.items.map(({ id }) => id))
      expect(page.next).toBeUndefined()
    }
    expect(found).toEqual(['c'])
    const strange = mockedDriver().listSizes().pages({ after: 'x' })[Symbol.asyncIterator]()
    expect(await rejected(strange.next())).toMatchObject({ code: 'invalid' })
  })

  it('of nothing has not even the member for its items', async () => {
    listed('listServiceOfferings', 'serviceoffering')
    expect(await mockedDriver().listSizes().toArray()).toEqual([])
  })
})
