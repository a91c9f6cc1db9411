import {
  type Balancer,
  type Certificate,
  type Certificates,
  type CreateBalancer,
  isCloudError,
  type Listener,
  type LoadBalancers,
  type Member,
  waitForBalancer,
} from '@cloud/core'
import type { BalancersContext } from '../context.ts'
import { stillMissing } from '../missing-id.ts'
import { selfMade } from '../self-made-certificate.ts'
import { known } from '../things.ts'
import { eventually, waitOptions } from '../waiting.ts'

/** Of the protocol that most clouds have, or of the one that this has. */
export function webOf({ options }: BalancersContext): Listener<never> & { readonly targetPort: number } {
  return { protocol: 'http', targetPort: 8080, ...options.listener, port: 80 }
}

/** Options that make a balancer; `location` is added by {@link newBalancer} where the cloud wants one. */
export function balancerOptions(context: BalancersContext): CreateBalancer {
  const { name, options } = context
  return { name: name('balancer'), listeners: [webOf(context)], location: options.balancerLocation }
}

/** `createBalancer` as a case calls it: by the driver's default location, or where the nodes are if it has none. */
export async function newBalancer(
  context: BalancersContext,
  options: Partial<CreateBalancer> = {},
  driver: LoadBalancers = context.driver,
): Promise<Balancer> {
  const wanted = { ...balancerOptions(context), ...options }
  return context.track(await placed(context, wanted, (placedOptions) => driver.createBalancer(placedOptions)))
}

/** A new balancer, once it is `active`. */
export async function aBalancer(
  context: BalancersContext,
  options: Partial<CreateBalancer> = {},
): Promise<Balancer> {
  const made = await newBalancer(context, options)
  return waitForBalancer(context.driver, made, 'active', waitOptions(context))
}

/** The balancer that the cases of an area share, as it is now. Whoever changes more than its members puts that back. */
export async function theBalancer(context: BalancersContext): Promise<Balancer> {
  const { id } = await context.shared('balancer', () => aBalancer(context))
  return context.driver.getBalancer(id)
}

/** An id as the cloud gives them to balancers, of no balancer. */
export function missingBalancer(context: BalancersContext): Promise<string> {
  const { driver, shared } = context
  return theBalancer(context).then(({ id }) =>
    stillMissing(shared, 'missing balancer', id, (one) => driver.getBalancer(one)),
  )
}

/** The members that clients are brought to: one that drains is a member on its way out, which may take minutes. */
export async function staying({ driver }: BalancersContext, balancer: Balancer): Promise<Member[]> {
  const all = await driver.listMembers(balancer).toArray()
  return all.filter(({ state }) => state !== 'draining')
}

/** The ids of the nodes behind a balancer, once they are `wanted`. */
export function membersAre(
  context: BalancersContext,
  balancer: Balancer,
  wanted: readonly string[],
): Promise<Member[]> {
  const sorted = wanted.toSorted().join()
  return eventually(context, `the members are ${sorted === '' ? 'none' : sorted}`, async () => {
    const members = await staying(context, balancer)
    const nodes = members.map(({ node = '' }) => node).toSorted()
    return nodes.join() === sorted ? members : undefined
  })
}

/** A certificate of this run for `domains`, once it is `available`. */
export async function aCertificate(
  context: BalancersContext<LoadBalancers & Certificates>,
  called: string = context.name('certificate'),
): Promise<Certificate> {
  const { driver, track } = context
  const { certificate, privateKey } = selfMade({ domains })
  const made = track(await driver.importCertificate({ name: called, certificate, privateKey }))
  return eventually(context, `the certificate ${called} is available`, async () => {
    const seen = await known(context, () => driver.getCertificate(made))
    return seen.state === 'available' ? seen : undefined
  })
}

/** What the certificates of the suite are good for. */
export const domains: readonly string[] = ['conformance.example.com', 'www.conformance.example.com']

async function placed<T>(
  context: BalancersContext,
  options: CreateBalancer,
  make: (options: CreateBalancer) => Promise<T>,
): Promise<T> {
  try {
    return await make(options)
  } catch (error) {
    if (options.location !== undefined || !isCloudError(error, 'invalid')) throw error
    const { location } = await context.node()
    return make({ ...options, location })
  }
}
