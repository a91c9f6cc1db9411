import type { CallOptions, Ref, WaitOptions } from '@cloud/core'
import { CloudError, clientOf, type HasClient, invalid, waitUntil } from '@cloud/core/driver'
import type { Ec2Client } from './client.ts'
import { type Description, get } from './description.ts'
import { ec2Id } from './ids.ts'
import { type Ec2InternetGateway, gatewayDescription } from './internet-gateways-wire.ts'
import { type Ec2NetworkInterface, interfaceDescription } from './network-interfaces-wire.ts'
import { type Ec2RouteTable, routeTableDescription } from './route-tables-wire.ts'

type Driver = HasClient<Ec2Client>

/** How long what was just created may be unknown to other servers of EC2. */
const graceMs = 60_000

/** Waits until no node has it (`available`), or one has it and sees it (`in-use`). `not-found` where there is none. */
export async function waitForNetworkInterface(
  driver: Driver,
  ref: Ref<'network-interface'>,
  state: 'available' | 'in-use',
  options: WaitOptions = {},
): Promise<Ec2NetworkInterface> {
  checkState(state, ['available', 'in-use'])
  const stateOf = ({ native: { status, attachment } }: Ec2NetworkInterface) =>
    status === 'in-use' && attachment?.status !== 'attached' ? attachment?.status : status
  return waitFor(
    driver,
    { kind: 'network-interface', ref, description: interfaceDescription, stateOf },
    state,
    options,
  )
}

/** Waits until it is attached to a network, or to none. `not-found` where there is none. */
export async function waitForInternetGateway(
  driver: Driver,
  ref: Ref<'internet-gateway'>,
  state: 'attached' | 'detached',
  options: WaitOptions = {},
): Promise<Ec2InternetGateway> {
  checkState(state, ['attached', 'detached'])
  // EC2 calls one that is attached `available`, and forgets those that are detached.
  const stateOf = ({ native: { attachmentSet } }: Ec2InternetGateway) => {
    const [first] = attachmentSet.filter((each) => each.state !== 'detached')
    return first?.state === 'available' ? 'attached' : (first?.state ?? 'detached')
  }
  return waitFor(
    driver,
    { kind: 'internet-gateway', ref, description: gatewayDescription, stateOf },
    state,
    options,
  )
}

/** Waits until the table holds for all that it is associated with; `failed` where one of these associations was not made. */
export async function waitForRouteTable(
  driver: Driver,
  ref: Ref<'route-table'>,
  state: 'associated',
  options: WaitOptions = {},
): Promise<Ec2RouteTable> {
  checkState(state, ['associated'])
  const stateOf = ({ native: { associationSet } }: Ec2RouteTable) => {
    const states = associationSet.map(({ associationState }) => associationState?.state ?? 'associated')
    return (
      states.find((each) => each === 'failed') ?? states.find((each) => each !== 'associated') ?? 'associated'
    )
  }
  return waitFor(
    driver,
    { kind: 'route-table', ref, description: routeTableDescription, stateOf },
    state,
    options,
  )
}

interface Waited<K extends Parameters<typeof ec2Id>[0], W, T> {
  readonly kind: K
  readonly ref: Ref<K>
  readonly description: Description<W, T>
  readonly stateOf: (seen: T) => string | undefined
}

async function waitFor<K extends Parameters<typeof ec2Id>[0], W, T>(
  driver: Driver,
  { kind, ref, description, stateOf }: Waited<K, W, T>,
  state: string,
  options: WaitOptions,
): Promise<T> {
  const client = clientOf(driver)
  const { clock } = client
  const id = ec2Id(kind, ref)
  const until = clock.elapsed() + graceMs
  let known = false
  const look = async (call: CallOptions) => {
    const seen = await get(client, description, id, call)
    known = true
    return seen
  }
  const done = (seen: T) => {
    if (stateOf(seen) !== 'failed') return stateOf(seen) === state
    throw new CloudError(`The ${description.noun} ${id} has failed and will not be ${state}`, {
      code: 'failed',
      provider: client.provider,
      details: { id, state: 'failed' },
    })
  }
  return waitUntil(
    {
      what: `${description.noun} ${id} to be ${state}`,
      look,
      done,
      describe: (seen) => `it is ${stateOf(seen)}`,
      notYet: (error) => error.code === 'not-found' && !known && clock.elapsed() < until,
    },
    options,
    clock,
  )
}

function checkState(state: string, states: readonly string[]): void {
  if (!states.includes(state))
    throw invalid(`There is no state ${JSON.stringify(state)} to wait for`, `one of ${states.join(', ')}`)
}
