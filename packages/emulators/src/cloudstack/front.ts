import type { Front, WireError, WireReply, WireRequest } from '../http/wire.ts'
import type { CloudStack } from './cloud.ts'
import type { Json } from './command.ts'
import { type CommandName, commandNames } from './command-names.ts'
import { commands } from './commands.ts'
import { expungeDue } from './expunge.ts'
import { listParameters } from './listing.ts'
import { readParameters } from './parameters.ts'
import { failed, Refusal } from './refusal.ts'
import { isSigned, type Sent } from './signature.ts'
import { xmlAnswer } from './xml-answer.ts'

/** The paths that CloudStack and the provider Ninefold serve the same commands at. */
const paths = new Set(['/client/api', '/client/api/', '/compute/v1.0', '/compute/v1.0/'])

/** CloudStack's protocol in front of the data centre: a form or a query, and JSON or XML for an answer. */
export function cloudstackFront(cloud: CloudStack): Front {
  return {
    name: 'cloudstack',
    read: readForLog,
    answer: async (request, _id, work, failure) => {
      if (!paths.has(request.path)) return notHere()
      const sent = sentOf(request)
      const name = nameOf(sent)
      try {
        return reply(
          sent,
          responseName(name),
          await perform(cloud, request, sent, work === 'fails' ? failure : undefined),
        )
      } catch (error) {
        return refuse(sent, responseName(name), asRefusal(error))
      }
    },
    refuse: (error) => refuse(asJson, 'errorresponse', toldTo(error, '429'), error.status),
  }
}

async function perform(
  cloud: CloudStack,
  { method }: WireRequest,
  sent: Sent,
  failure: WireError | undefined,
): Promise<Json> {
  const name = nameOf(sent)
  if (!isSigned(sent, cloud.keys, cloud.centre.clock.now()))
    throw new Refusal(401, 'unable to verify user credentials and/or request signature', 9999)
  if (name === undefined)
    throw new Refusal(
      432,
      `The given command '${given(sent, 'command') ?? ''}' either does not exist, is not available for user.`,
      9999,
    )
  const command = commands[name]
  const input = readParameters(name, sent)
  const heeded = (one: string) =>
    command.takes.has(one) || one === 'projectid' || (name.startsWith('list') && listParameters.has(one))
  const idle = Object.keys(input).find((one) => !heeded(one))
  if (idle !== undefined)
    throw new Refusal(432, `The emulated cloud does not heed the parameter ${idle} of ${name}`, 9999)
  expungeDue(cloud)
  const call = { command: name, input, method }
  if (command.way === 'now') return command.run(cloud, call)
  const submit = () => {
    const plan = command.plan(cloud, call)
    const { id } = cloud.jobs.submit(name, plan)
    return { ...(plan.created !== undefined && { id: plan.created }), jobid: id }
  }
  if (!failure) return submit()
  return cloud.jobs.failing(toldTo(failure, '530'), submit)
}

/** What a fault asks for. A code of another API is none here: it is told in words. */
function toldTo({ code, message }: WireError, usual: string): Refusal {
  const asked = code ?? usual
  const words = message ?? `The emulated cloud was told to answer ${asked}`
  return new Refusal(Number(/^[45]\d\d$/.test(asked) ? asked : usual), words)
}

/** The parameters of the query and of a form; of one that comes twice, the first. */
function sentOf({ query, body, headers }: WireRequest): Sent {
  const sent = new Map<string, string>()
  const form = /^application\/x-www-form-urlencoded\b/i.test(headers['content-type'] ?? '')
    ? body.toString()
    : ''
  for (const text of [query, form]) {
    for (const [name, value] of new URLSearchParams(text)) if (!sent.has(name)) sent.set(name, value)
  }
  return sent
}

const given = (sent: Sent, wanted: string): string | undefined =>
  [...sent].find(([name]) => name.toLowerCase() === wanted)?.[1]

const known = new Map<string, CommandName>(commandNames.map((name) => [name, name]))
const nameOf = (sent: Sent): CommandName | undefined => known.get(given(sent, 'command') ?? '')
const responseName = (name: CommandName | undefined): string =>
  name === undefined ? 'errorresponse' : `${name.toLowerCase()}response`

/** Credentials, user data, passwords and keys stay out of the log. */
const secret = new Set([
  'apikey',
  'signature',
  'userdata',
  'password',
  'privatekey',
  'userdatadetails',
  'ipsecpsk',
])

function readForLog(request: WireRequest) {
  const sent = sentOf(request)
  const shown = [...sent].filter(([name]) => !secret.has(name.toLowerCase().replace(/\[.*$/, '')))
  return {
    operation: nameOf(sent) ?? given(sent, 'command') ?? `${request.method} ${request.path}`,
    params: Object.fromEntries(shown),
  }
}

const asJson: Sent = new Map([['response', 'json']])

function reply(sent: Sent, name: string, body: Json, status = 200): WireReply {
  const json = given(sent, 'response')?.toLowerCase() === 'json'
  return {
    status,
    headers: { 'content-type': json ? 'application/json; charset=UTF-8' : 'text/xml; charset=UTF-8' },
    body: json ? JSON.stringify({ [name]: body }) : xmlAnswer(name, body),
  }
}

function refuse(sent: Sent, name: string, refusal: Refusal, status: number = refusal.code): WireReply {
  const answer = reply(
    sent,
    refusal.code === 432 ? 'errorresponse' : name,
    {
      uuidList: [],
      errorcode: refusal.code,
      cserrorcode: refusal.cloudStackCode,
      errortext: refusal.message,
    },
    status,
  )
  const description = refusal.message.replace(/[^\x20-\x7e]/g, ' ')
  return { ...answer, headers: { ...answer.headers, 'x-description': description } }
}

const notHere = (): WireReply => ({
  status: 404,
  headers: { 'content-type': 'text/html; charset=UTF-8' },
  body: '<html><head><title>Error 404 Not Found</title></head><body><h2>HTTP ERROR 404 Not Found</h2></body></html>',
})

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  return failed(error instanceof Error ? error.message : String(error))
}
