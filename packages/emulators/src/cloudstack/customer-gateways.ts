import { isIPv4 } from 'node:net'
import { overlaps, readBlock } from './block.ts'
import type { CloudStack } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { answerList, type ListInput, ownedBy } from './listing.ts'
import { type OwnerInput, ownerOf, ownerWire } from './owner.ts'
import { invalid } from './refusal.ts'
import { creation, removal } from './resource-jobs.ts'
import { type CustomerGateway, existingCustomerGateway } from './vpn.ts'

interface CustomerInput extends OwnerInput {
  readonly name?: string
  readonly gateway: string
  readonly cidrlist: string
  readonly ipsecpsk: string
  readonly ikepolicy: string
  readonly esppolicy: string
  readonly ikelifetime?: number
  readonly esplifetime?: number
  readonly ikeversion?: string
  readonly dpd?: boolean
  readonly forceencap?: boolean
  readonly splitconnections?: boolean
}

const takes =
  'name gateway cidrlist ipsecpsk ikepolicy esppolicy ikelifetime esplifetime ikeversion dpd forceencap splitconnections account domainid projectid'

export const customerGatewayCommands: Commands<
  'createVpnCustomerGateway' | 'deleteVpnCustomerGateway' | 'listVpnCustomerGateways'
> = {
  createVpnCustomerGateway: job<CustomerInput>(takes, (cloud, input) =>
    creation(cloud, newGateway(cloud, input), {
      type: 'VpnCustomerGateway',
      things: cloud.customerGateways,
      name: 'vpncustomergateway',
      wire: (gateway) => customerGatewayWire(cloud, gateway),
    }),
  ),

  deleteVpnCustomerGateway: job<{ readonly id: string }>('id', (cloud, { id }) => {
    const gateway = existingCustomerGateway(cloud, 'id', id)
    return removal(cloud, gateway, {
      type: 'VpnCustomerGateway',
      things: cloud.customerGateways,
      check: () => {
        const isUsed = [...cloud.vpnConnections.values()].some(({ customer }) => customer === gateway)
        if (isUsed)
          throw invalid(
            `Unable to delete VPN customer gateway with id ${id} because there is still related VPN connections!`,
          )
      },
    })
  }),

  listVpnCustomerGateways: now<ListInput>('id', (cloud, input, call) => {
    const gateways = ownedBy(cloud, input, cloud.customerGateways.values())
    return answerList(cloud, call, 'vpncustomergateway', gateways, (gateway) =>
      customerGatewayWire(cloud, gateway),
    )
  }),
}

const daySeconds = 86_400

function newGateway(cloud: CloudStack, input: CustomerInput): CustomerGateway {
  const { gateway, ikelifetime = daySeconds, esplifetime = 3600, ikeversion = 'ike' } = input
  const name = input.name ?? `VPN-${gateway}`
  if (!isIPv4(gateway) && !isName(gateway)) throw invalid(`The customer gateway ip ${gateway} is invalid!`)
  checkSubnets(input.cidrlist)
  if (!isPolicy(input.ikepolicy, true))
    throw invalid(`The customer gateway IKE policy ${input.ikepolicy} is invalid!`)
  if (!isPolicy(input.esppolicy, false))
    throw invalid(`The customer gateway ESP policy ${input.esppolicy} is invalid!`)
  for (const [what, seconds] of Object.entries({ IKE: ikelifetime, ESP: esplifetime }))
    if (seconds > daySeconds) throw invalid(`The ${what} lifetime ${seconds} of vpn connection is invalid!`)
  if (!['ike', 'ikev1', 'ikev2'].includes(ikeversion))
    throw invalid(`The IKE version ${ikeversion} is invalid: it is ike, ikev1 or ikev2`)
  const projectId = ownerOf(cloud, input)
  const own = [...cloud.customerGateways.values()].filter((other) => other.projectId === projectId)
  if (own.some((other) => other.gateway === gateway))
    throw invalid(`The customer gateway with ip ${gateway} already existed in the system!`)
  if (own.some((other) => other.name === name))
    throw invalid(`The customer gateway with name ${name} already existed!`)
  return {
    id: cloud.newId(),
    name,
    gateway,
    cidrs: input.cidrlist,
    presharedKey: input.ipsecpsk,
    ikePolicy: input.ikepolicy,
    espPolicy: input.esppolicy,
    ikeLifetime: ikelifetime,
    espLifetime: esplifetime,
    ikeVersion: ikeversion,
    deadPeerDetection: input.dpd ?? false,
    forcedEncapsulation: input.forceencap ?? false,
    splitConnections: input.splitconnections ?? false,
    createdAt: cloud.centre.clock.now(),
    projectId,
  }
}

const isName = (text: string): boolean =>
  /^(?=.{1,253}$)[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i.test(text) && !/^[\d.]+$/.test(text)

function checkSubnets(cidrlist: string): void {
  const blocks = cidrlist.split(',').map(readBlock)
  for (const [place, block] of blocks.entries())
    if (blocks.slice(place + 1).some((other) => overlaps(block, other)))
      throw invalid(`The subnets of customer gateway ${cidrlist} overlap each other`)
}

const groups = 'modp(?:1024|1536|2048|3072|4096|6144|8192)'

/** Some of a cipher with a hash, each with a group, which only ESP goes without. */
function isPolicy(policy: string, grouped: boolean): boolean {
  const one = `(?:3des|aes128|aes192|aes256)-(?:md5|sha1|sha256|sha384|sha512)(?:;${groups})${grouped ? '' : '?'}`
  return new RegExp(`^${one}(?:,${one})*$`).test(policy)
}

/** What a connection shows too. */
export const settingsWire = (gateway: CustomerGateway): Fields => ({
  gateway: gateway.gateway,
  cidrlist: gateway.cidrs,
  ipsecpsk: gateway.presharedKey,
  ikepolicy: gateway.ikePolicy,
  esppolicy: gateway.espPolicy,
  ikelifetime: gateway.ikeLifetime,
  esplifetime: gateway.espLifetime,
  ikeversion: gateway.ikeVersion,
  dpd: gateway.deadPeerDetection,
  forceencap: gateway.forcedEncapsulation,
  splitconnections: gateway.splitConnections,
})

const customerGatewayWire = (cloud: CloudStack, gateway: CustomerGateway): Fields => ({
  id: gateway.id,
  name: gateway.name,
  ...settingsWire(gateway),
  ...ownerWire(cloud, gateway.projectId),
  hasannotations: false,
})
