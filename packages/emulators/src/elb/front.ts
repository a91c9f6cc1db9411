import { readForm } from '../ec2/form.ts'
import type { Ec2Credentials } from '../ec2/front.ts'
import { type Input, type ParameterTable, readInput } from '../ec2/parameters.ts'
import { Refusal } from '../ec2/refusal.ts'
import { signedRegion, verifySignature } from '../ec2/signature.ts'
import type { Front, WireReply, WireRequest } from '../http/wire.ts'
import type { Action, Elb } from './action.ts'
import { classicActions } from './classic/actions.ts'
import * as classicTable from './classic/parameter-table.ts'
import type { Elbs } from './elb.ts'
import { v2Actions } from './v2/actions.ts'
import * as v2Table from './v2/parameter-table.ts'
import { answerDocument, errorDocument } from './xml.ts'

interface Version {
  readonly table: ParameterTable
  readonly actions: Readonly<Record<string, Action>>
  readonly statuses: Readonly<Record<string, number>>
}

/** Both are at one endpoint, as at the vendor's. */
const versions: Readonly<Record<string, Version>> = {
  '2015-12-01': version(v2Table, v2Actions, {}),
  '2012-06-01': version(classicTable, classicActions, { InvalidConfigurationRequest: 409 }),
}

function version(table: ParameterTable, actions: Version['actions'], statuses: Version['statuses']): Version {
  return { table, actions, statuses }
}

const latest = '2015-12-01'

/** ELB's query protocol on what EC2 has. A request is for the region that it is signed for. */
export function elbFront(elbs: Elbs, credentials: Ec2Credentials): Front {
  const reply = (error: Refusal, version: string, id: string) => {
    const status = versions[version]?.statuses[error.code] ?? error.status
    return xml(status, errorDocument({ version, id, code: error.code, message: error.message, status }), id)
  }
  return {
    name: 'elb',
    read: (request) => {
      const params = paramsOrNone(request)
      const { Action: operation = '', ...others } = Object.fromEntries(params)
      const shown = Object.entries(others).filter(([name]) => !name.startsWith('X-Amz-'))
      return { operation, params: Object.fromEntries(shown) }
    },
    answer: async (request, id) => {
      const version = paramsOrNone(request).get('Version') ?? latest
      try {
        const params = readParams(request)
        const ec2 = elbs.regions.at(signedRegion(request) ?? '') ?? elbs.regions.home
        verifySignature(request, {
          credentials,
          region: ec2.region,
          service: 'elasticloadbalancing',
          now: ec2.centre.clock.now(),
          skewCode: ec2.skewCode,
        })
        const { name, body } = perform(elbs.of(ec2), request.method, params)
        return xml(200, answerDocument({ version, id, action: name, body }), id)
      } catch (error) {
        return reply(asRefusal(error), version, id)
      }
    },
    refuse: ({ code = 'Throttling', message, status }, id) =>
      reply(
        new Refusal(code, message ?? `The emulated cloud was told to answer ${code}`, status),
        latest,
        id,
      ),
  }
}

function perform(elb: Elb, method: string, given: ReadonlyMap<string, string>) {
  if (method !== 'POST' && method !== 'GET') throw new Refusal('MethodNotAllowed', 'Use GET or POST', 405)
  const params = new Map([...given].filter(([name]) => !name.startsWith('X-Amz-')))
  const name = params.get('Action')
  if (!name) throw new Refusal('MissingAction', 'The request must contain the parameter Action')
  const version = params.get('Version') ?? ''
  const found = Object.hasOwn(versions, version) ? versions[version] : undefined
  const run = found && Object.hasOwn(found.actions, name) ? found.actions[name] : undefined
  if (!found || !run) {
    throw new Refusal(
      'InvalidAction',
      `Could not find operation ${name} for version ${version || 'NO_VERSION_SPECIFIED'}`,
    )
  }
  params.delete('Action')
  params.delete('Version')
  const input: Input = readInput(found.table, name, params)
  return { name, body: run(elb, input) }
}

/** Parameters come in the query, in a form, or in both. A body that does not call itself a form is none. */
function readParams({ query, body, headers }: WireRequest): ReadonlyMap<string, string> {
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '')
  return readForm([query, isForm ? body.toString() : ''].filter(Boolean).join('&'))
}

function paramsOrNone(request: WireRequest): ReadonlyMap<string, string> {
  try {
    return readParams(request)
  } catch {
    return new Map()
  }
}

/** What EC2 calls otherwise. */
const ownCodes: Readonly<Record<string, string>> = {
  AuthFailure: 'InvalidClientTokenId',
  InternalError: 'InternalFailure',
  InvalidNextToken: 'ValidationError',
  InvalidParameterValue: 'ValidationError',
  MissingParameter: 'ValidationError',
  UnknownParameter: 'ValidationError',
}

function asRefusal(error: unknown): Refusal {
  if (!(error instanceof Refusal)) {
    const what = error instanceof Error ? error.message : String(error)
    return new Refusal('InternalFailure', `An internal error has occurred: ${what}`, 500)
  }
  const code = ownCodes[error.code]
  if (code === undefined) return error
  return new Refusal(code, error.message, code === 'InvalidClientTokenId' ? 403 : 400)
}

const xml = (status: number, body: string, id: string): WireReply => ({
  status,
  headers: { 'content-type': 'text/xml', 'x-amzn-requestid': id },
  body,
})
