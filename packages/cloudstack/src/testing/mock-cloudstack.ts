import type { Transport } from '@cloud/core'
import { virtualClock } from '@cloud/emulators'
import nock from 'nock'
import { type CloudStack, type CloudStackOptions, compute } from '../index.ts'
import { checkedTransport } from './checked-transport.ts'

const origin = 'https://cloud.example.com'

export const keys: { readonly apiKey: string; readonly secretKey: string } = {
  apiKey: 'key-of-the-tests-0123456789',
  secretKey: 'secret-of-the-tests-0123456789',
}

/** Holds every request of a test to the description of CloudStack's commands. */
export const transport: Transport = checkedTransport()

export function mocked(options: CloudStackOptions = {}): CloudStackOptions {
  const clock = virtualClock({ auto: true })
  const retry = { baseMs: 1, throttleBaseMs: 1 }
  return { endpoint: `${origin}/client/api`, ...keys, zone: 'z-1', clock, retry, transport, ...options }
}

/** A driver for a host that only mocks answer; in virtual time. */
export const mockedDriver = (options: CloudStackOptions = {}): CloudStack => compute(mocked(options))

export interface Sent {
  /** Without what signing adds. */
  readonly parameters: Readonly<Record<string, string>>
}

const added = ['apiKey', 'signatureVersion', 'expires', 'signature', 'response', 'command']

/** Answers the next request for a command, and keeps what it said. */
export function answer(command: string, reply: object, status = 200): { readonly sent: Sent } {
  const kept: { sent: Sent } = { sent: { parameters: {} } }
  const takes = (parameters: Record<string, unknown>) => {
    if (parameters.command !== command) return false
    const own = Object.entries(parameters).filter(([name]) => !added.includes(name))
    kept.sent = { parameters: Object.fromEntries(own) as Sent['parameters'] }
    return true
  }
  nock(origin)
    .post('/client/api', takes)
    .reply(status, { [`${command.toLowerCase()}response`]: reply })
  return kept
}

/** Refuses the next request for a command as CloudStack does. */
export function refuse(
  command: string,
  errorcode: number,
  more: { readonly cserrorcode?: number; readonly errortext?: string } = {},
): { readonly sent: Sent } {
  const told = { cserrorcode: 4350, errortext: 'It does not work', ...more }
  return answer(command, { uuidList: [], errorcode, ...told }, errorcode)
}

/** Answers one list, whole. */
export function listed(command: string, key: string, ...items: readonly object[]): { readonly sent: Sent } {
  return answer(command, items.length === 0 ? {} : { count: items.length, [key]: items })
}

/** Answers the wait for a job. */
export const done = (jobid = 'j-1', jobresult: object = { success: true }): { readonly sent: Sent } =>
  answer('queryAsyncJobResult', { jobid, jobstatus: 1, jobresultcode: 0, jobresult })

export const zone: object = {
  id: 'z-1',
  name: 'Zone 1',
  networktype: 'Advanced',
  securitygroupsenabled: false,
}

export const machine = (more: object = {}): object => ({
  id: 'vm-1',
  name: 'web-1-0123456789ab',
  displayname: 'web-1',
  state: 'Running',
  zoneid: 'z-1',
  serviceofferingid: 'so-1',
  templateid: 't-1',
  created: '2026-11-29T07:00:00+0000',
  nic: [{ id: 'n-1', networkid: 'net-1', ipaddress: '10.1.1.7', isdefault: true }],
  tags: [],
  ...more,
})
