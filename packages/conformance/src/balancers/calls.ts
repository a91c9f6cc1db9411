import { supports } from '@cloud/core'
import type { BalancersContext } from '../context.ts'
import { onStrangeIds, read, type SafeCalls, write } from '../safe-call.ts'
import { balancerOptions, missingBalancer, webOf } from './things.ts'

/** Every member that takes call options and can be called without an effect, of the contract and of the abilities that the driver has. */
export async function safeCalls(context: BalancersContext): Promise<SafeCalls> {
  const { driver, name } = context
  const [id, node] = [await missingBalancer(context), await context.missingNode()]
  const nowhere = { ...balancerOptions(context), location: 'no-such-location' }
  return {
    listBalancers: read((call) => driver.listBalancers({}, call).toArray()),
    getBalancer: read((call) => driver.getBalancer(id, call)),
    createBalancer: write((call) => driver.createBalancer(nowhere, call)),
    updateBalancer: write((call) => driver.updateBalancer(id, { name: name('balancer') }, call)),
    destroyBalancer: write((call) => driver.destroyBalancer(id, call)),
    listMembers: read((call) => driver.listMembers(id, call).toArray()),
    attachMember: write((call) => driver.attachMember(id, { node }, call)),
    detachMember: write((call) => driver.detachMember(id, { node }, call)),
    ...abilityCalls(context, id),
    ...onStrangeIds(certificateCalls(context)),
  }
}

/** The members that name one thing, which is missing: each rejects with `not-found`. */
export async function missingCalls(context: BalancersContext): Promise<SafeCalls> {
  const { listBalancers: _, listCertificates: __, ...calls } = await safeCalls(context)
  return calls
}

function abilityCalls(context: BalancersContext, id: string): SafeCalls {
  const { driver } = context
  return {
    ...(supports(driver, 'Algorithms') && {
      getAlgorithm: read((call) => driver.getAlgorithm(id, call)),
      setAlgorithm: write((call) => driver.setAlgorithm(id, 'round-robin', call)),
    }),
    ...(supports(driver, 'HealthChecks') && {
      getHealthCheck: read((call) => driver.getHealthCheck(id, call)),
      setHealthCheck: write((call) => driver.setHealthCheck(id, { protocol: 'http', port: 80 }, call)),
    }),
    ...(supports(driver, 'Listeners') && {
      addListener: write((call) => driver.addListener(id, webOf(context), call)),
      removeListener: write((call) => driver.removeListener(id, { port: 80 }, call)),
    }),
    ...(supports(driver, 'Stickiness') && {
      getStickiness: read((call) => driver.getStickiness(id, call)),
      setStickiness: write((call) => driver.setStickiness(id, undefined, call)),
    }),
  }
}

function certificateCalls({ driver }: BalancersContext): SafeCalls {
  if (!supports(driver, 'Certificates')) return {}
  const id = 'no such certificate'
  return {
    listCertificates: read((call) => driver.listCertificates({}, call).toArray()),
    getCertificate: read((call) => driver.getCertificate(id, call)),
    deleteCertificate: write((call) => driver.deleteCertificate(id, call)),
  }
}
