import { Readable } from 'node:stream'
import { EC2, type EC2ClientConfig } from '@aws-sdk/client-ec2'
import type { LocalCloud } from '../options.ts'
import { problemsOf } from './answer-check.ts'
import { serviceModel } from './service-model.ts'

export interface SdkClient {
  readonly ec2: EC2
  /** The actions whose answers were held against the service model. */
  readonly checked: ReadonlySet<string>
}

/** The vendor's own client. It passes over what is malformed in an answer, so each is first held against the service model. */
export function sdkClient(local: LocalCloud, config: EC2ClientConfig = {}): SdkClient {
  const ec2 = new EC2({ ...local.ec2, maxAttempts: 1, ...config })
  const checked = new Set<string>()
  const { requestHandler } = ec2.config
  const send = requestHandler.handle.bind(requestHandler)
  requestHandler.handle = async (request, options) => {
    const { response } = await send(request, options)
    const document = await readWhole(response.body)
    response.body = Readable.from([Buffer.from(document)])
    const action = new URLSearchParams(String(request.body)).get('Action') ?? ''
    if (response.statusCode !== 200 || !serviceModel) return { response }
    const problems = problemsOf(serviceModel, action, document)
    if (problems.length > 0) throw new Error(`Malformed answer\n${problems.join('\n')}`)
    checked.add(action)
    return { response }
  }
  return { ec2, checked }
}

async function readWhole(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of body) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

/** Seconds: the vendor's waiters, at the emulator's pace. */
export const quickly = { maxWaitTime: 15, minDelay: 0.03, maxDelay: 0.1 } as const

/** States that can be seen and do not take long. */
export const shortTimes = { pendingMs: 60, stoppingMs: 60, terminatingMs: 60, rebootMs: 10 } as const
