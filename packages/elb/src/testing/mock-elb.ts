import nock from 'nock'
import type { ElbOptions } from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

const elb = 'https://elasticloadbalancing.eu-west-1.amazonaws.com'
const ec2 = 'https://ec2.eu-west-1.amazonaws.com'

/** For the real hosts, which only mocks answer; every request is held to Amazon's models. */
export const options: Omit<ElbOptions, 'kind'> = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret-of-the-tests' },
  retry: { baseMs: 1, throttleBaseMs: 1 },
  transport: checkedTransport(),
}

const account = 'arn:aws:elasticloadbalancing:eu-west-1:123456789012'
export const balancerId: string = `${account}:loadbalancer/app/web/50dc6c495c0c9188`
export const networkId: string = `${account}:loadbalancer/net/web/50dc6c495c0c9188`
export const listenerArn: string = `${account}:listener/app/web/50dc6c495c0c9188/f2f7dc8efc522ab2`
export const groupArn: string = `${account}:targetgroup/web/73e2d6bc24d8a067`

/** What was sent, decoded. */
export interface Sent {
  readonly form: Record<string, string>
}

/** Answers one request with the result of an action. */
export function answer(action: string, result = ''): Sent {
  return reply(
    elb,
    200,
    `<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`,
    action,
  )
}

/** Answers one request to EC2. */
export function answerEc2(action: string, content: string): Sent {
  return reply(ec2, 200, `<${action}Response>${content}</${action}Response>`, action)
}

/** Answers one request with an error as the service spells it. */
export function refuse(status: number, code: string, message = 'It does not work that way'): Sent {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`
  return reply(elb, status, `<ErrorResponse>${error}<RequestId>req-1</RequestId></ErrorResponse>`)
}

/** With an `action`, only a request of that is answered. */
function reply(host: string, status: number, body: string, action?: string): Sent {
  const form: Record<string, string> = {}
  nock(host)
    .post('/', (sent: string | Record<string, string>) => {
      const asked = new URLSearchParams(sent)
      if (action !== undefined && asked.get('Action') !== action) return false
      for (const [name, value] of asked) form[name] = value
      return true
    })
    .reply(status, body, { 'content-length': String(Buffer.byteLength(body)) })
  return { form }
}
