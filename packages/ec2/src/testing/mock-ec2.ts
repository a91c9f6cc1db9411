import type { Transport } from '@cloud/core'
import nock from 'nock'
import { compute, type Ec2, type Ec2Options } from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

const endpoint = 'https://ec2.eu-west-1.amazonaws.com'

/** Holds every request of a test to Amazon's model. */
export const transport: Transport = checkedTransport()

/** A driver for EC2's real host, which only mocks answer. */
export function mockedDriver(options: Ec2Options = {}): Ec2 {
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-tests' }
  return compute({
    region: 'eu-west-1',
    credentials,
    retry: { baseMs: 1, throttleBaseMs: 1 },
    transport,
    ...options,
  })
}

/** Answers one request of an action with a body of EC2, and keeps the form that was sent, decoded. */
export function answer(action: string, content: string): { readonly form: Record<string, string> } {
  return reply(
    200,
    `<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${content}</${action}Response>`,
    {},
    action,
  )
}

/** Answers one request with an error as EC2 spells it. */
export function refuse(
  status: number,
  code: string,
  message = 'It does not work that way',
): { readonly form: Record<string, string> } {
  const error = `<Error><Code>${code}</Code><Message>${message}</Message></Error>`
  return reply(
    status,
    `<?xml version="1.0"?><Response><Errors>${error}</Errors><RequestID>req-1</RequestID></Response>`,
  )
}

/** Answers one request with whatever; with an `action`, one of that. */
export function reply(
  status: number,
  body: string,
  headers: Record<string, string> = {},
  action?: string,
): { readonly form: Record<string, string> } {
  const form: Record<string, string> = {}
  nock(endpoint)
    .post('/', (sent: string | Record<string, string>) => {
      const asked = new URLSearchParams(sent)
      if (action !== undefined && asked.get('Action') !== action) return false
      for (const [name, value] of asked) form[name] = value
      return true
    })
    .reply(status, body, { 'content-length': String(Buffer.byteLength(body)), ...headers })
  return { form }
}
