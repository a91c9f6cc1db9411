import { Readable } from 'node:stream'
import { ElasticLoadBalancing } from '@aws-sdk/client-elastic-load-balancing'
import { ElasticLoadBalancingV2 } from '@aws-sdk/client-elastic-load-balancing-v2'
import type { LocalCloud } from '../options.ts'
import { resultProblems } from './answer-check.ts'
import { classicElbModel, elbModel, type ServiceModel } from './service-model.ts'

export interface ElbClients {
  readonly v2: ElasticLoadBalancingV2
  readonly classic: ElasticLoadBalancing
  /** The actions whose answers were held against the service models. */
  readonly checked: { readonly v2: ReadonlySet<string>; readonly classic: ReadonlySet<string> }
}

/** The vendor's own clients. They pass over what is malformed in an answer, so each is first held against the service model. */
export function elbClients({ elb }: Pick<LocalCloud, 'elb'>): ElbClients {
  const v2 = new ElasticLoadBalancingV2({ ...elb, maxAttempts: 1 })
  const classic = new ElasticLoadBalancing({ ...elb, maxAttempts: 1 })
  const checked = { v2: new Set<string>(), classic: new Set<string>() }
  holdAnswers(v2, { model: elbModel, version: '2015-12-01', checked: checked.v2 })
  holdAnswers(classic, { model: classicElbModel, version: '2012-06-01', checked: checked.classic })
  return { v2, classic, checked }
}

interface Held {
  readonly model: ServiceModel | undefined
  readonly version: string
  readonly checked: Set<string>
}

function holdAnswers(client: ElasticLoadBalancing | ElasticLoadBalancingV2, held: Held): void {
  const { requestHandler } = client.config
  const send = requestHandler.handle.bind(requestHandler)
  requestHandler.handle = async (request, options) => {
    const { response } = await send(request, options)
    const chunks: Buffer[] = []
    for await (const chunk of response.body) chunks.push(chunk)
    const document = Buffer.concat(chunks).toString()
    response.body = Readable.from([Buffer.from(document)])
    const action = new URLSearchParams(String(request.body)).get('Action') ?? ''
    if (response.statusCode !== 200 || !held.model) return { response }
    const namespace = `http://elasticloadbalancing.amazonaws.com/doc/${held.version}/`
    const problems = resultProblems(held.model, action, document, namespace)
    if (problems.length > 0) throw new Error(`Malformed answer\n${problems.join('\n')}`)
    held.checked.add(action)
    return { response }
  }
}
