import type { JobPlan } from './async-jobs.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { existingNetwork } from './existing-network.ts'
import { answerList, type ListInput, named } from './listing.ts'
import type { Network } from './network.ts'
import { type NetworkOffering, networkOfferings } from './network-offerings.ts'
import { networkWire } from './network-wire.ts'
import { ipsOf, releaseIp } from './public-ip.ts'
import { failed, forbidden } from './refusal.ts'
import { forget, removal } from './resource-jobs.ts'

interface UpdateInput {
  readonly id: string
  readonly name?: string
  readonly displaytext?: string
}

interface OfferingList extends ListInput {
  readonly forvpc?: boolean
  readonly guestiptype?: string
  readonly availability?: string
  readonly state?: string
  readonly supportedservices?: readonly string[]
}

export const networkChangeCommands: Commands<
  'updateNetwork' | 'deleteNetwork' | 'restartNetwork' | 'listNetworkOfferings'
> = {
  updateNetwork: job<UpdateInput>('id name displaytext', (cloud, { id, name, displaytext }) => {
    const network = existingNetwork(cloud, 'id', id)
    return {
      ...work(network),
      ms: 0,
      begin: () => checkOwn(network),
      finish: () => {
        network.name = name ?? network.name
        network.displayText = displaytext ?? network.displayText
        return { network: networkWire(cloud, network) }
      },
    }
  }),

  deleteNetwork: job<{ readonly id: string }>('id forced', (cloud, { id }) => {
    const network = existingNetwork(cloud, 'id', id)
    return removal(cloud, network, {
      type: 'Network',
      things: cloud.networks,
      check: () => {
        checkOwn(network)
        // Why is for who runs the cloud: others are told no more.
        if (machinesIn(cloud, network).length > 0) throw failed('Failed to delete network')
      },
      effect: () => emptyNetwork(cloud, network),
    })
  }),

  restartNetwork: job<{ readonly id: string }>('id cleanup makeredundant', (cloud, { id }) => {
    const network = existingNetwork(cloud, 'id', id)
    return {
      ...work(network),
      ms: cloud.centre.times.rebootMs,
      begin: () => checkOwn(network),
      finish: () => ({ success: true }),
    }
  }),

  listNetworkOfferings: now<OfferingList>(
    'id name zoneid forvpc guestiptype availability state supportedservices traffictype',
    (cloud, input, call) => {
      const same = (wanted: string | undefined, own: string) =>
        wanted === undefined || wanted.toLowerCase() === own.toLowerCase()
      const shown = named(cloud, input, networkOfferings).filter(
        ({ forVpc, kind, required, services }) =>
          (input.forvpc === undefined || input.forvpc === forVpc) &&
          same(input.guestiptype, kind) &&
          same(input.availability, required ? 'Required' : 'Optional') &&
          same(input.state, 'Enabled') &&
          (input.supportedservices ?? []).every((service) => service in services),
      )
      return answerList(cloud, call, 'networkoffering', shown, offeringWire)
    },
  ),
}

const work = ({ id, projectId }: Network): Pick<JobPlan, 'instance' | 'projectId' | 'queue'> => ({
  instance: { type: 'Network', id },
  projectId,
  queue: id,
})

function checkOwn({ id, builtIn }: Network): void {
  if (builtIn) throw forbidden(`Acct does not have permission to operate with resource: network ${id}`)
}

const machinesIn = ({ virtualMachines }: CloudStack, network: Network) =>
  [...virtualMachines.values()].filter(({ nics }) => nics.some((nic) => nic.network === network))

/** What a network had goes with it: its rules, and its addresses unless they are the VPC's. */
function emptyNetwork(cloud: CloudStack, { id, vpcId }: Network): void {
  for (const ip of cloud.publicIps.values()) {
    if (ip.networkId !== id) continue
    if (vpcId === undefined) releaseIp(cloud, ip)
    else ip.networkId = undefined
  }
  for (const things of [cloud.egressRules, cloud.forwardingRules, cloud.balancers]) {
    for (const rule of things.values()) if (rule.networkId === id) forget(cloud, things, rule.id)
  }
}

/** What leads to a machine goes with it. */
export function releaseMachine(cloud: CloudStack, machine: Parameters<typeof ipsOf>[1]): void {
  for (const ip of ipsOf(cloud, machine)) ip.staticNat = undefined
  for (const rule of cloud.forwardingRules.values())
    if (rule.machine === machine) forget(cloud, cloud.forwardingRules, rule.id)
  for (const balancer of cloud.balancers.values())
    balancer.members = balancer.members.filter((member) => member.machine !== machine)
}

const offeringWire = (offering: NetworkOffering): Fields => ({
  id: offering.id,
  name: offering.name,
  displaytext: offering.displayText,
  traffictype: 'Guest',
  isdefault: true,
  specifyvlan: offering.kind === 'Shared',
  specifyipranges: offering.kind === 'Shared',
  conservemode: !offering.forVpc,
  availability: offering.required ? 'Required' : 'Optional',
  state: 'Enabled',
  guestiptype: offering.kind,
  forvpc: offering.forVpc,
  ispersistent: false,
  egressdefaultpolicy: offering.egressDefault,
  networkmode: 'NATTED',
  service: Object.entries(offering.services).map(([name, provider]) => ({
    name,
    provider: [{ name: provider }],
  })),
  hasannotations: false,
})
