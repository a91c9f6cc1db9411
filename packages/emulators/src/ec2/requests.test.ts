import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { sdkClient } from '../testing/sdk-client.ts'
import { readXml } from '../testing/xml-tree.ts'

let local: LocalCloud
beforeAll(async () => {
  local = await startCloud()
})
afterAll(() => local.close())

/** Any parameters, signed by the vendor's client: what it would not send itself. */
async function signed(
  params: Readonly<Record<string, string>>,
): Promise<{ readonly code: string; readonly message: string }> {
  const { ec2 } = sdkClient(local)
  ec2.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { body: string }
      request.body = new URLSearchParams({ Version: '2016-11-15', ...params }).toString()
      return next(args)
    },
    { step: 'build', priority: 'high', name: 'otherBody' },
  )
  return ec2.describeRegions({}).then(
    () => ({ code: 'none', message: '' }),
    (error) => ({ code: error.name, message: error.message }),
  )
}

describe('a request is refused with EC2 codes', () => {
  test.each([
    ['InvalidAction', { Action: 'DescribeUnicorns' }],
    ['InvalidAction', { Action: 'toString' }],
    ['InvalidAction', { Action: 'DescribeRegions', Version: '2001-01-01' }],
    ['MissingAction', {}],
    ['UnknownParameter', { Action: 'DescribeInstances', Colour: 'red' }],
    ['UnknownParameter', { Action: 'DescribeInstances', 'Filter.1.Colour': 'red' }],
    ['UnknownParameter', { Action: 'DescribeInstances', InstanceId: 'i-1' }],
    ['UnknownParameter', { Action: 'DescribeInstances', 'InstanceId.0': 'i-1' }],
    ['UnknownParameter', { Action: 'DescribeInstances', 'InstanceId.member.1': 'i-1' }],
    ['UnknownParameter', { Action: 'DescribeInstances', 'MaxResults.1': '5' }],
    ['UnknownParameter', { Action: 'DescribeInstances', instanceId: 'i-1' }],
    ['UnknownParameter', { Action: 'DescribeInstances', '__proto__.polluted': 'yes' }],
    ['MissingParameter', { Action: 'TerminateInstances' }],
    ['MissingParameter', { Action: 'RunInstances', MinCount: '1' }],
    ['MissingParameter', { Action: 'RunInstances', MinCount: '1', MaxCount: '1' }],
    ['InvalidParameterValue', { Action: 'DescribeInstances', MaxResults: 'many' }],
    ['InvalidParameterValue', { Action: 'DescribeInstanceTypes', MaxResults: '101' }],
    ['InvalidParameterValue', { Action: 'DescribeInstances', DryRun: 'perhaps' }],
    ['InvalidParameterValue', { Action: 'CreateKeyPair', KeyName: 'k', KeyType: 'dsa' }],
    ['DryRunOperation', { Action: 'DescribeInstances', DryRun: 'true' }],
  ])('%s to %o', async (code, params) => {
    expect((await signed(params)).code).toBe(code)
  })

  test('the message names the parameter that is not known', async () => {
    const { message } = await signed({ Action: 'DescribeInstances', 'Filter.2.Colour': 'red' })
    expect(message).toBe('The parameter Filter.2.Colour is not recognized')
  })
})

test('an error is a document of its own with the status and the request id', async () => {
  const response = await fetch(`${local.ec2.endpoint}/?Action=DescribeRegions&Version=2016-11-15`)
  const root = readXml(await response.text())
  const [errors, requestId] = root.children
  expect([response.status, root.name]).toEqual([403, 'Response'])
  expect(errors?.children[0]?.children.map(({ name, text }) => [name, text])).toEqual([
    ['Code', 'MissingAuthenticationToken'],
    ['Message', 'Request is missing Authentication Token'],
  ])
  expect(requestId).toMatchObject({ name: 'RequestID', text: response.headers.get('x-amzn-requestid') })
})

test.each([
  ['MalformedQueryString', 'Action=%E0%A4%A'],
  ['MalformedQueryString', 'Action=%FF'],
  ['InvalidQueryParameter', 'Action=DescribeRegions&Action=RunInstances'],
  ['MissingAuthenticationToken', '%5F%5Fproto%5F%5F.x=1&Action=DescribeRegions'],
])('%s to the query %s', async (code, query) => {
  const response = await fetch(`${local.ec2.endpoint}/?${query}`)
  expect(await response.text()).toContain(`<Code>${code}</Code>`)
})

test('a body that does not call itself a form has no parameters', async () => {
  const { ec2 } = sdkClient(local)
  ec2.middlewareStack.add(
    (next) => (args) => {
      const request = args.request as { headers: Record<string, string> }
      request.headers['content-type'] = 'application/json'
      return next(args)
    },
    { step: 'build', name: 'otherType' },
  )
  await expect(ec2.describeRegions({})).rejects.toMatchObject({ name: 'MissingAction' })
})

test('a request is logged with its parameters and its status, without user data', async () => {
  await signed({ Action: 'RunInstances', MinCount: '1', MaxCount: '1', UserData: 'c2VjcmV0' })
  expect(local.requests.at(-1)).toMatchObject({
    api: 'ec2',
    operation: 'RunInstances',
    params: { MinCount: '1', MaxCount: '1', UserData: '(8 characters)', Version: '2016-11-15' },
    status: 400,
  })
})
