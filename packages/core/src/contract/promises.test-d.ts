// The promises that the contract makes at compile time: `tsc --noEmit` checks them, nothing runs them. Each @ts-expect-error is a wrong
// call that does not compile.
import type {} from '@cloud/core/registry'
import { createNodes } from '../create-nodes.ts'
import type { DeployNode } from '../deploy/deploy-node.ts'
import { deployNode } from '../deploy/deploy-node.ts'
import type { getDriver as GetDriver } from '../registry.ts'
import { waitForNode } from '../wait-for-node.ts'
import { type Abilities, type Ability, supports } from './abilities.ts'
import type { Access } from './access.ts'
import type { Algorithm, Algorithms } from './balancer-abilities.ts'
import type { CallOptions, Listing } from './call.ts'
import type { Compute, Image, Location, NativeOf, Node, NodeOf, Size } from './compute.ts'
import type { Console, HostKeys } from './console.ts'
import type { KeyPair, KeyPairs } from './key-pairs.ts'
import type { Balancer, LoadBalancers, MemberTarget } from './load-balancers.ts'
import type { NodeBatches } from './node-batches.ts'
import type { Power } from './power.ts'

interface AcmeNative {
  readonly vpcId: string
}
interface AcmeIn {
  readonly subnetId?: string
  readonly spot?: { readonly maxPrice: number }
}
interface AcmeKeyNative {
  readonly pairId: string
}
interface BreezeNative {
  readonly features: readonly string[]
}
interface BreezeIn {
  readonly backups?: boolean
}
type AcmeNode = Node<AcmeNative>
type AcmeKeyPair = KeyPair<AcmeKeyNative>
/** A cloud with many abilities and one with few. */
type Acme = Compute<AcmeNode, AcmeIn> & Power & KeyPairs<AcmeKeyPair> & Console
type Breeze = Compute<Node<BreezeNative>, BreezeIn> & Power

declare const acme: Acme
declare const breeze: Breeze
declare const either: Acme | Breeze
declare const shell: Access
declare const call: CallOptions
declare const zone: string | undefined
declare const signal: AbortSignal | undefined
declare const getDriver: typeof GetDriver

const base = { name: 'a', size: 's', image: 'i' } as const
const deployment = { ...base, shell, steps: [] } as const

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
declare function assert<T extends true>(): void

// A concrete driver is a portable one, with the abilities that it has and no others.
const portable: Compute = acme
export const many: readonly Compute[] = [acme, breeze]
export const withKeys: Compute & KeyPairs & Console = acme
// @ts-expect-error Breeze has no key pairs
export const withoutKeys: Compute & KeyPairs = breeze
// @ts-expect-error Breeze has no console
void breeze.getConsoleOutput('n-1')

// Native options are typed, one cloud's are not another's, and portable code gives none.
void acme.createNode({ ...base, native: { subnetId: 'x', spot: { maxPrice: 1 } } })
// @ts-expect-error another cloud's option
void acme.createNode({ ...base, native: { backups: true } })
// @ts-expect-error portable code has no native options
void portable.createNode({ ...base, native: { subnetId: 'x' } })
// @ts-expect-error an option that is not known
void acme.createNode({ ...base, flavour: 'x' })
// @ts-expect-error an image is wanted
void acme.createNode({ name: 'a', size: 's' })
assert<Equal<NodeOf<Acme>, AcmeNode>>()
assert<Equal<NativeOf<Acme>, AcmeIn>>()
assert<Equal<NativeOf<Compute>, never>>()

// What callers pass may be undefined, also with exactOptionalPropertyTypes.
void acme.createNode({ ...base, location: zone, native: undefined }, { signal, timeoutMs: undefined })
void acme.listNodes({ name: zone, states: undefined, tags: undefined }, { signal })

// Deploying and waiting keep the driver's own types.
export async function deploying(): Promise<string> {
  const { node, results } = await deployNode(acme, { ...deployment, native: { subnetId: 'x' } })
  assert<Equal<typeof node, AcmeNode>>()
  assert<Equal<(typeof results)[number]['exitCode'], number | null>>()
  // @ts-expect-error another cloud's option
  await deployNode(acme, { ...deployment, native: { backups: true } })
  // @ts-expect-error an option that is not known
  await deployNode(acme, { ...deployment, onFail: 'keep' })
  // @ts-expect-error a deployment has a key of its own
  await deployNode(acme, { ...deployment, idempotencyKey: 'x' })
  // @ts-expect-error there are two policies
  await deployNode(acme, { ...deployment, onFailure: 'delete' })
  const plain = await deployNode(portable, deployment)
  assert<Equal<typeof plain.node, Node>>()
  const waited = await waitForNode(acme, node, 'running')
  assert<Equal<typeof waited, AcmeNode>>()
  // @ts-expect-error there is no such state
  await waitForNode(acme, node, 'runing')
  return node.native.vpcId
}

// Creating many keeps the driver's own types, takes its own options and no other's, and needs no ability.
export async function creatingMany(): Promise<string> {
  const all = await createNodes(acme, [{ ...base, native: { spot: { maxPrice: 1 } } }], {
    concurrency: 2,
    signal,
  })
  const [first] = all
  assert<Equal<typeof all, readonly PromiseSettledResult<AcmeNode>[]>>()
  // @ts-expect-error another cloud's option
  await createNodes(acme, [{ ...base, native: { backups: true } }])
  // @ts-expect-error what one cloud takes must not reach the other
  await createNodes(either, [{ ...base, native: { subnetId: 'x' } }])
  // @ts-expect-error one node is no list
  await createNodes(acme, base)
  // @ts-expect-error a limit that is misspelt
  await createNodes(acme, [base], { concurency: 2 })
  await createNodes(portable, [base], call)
  await createNodes(either, [base])
  // @ts-expect-error it may have failed
  void first?.value
  return first?.status === 'fulfilled' ? first.value.native.vpcId : ''
}
// A driver that makes batches is a portable one, and takes its own options in them.
type Bulk = Acme & NodeBatches<AcmeNode, AcmeIn>
declare const bulk: Bulk
export const portableBulk: Compute & NodeBatches = bulk
void bulk.createNodeBatch({ size: 's', image: 'i', names: ['a', 'b'], native: { subnetId: 'x' } })
// @ts-expect-error a batch has names
void bulk.createNodeBatch({ size: 's', image: 'i' })
// @ts-expect-error portable code has no native options
void portableBulk.createNodeBatch({ size: 's', image: 'i', names: ['a'], native: { subnetId: 'x' } })

// A reference of the wrong kind does not compile; an id, a resource and anything with an id do.
export async function references(): Promise<void> {
  const [key, node] = [await acme.getKeyPair('k'), await acme.getNode('n')]
  const size: Size | undefined = (await acme.listSizes().toArray({ max: 1 }))[0]
  // @ts-expect-error a key pair is no node
  await acme.destroyNode(key)
  // @ts-expect-error a node is no key pair
  await acme.deleteKeyPair(node)
  // @ts-expect-error a size is no image
  if (size) await acme.createNode({ ...base, image: size })
  if (size) await acme.createNode({ ...base, size })
  await acme.destroyNode(node)
  await acme.destroyNode('n-1')
  await acme.destroyNode({ id: 'n-1' })
}

// `supports` narrows, by a name of core's and by a third party's value.
interface Tea {
  readonly brewTea: (node: string) => Promise<number>
}
const tea: Ability<Tea> = { name: 'Tea', members: ['brewTea'] }
// @ts-expect-error a member that the ability does not have
export const wrongTea: Ability<Tea> = { name: 'Tea', members: ['brewCoffee'] }
export async function narrowing(driver: Compute): Promise<number> {
  if (supports(driver, 'KeyPairs')) await driver.importKeyPair({ name: 'k', publicKey: 'ssh-ed25519 …' })
  if (supports(driver, tea)) return driver.brewTea('n-1')
  // @ts-expect-error not narrowed here
  void driver.brewTea
  // @ts-expect-error not narrowed here
  void driver.importKeyPair
  // @ts-expect-error third parties pass values: the names are core's
  supports(driver, 'Tea')
  return 0
}
export async function narrowingKeepsTypes(): Promise<string> {
  if (!supports(acme, 'KeyPairs')) return ''
  return (await acme.getKeyPair('k')).native.pairId
}
// @ts-expect-error the abilities by name are core's own and no others
export type None = Abilities['Tea']
assert<Equal<Abilities['HostKeys'], HostKeys>>()

// A driver chosen at run time takes what all of its candidates take.
export async function choosing(): Promise<AcmeNative | BreezeNative> {
  await either.createNode(base)
  for await (const node of either.listNodes()) void [node.native, node.state]
  const { node } = await deployNode(either, deployment)
  // @ts-expect-error what one cloud takes must not reach the other
  await deployNode(either, { ...deployment, native: { subnetId: 'x' } })
  const same: Acme | (Acme & { readonly more: true }) = acme
  await deployNode(same, { ...deployment, native: { subnetId: 'x' } })
  await Promise.all([acme, breeze].map((driver) => deployNode(driver, deployment)))
  return node.native
}

// Generic functions pass a driver through.
export async function onAny<D extends Compute>(
  driver: D,
  options: DeployNode<NativeOf<D>>,
): Promise<NodeOf<D>> {
  return (await deployNode(driver, options)).node
}
export async function onAnyPortably<D extends Compute>(driver: D): Promise<NodeOf<D>> {
  return (await deployNode(driver, deployment)).node
}
export async function withNeeds(driver: Compute & Power, name: string): Promise<void> {
  const { node } = await deployNode(driver, { ...deployment, name })
  await driver.stopNode(node)
}
void withNeeds(acme, 'x')
void onAny(acme, { ...deployment, native: { subnetId: 'x' } })
function traced<D extends Compute>(driver: D): D {
  return { ...driver, getNode: (node, options) => driver.getNode(node, options) }
}
const wrapped = traced(acme)
assert<Equal<typeof wrapped, Acme>>()

// A spread keeps what the driver has.
const spread = { ...acme, listNodes: acme.listNodes }
export const again: Acme = spread
void deployNode(spread, { ...deployment, native: { subnetId: 'x' } })

// Call options in the place of a query do not compile: a cancel would be lost without a word.
// @ts-expect-error call options are no query
void acme.listNodes(call)
// @ts-expect-error call options are no query
void acme.listLocations(call)
// @ts-expect-error call options are no query
void acme.listSizes(call)
void acme.listNodes({}, call)
void acme.listLocations(undefined, call)

// A listing of what is more is one of what is less, and not the other way round.
export const listing: Listing<Node> = acme.listNodes()
// @ts-expect-error a portable node has no native fields that are known
export const narrower: Listing<AcmeNode> = portable.listNodes()

// Resources are readonly and JSON-safe throughout.
type Json<T> = T extends string | number | boolean | null | undefined
  ? true
  : T extends
        | Date
        | bigint
        | symbol
        | ((...args: never) => unknown)
        | ReadonlyMap<unknown, unknown>
        | ReadonlySet<unknown>
    ? false
    : T extends object
      ? false extends { [K in keyof T]: Json<T[K]> }[keyof T]
        ? false
        : true
      : true
assert<Json<AcmeNode>>()
assert<Json<AcmeKeyPair>>()
assert<Json<[Size<null>, Image<null>, Location<null>]>>()
// @ts-expect-error a Date is not JSON-safe
assert<Json<Node<{ readonly at: Date }>>>()
declare const node: AcmeNode
// @ts-expect-error a resource is not changed
node.state = 'running'

// A driver's package adds itself to the registry, under its name.
declare module '@cloud/core/registry' {
  interface Drivers {
    'promised-acme': { readonly compute: (options: { readonly region: string }) => Acme }
    'promised-breeze': { readonly compute: (options: { readonly token: string }) => Breeze }
  }
}
export async function registered(): Promise<void> {
  const driver = (await getDriver('promised-acme')).compute({ region: 'x' })
  assert<Equal<typeof driver, Acme>>()
  // @ts-expect-error another driver's option
  ;(await getDriver('promised-breeze')).compute({ region: 'x' })
  const unheard = await getDriver('unheard-of')
  // @ts-expect-error it may not be there
  unheard.compute({})
}

// A driver that balances addresses too, on ports of their own, is a portable one; portable code names nodes alone.
type Wide = LoadBalancers<Balancer, { readonly scheme?: 'internal' }, never, MemberTarget>
declare const wide: Wide
const balancers: LoadBalancers = wide
void wide.attachMember('b', { ip: '192.0.2.1', port: 8080 })
void balancers.attachMember('b', { node: 'n-1' })
// @ts-expect-error not every cloud balances addresses
void balancers.attachMember('b', { ip: '192.0.2.1' })
// @ts-expect-error a balancer has listeners
void balancers.createBalancer({ name: 'web' })
// @ts-expect-error portable code has no native options
void balancers.createBalancer({ name: 'web', listeners: [], native: { scheme: 'internal' } })
declare const anyAlgorithm: Algorithms<Algorithm>
export const someAlgorithms: Algorithms = anyAlgorithm
// @ts-expect-error only some clouds choose by the client's address
void someAlgorithms.setAlgorithm('b', 'source-ip')
