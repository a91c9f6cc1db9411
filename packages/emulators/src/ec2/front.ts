import type { Front, WireReply, WireRequest } from '../http/wire.ts'
import type { Ec2 } from './action.ts'
import { findAction } from './actions.ts'
import { readForm } from './form.ts'
import * as ec2Table from './parameter-table.ts'
import { readInput } from './parameters.ts'
import { answerPriceList, priceListOperation } from './price-list.ts'
import { Refusal, statusOf } from './refusal.ts'
import type { Regions } from './regions.ts'
import { signedRegion, verifySignature } from './signature.ts'
import { answerDocument, apiVersion, errorDocument, type XmlFields } from './xml.ts'

export interface Ec2Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** EC2's query protocol in front of the data centre, and the price list's. A request is for the region that it is signed for. */
export function ec2Front(regions: Regions, credentials: Ec2Credentials): Front {
  return {
    name: 'ec2',
    read: (request) => {
      const priced = priceListOperation(request)
      if (priced !== undefined) return { operation: priced, params: {} }
      const params = paramsOrNone(request)
      return { operation: params.get('Action') ?? '', params: withoutSecrets(params) }
    },
    answer: async (request, id) => {
      if (priceListOperation(request) !== undefined) return answerPriceList(regions, credentials, request, id)
      try {
        const params = readParams(request)
        const ec2 = regions.at(signedRegion(request) ?? '') ?? regions.home
        verifySignature(request, {
          credentials,
          region: ec2.region,
          service: 'ec2',
          now: ec2.centre.clock.now(),
          skewCode: ec2.skewCode,
        })
        const { name, body } = await perform(ec2, request.method, params)
        return xml(200, answerDocument(name, id, body), id)
      } catch (error) {
        return refuse(asRefusal(error), id)
      }
    },
    refuse: ({ code = 'RequestLimitExceeded', message, status }, id) =>
      refuse(new Refusal(code, message ?? `The emulated cloud was told to answer ${code}`, status), id),
  }
}

async function perform(
  ec2: Ec2,
  method: string,
  given: ReadonlyMap<string, string>,
): Promise<{ readonly name: string; readonly body: XmlFields }> {
  if (method !== 'POST' && method !== 'GET') throw new Refusal('MethodNotAllowed', 'Use GET or POST', 405)
  const params = new Map([...given].filter(([name]) => !name.startsWith('X-Amz-')))
  const name = params.get('Action')
  if (!name) throw new Refusal('MissingAction', 'The request must contain the parameter Action')
  const version = params.get('Version')
  if (!version) throw new Refusal('MissingParameter', 'The request must contain the parameter Version')
  const run = findAction(name)
  if (!run || version !== apiVersion) {
    throw new Refusal('InvalidAction', `The action ${name} is not valid for this web service.`)
  }
  params.delete('Action')
  params.delete('Version')
  const input = readInput(ec2Table, name, params)
  const effect = run(ec2, input)
  if (input.DryRun === true) {
    throw new Refusal('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.')
  }
  return { name, body: await effect() }
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

/** User data may hold keys and passwords: its length is told instead. */
function withoutSecrets(params: ReadonlyMap<string, string>): Record<string, string> {
  const shown = [...params].filter(([name]) => name !== 'Action' && !name.startsWith('X-Amz-'))
  return Object.fromEntries(
    shown.map(([name, value]) =>
      name.startsWith('UserData') ? [name, `(${value.length} characters)`] : [name, value],
    ),
  )
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const what = error instanceof Error ? error.message : String(error)
  return new Refusal('InternalError', `An internal error has occurred: ${what}`)
}

const refuse = (error: Refusal, id: string): WireReply =>
  xml(error.status || statusOf(error.code), errorDocument(error.code, error.message, id), id)

const xml = (status: number, body: string, id: string): WireReply => ({
  status,
  headers: {
    'content-type': 'text/xml;charset=UTF-8',
    'cache-control': 'no-cache, no-store',
    server: 'AmazonEC2',
    'x-amzn-requestid': id,
  },
  body,
})
