import { readFileSync } from 'node:fs'
import { compute as cloudstack } from '@cloud/cloudstack'
import { type CloudError, type ErrorCode, isCloudError, type Transport } from '@cloud/core'
import { compute as digitalocean } from '@cloud/digitalocean'
import { compute as ec2 } from '@cloud/ec2'
import { loadBalancers as elb } from '@cloud/elb'
import { compute as gce } from '@cloud/gce'
import { storage as s3 } from '@cloud/s3'
import { aboutCodes } from './error-codes.ts'
import { table } from './markdown.ts'
import { fromRoot, write } from './places.ts'
import { providerCodes } from './provider-codes.ts'

/** Answers everything with one reply. */
const answering = (status: number, body: string): Transport => ({
  send: async () => {
    async function* whole() {
      yield Buffer.from(body)
    }
    return { status, headers: {}, body: whole(), discard: () => {} }
  },
  close: async () => {},
})

const aws = {
  region: 'eu-west-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
}
const keys = { apiKey: 'key', secretKey: 'secret', endpoint: 'https://cloud.example/client/api' }
const once = { attempts: 1 }

type Call = (transport: Transport) => Promise<unknown>
type Body = (providerCode: string) => string

/** For each provider a call, and how its API words an error. */
const providers: Readonly<
  Record<keyof typeof providerCodes, readonly [title: string, call: Call, body: Body]>
> = {
  ec2: [
    'EC2',
    (transport) => ec2({ ...aws, transport, retry: once }).getNode('i-0123456789abcdef0'),
    (code) =>
      `<Response><Errors><Error><Code>${code}</Code><Message>No</Message></Error></Errors></Response>`,
  ],
  elb: [
    'Elastic Load Balancing',
    (transport) =>
      elb({ ...aws, transport, retry: once })
        .listBalancers()
        .toArray(),
    (code) => `<ErrorResponse><Error><Code>${code}</Code><Message>No</Message></Error></ErrorResponse>`,
  ],
  s3: [
    'S3',
    (transport) =>
      s3({ ...aws, transport, retry: once })
        .listBuckets()
        .toArray(),
    (code) => `<Error><Code>${code}</Code><Message>No</Message></Error>`,
  ],
  digitalocean: [
    'DigitalOcean',
    (transport) => digitalocean({ token: 'token', transport, retry: once }).listSizes().toArray(),
    (id) => JSON.stringify({ id, message: 'No' }),
  ],
  gce: [
    'Compute Engine',
    (transport) =>
      gce({
        project: 'p-123456',
        zone: 'europe-west1-b',
        credentials: { accessToken: 'token' },
        transport,
        retry: once,
      })
        .listLocations()
        .toArray(),
    (reason) => JSON.stringify({ error: { code: 400, message: 'No', errors: [{ reason, message: 'No' }] } }),
  ],
  cloudstack: [
    'CloudStack',
    (transport) =>
      cloudstack({ ...keys, transport, retry: once })
        .listLocations()
        .toArray(),
    (code) => JSON.stringify({ listzonesresponse: { errorcode: Number(code), errortext: 'No' } }),
  ],
}

/** What becomes of an answer: the driver itself says. */
async function errorOf(call: Call, status: number, body: string): Promise<CloudError> {
  try {
    await call(answering(status, body))
  } catch (error) {
    if (isCloudError(error)) return error
    throw error
  }
  throw new Error(`An answer with status ${status} is no error`)
}

/** The codes of a provider by ours. */
async function codesOf(name: keyof typeof providerCodes): Promise<string> {
  const [title, call, body] = providers[name]
  const found = new Map<ErrorCode, string[]>()
  for (const code of providerCodes[name]) {
    const status = /^[45]\d\d$/.test(code) ? Number(code) : 400
    const error = await errorOf(call, status, body(code))
    found.set(error.code, [...(found.get(error.code) ?? []), code])
  }
  const rows = (Object.keys(aboutCodes) as ErrorCode[]).flatMap((code) => {
    const theirs = found.get(code)
    return theirs ? [[`\`${code}\``, theirs.map((each) => `\`${each}\``).join(' ')]] : []
  })
  return `::: details ${title}\n\n${table(['Code', `What ${title} says`], rows)}\n\n:::`
}

const statuses = [304, 400, 401, 403, 404, 408, 409, 412, 418, 422, 429, 500, 502, 503, 504]

/** What a status means where the provider says no more. */
async function byStatus(): Promise<string> {
  const [, call] = providers.digitalocean
  const errors = await Promise.all(statuses.map((status) => errorOf(call, status, '{}')))
  const rows = errors.map(({ code, retryable }, index) => [
    String(statuses[index]),
    `\`${code}\``,
    retryable ? 'yes' : 'no',
  ])
  return table(['Status', 'Code', '`retryable`'], rows)
}

/** The sentence of each code, as its type has it. */
function meanings(): ReadonlyMap<string, string> {
  const source = readFileSync(fromRoot('packages/core/src/errors.ts'), 'utf8')
  const [, union = ''] = /export type ErrorCode =\n(.*?)\n\n/s.exec(source) ?? []
  const lines = union.matchAll(/\/\*\* (.*?) \*\/\n\s*\| '([\w-]+)'/g)
  return new Map([...lines].map(([, meaning = '', code = '']) => [code, meaning]))
}

export async function writeErrors(): Promise<void> {
  const told = meanings()
  const parts = Object.entries(aboutCodes).map(([code, { raisedBy, again }]) =>
    [
      `### ${code} {#${code}}`,
      told.get(code) ?? 'What none of the others is.',
      `- **Raised by** ${raisedBy}.\n- **Again?** ${again.replace(/^./, (first) => first.toUpperCase())}.`,
    ].join('\n\n'),
  )
  write('.generated/error-codes.md', parts.join('\n\n'))
  write('.generated/error-statuses.md', await byStatus())
  const names = Object.keys(providers) as (keyof typeof providers)[]
  write('.generated/provider-codes.md', (await Promise.all(names.map(codesOf))).join('\n\n'))
}
