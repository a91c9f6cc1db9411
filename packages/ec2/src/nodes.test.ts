import type { NodeState } from '@cloud/core'
import nock from 'nock'
import { describe, expect, it } from 'vitest'
import { answer, mockedDriver, refuse, reply } from './testing/mock-ec2.ts'

const instance = (id: string, state = 'running') =>
  `<item><instanceId>${id}</instanceId><instanceState><code>16</code><name>${state}</name></instanceState></item>`
const reservations = (...instances: string[]) =>
  `<reservationSet>${instances.map((each) => `<item><instancesSet>${each}</instancesSet></item>`).join('')}</reservationSet>`

const stateFilter = Object.fromEntries([
  ['Filter.1.Name', 'instance-state-name'],
  ...['pending', 'running', 'stopping', 'stopped', 'shutting-down'].map((state, index) => [
    `Filter.1.Value.${index + 1}`,
    state,
  ]),
])
const listed = { Action: 'DescribeInstances', Version: '2016-11-15', MaxResults: '1000' }

describe('listNodes', () => {
  it('sends one signed form', async () => {
    const sent: { path: string; headers: Headers; body: string }[] = []
    const body = `<DescribeInstancesResponse>${reservations()}</DescribeInstancesResponse>`
    nock('https://ec2.eu-west-1.amazonaws.com')
      .post('/')
      .reply(200, async (request: Request) => {
        sent.push({
          path: new URL(request.url).pathname,
          headers: request.headers,
          body: await request.text(),
        })
        return body
      })
    const clock = { now: () => Date.UTC(2026, 0, 2, 3, 4, 5), elapsed: () => 0, after: () => () => {} }
    await mockedDriver({ clock })
      .listNodes({ states: ['running'] })
      .toArray()
    expect(sent[0]?.body).toBe(
      'Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=instance-state-name&Filter.1.Value.1=running&MaxResults=1000',
    )
    expect(sent[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded; charset=utf-8')
    expect(sent[0]?.headers.get('x-amz-date')).toBe('20260102T030405Z')
    expect(sent[0]?.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/20260102\/eu-west-1\/ec2\/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=[0-9a-f]{64}$/,
    )
  })

  it('has the server answer the query, all but terminated nodes unless asked', async () => {
    const { form } = answer('DescribeInstances', reservations())
    await mockedDriver()
      .listNodes({ name: 'a*b?', tags: { role: 'web' }, ids: ['i-1'] })
      .toArray()
    expect(form).toEqual({
      ...listed,
      'Filter.1.Name': 'instance-id',
      'Filter.1.Value.1': 'i-1',
      'Filter.2.Name': 'instance-state-name',
      ...Object.fromEntries(
        ['pending', 'running', 'stopping', 'stopped', 'shutting-down'].map((state, index) => [
          `Filter.2.Value.${index + 1}`,
          state,
        ]),
      ),
      'Filter.3.Name': 'tag:Name',
      'Filter.3.Value.1': 'a\\*b\\?',
      'Filter.4.Name': 'tag:role',
      'Filter.4.Value.1': 'web',
    })
  })

  it('follows every page, and resumes after one', async () => {
    const first = answer('DescribeInstances', `${reservations(instance('i-1'))}<nextToken>two</nextToken>`)
    const second = answer('DescribeInstances', `${reservations(instance('i-2'))}<nextToken></nextToken>`)
    const nodes = await mockedDriver().listNodes().toArray()
    expect(nodes.map(({ id }) => id)).toEqual(['i-1', 'i-2'])
    expect(first.form).toEqual({ ...listed, ...stateFilter })
    expect(second.form).toEqual({ ...listed, ...stateFilter, NextToken: 'two' })

    const resumed = answer('DescribeInstances', reservations(instance('i-2')))
    for await (const page of mockedDriver().listNodes().pages({ after: 'two' }))
      expect(page.items).toHaveLength(1)
    expect(resumed.form.NextToken).toBe('two')
  })

  it('asks for more than 200 ids in as many requests as that takes', async () => {
    const ids = Array.from({ length: 401 }, (_, index) => `i-${index}`)
    const forms = [
      answer('DescribeInstances', `${reservations(instance('i-0'))}<nextToken>more</nextToken>`),
      answer('DescribeInstances', reservations(instance('i-1'))),
      answer('DescribeInstances', reservations(instance('i-200'))),
      answer('DescribeInstances', reservations(instance('i-400'))),
    ]
    const nodes = await mockedDriver().listNodes({ ids }).toArray()
    expect(nodes.map(({ id }) => id)).toEqual(['i-0', 'i-1', 'i-200', 'i-400'])
    expect(
      forms.map(({ form }) => [form['Filter.1.Value.1'], form['Filter.1.Value.200'], form.NextToken]),
    ).toEqual([
      ['i-0', 'i-199', undefined],
      ['i-0', 'i-199', 'more'],
      ['i-200', 'i-399', undefined],
      ['i-400', undefined, undefined],
    ])
  })

  it('asks once for an id that is named more often', async () => {
    const ids = Array.from({ length: 402 }, (_, index) => `i-${index % 201}`)
    const forms = [
      answer('DescribeInstances', reservations(instance('i-0'))),
      answer('DescribeInstances', reservations(instance('i-200'))),
    ]
    const nodes = await mockedDriver().listNodes({ ids }).toArray()
    expect(nodes.map(({ id }) => id)).toEqual(['i-0', 'i-200'])
    expect(forms.map(({ form }) => form['Filter.1.Value.200'])).toEqual(['i-199', undefined])
    expect(forms[1]?.form['Filter.1.Value.1']).toBe('i-200')
  })

  it.each(['7:zzz', '2:', 'two', ':', '-1:', ''])(
    'refuses to go on after %o, which no page was',
    async (after) => {
      const ids = Array.from({ length: 201 }, (_, index) => `i-${index}`)
      for (const query of [{ ids }, { ids: [] }]) {
        const pages = mockedDriver().listNodes(query).pages({ after })[Symbol.asyncIterator]()
        await expect(pages.next()).rejects.toMatchObject({ code: 'invalid' })
      }
    },
  )

  it('hands EC2 any token of a list that takes one request, for EC2 to judge', async () => {
    const { form } = refuse(400, 'InvalidNextToken')
    const pages = mockedDriver().listNodes().pages({ after: '7:zzz' })[Symbol.asyncIterator]()
    await expect(pages.next()).rejects.toMatchObject({ code: 'invalid', providerCode: 'InvalidNextToken' })
    expect(form.NextToken).toBe('7:zzz')
  })

  it.each([{ ids: [] }, { states: [] }, { states: ['suspended' as NodeState] }])(
    'sends nothing for %j, which nothing matches',
    async (query) => {
      expect(await mockedDriver().listNodes(query).toArray()).toEqual([])
    },
  )

  it('refuses a query that it does not know', () => {
    expect(() => mockedDriver().listNodes({ nmae: 'a' } as never)).toThrow('its options are ids, name')
    expect(() => mockedDriver().listNodes({ tags: { Name: 'a' } })).toThrow('The tag Name is the name')
    expect(() => mockedDriver().listNodes({ name: '' })).toThrow('The name is empty')
  })
})

describe('getNode', () => {
  it('asks for that instance alone', async () => {
    const { form } = answer('DescribeInstances', reservations(instance('i-1', 'terminated')))
    expect(await mockedDriver().getNode({ id: 'i-1' })).toMatchObject({ id: 'i-1', state: 'terminated' })
    expect(form).toEqual({ Action: 'DescribeInstances', Version: '2016-11-15', 'InstanceId.1': 'i-1' })
  })

  it('rejects with not-found where EC2 answers with nothing', async () => {
    answer('DescribeInstances', reservations())
    await expect(mockedDriver().getNode('i-1')).rejects.toMatchObject({
      code: 'not-found',
      provider: 'ec2',
      operation: 'DescribeInstances',
    })
  })

  it('tells what EC2 told of a failure', async () => {
    refuse(400, 'InvalidInstanceID.NotFound', "The instance ID 'i-1' does not exist")
    const error = await mockedDriver()
      .getNode('i-1')
      .catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      message: "ec2 DescribeInstances: The instance ID 'i-1' does not exist (InvalidInstanceID.NotFound)",
      code: 'not-found',
      provider: 'ec2',
      operation: 'DescribeInstances',
      status: 400,
      requestId: 'req-1',
      providerCode: 'InvalidInstanceID.NotFound',
      retryable: false,
    })
    expect(error).not.toHaveProperty('outcome')
  })

  it('asks again after a failure of the server, and gives up on one that stays', async () => {
    refuse(503, 'Unavailable')
    reply(502, '<html>Bad gateway</html>')
    answer('DescribeInstances', reservations(instance('i-1')))
    expect(await mockedDriver().getNode('i-1')).toMatchObject({ id: 'i-1' })
    for (let attempt = 0; attempt < 4; attempt++) reply(500, '')
    await expect(mockedDriver().getNode('i-1')).rejects.toMatchObject({
      code: 'unavailable',
      retryable: true,
      status: 500,
    })
  })

  it('calls an answer that is none a breach of the protocol', async () => {
    reply(200, '<html/>')
    await expect(mockedDriver().getNode('i-1')).rejects.toMatchObject({ code: 'protocol', status: 200 })
    answer('DescribeInstances', '<!DOCTYPE a><a/>')
    await expect(mockedDriver().getNode('i-1')).rejects.toMatchObject({ code: 'protocol' })
    reply(302, '', { location: 'https://elsewhere.example' })
    await expect(mockedDriver().getNode('i-1')).rejects.toMatchObject({ code: 'protocol', status: 302 })
  })
})

describe('acting on a node', () => {
  it.each([
    ['rebootNode', 'RebootInstances'],
    ['destroyNode', 'TerminateInstances'],
    ['startNode', 'StartInstances'],
    ['stopNode', 'StopInstances'],
  ] as const)('%s is %s', async (member, action) => {
    const { form } = answer(action, '<return>true</return>')
    await mockedDriver()[member]('i-1')
    expect(form).toEqual({ Action: action, Version: '2016-11-15', 'InstanceId.1': 'i-1' })
  })

  it.each([
    ['InvalidInstanceID.NotFound', 'not-found'],
    ['InvalidInstanceID.Malformed', 'not-found'],
    ['IncorrectInstanceState', 'conflict'],
    ['OperationNotPermitted', 'conflict'],
    ['UnauthorizedOperation', 'forbidden'],
  ])('answers %s with %s, not applied', async (code, ours) => {
    refuse(code === 'UnauthorizedOperation' ? 403 : 400, code)
    await expect(mockedDriver().stopNode('i-1')).rejects.toMatchObject({ code: ours, outcome: 'not-applied' })
  })

  it('does not reboot again after an answer that was lost', async () => {
    reply(500, '')
    await expect(mockedDriver().rebootNode('i-1')).rejects.toMatchObject({
      code: 'unavailable',
      outcome: 'unknown',
    })
  })

  it('refuses a resource of another kind, and an empty id', async () => {
    const image = { kind: 'image', id: 'ami-1' } as never
    await expect(mockedDriver().destroyNode(image)).rejects.toThrow('given as a image, and is no node')
    await expect(mockedDriver().getNode('')).rejects.toMatchObject({ code: 'invalid' })
  })
})
