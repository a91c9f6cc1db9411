import type { CloudStack } from './cloud.ts'
import { type Commands, job, now } from './command.ts'
import { existingNetwork } from './existing-network.ts'
import type { Network } from './network.ts'
import { existingIp, ipsOf, type PublicIp, startStaticNat, stopStaticNat } from './public-ip.ts'
import { invalid, ruleConflict } from './refusal.ts'
import { existingVirtualMachine, type VirtualMachine } from './virtual-machine.ts'

interface EnableInput {
  readonly ipaddressid: string
  readonly virtualmachineid: string
  readonly networkid?: string
}

export const staticNatCommands: Commands<'enableStaticNat' | 'disableStaticNat'> = {
  enableStaticNat: now<EnableInput>('ipaddressid virtualmachineid networkid', (cloud, input) => {
    const ip = existingIp(cloud, 'ipaddressid', input.ipaddressid)
    const machine = existingVirtualMachine(cloud, 'virtualmachineid', input.virtualmachineid)
    const network = networkOf(cloud, ip, input.networkid)
    const guest = guestAddress(machine, network)
    if (ip.staticNat?.machine !== machine) {
      checkFree(cloud, ip, machine)
      ip.networkId = network.id
      startStaticNat(cloud, ip, { machine, guest })
    }
    return { success: true }
  }),

  disableStaticNat: job<{ readonly ipaddressid: string }>('ipaddressid', (cloud, { ipaddressid }) => {
    const ip = existingIp(cloud, 'ipaddressid', ipaddressid)
    return {
      instance: { type: 'IpAddress', id: ip.id },
      projectId: ip.projectId,
      queue: ip.id,
      ms: cloud.centre.times.actionMs,
      begin: () => {
        if (!ip.staticNat) throw invalid(`Specified IP address id is not associated with any vm Id`)
      },
      finish: () => {
        stopStaticNat(cloud, ip)
        if (ip.vpcId !== undefined) ip.networkId = undefined
        return { success: true }
      },
    }
  }),
}

/** The network behind an address; of one in a VPC, the tier that is named. */
export function networkOf(cloud: CloudStack, ip: PublicIp, id: string | undefined): Network {
  // An address of a VPC without a use may lead to any tier.
  const wanted = ip.vpcId !== undefined && !isUsed(cloud, ip) ? id : (ip.networkId ?? id)
  if (wanted === undefined)
    throw invalid(
      `Unable to find network for the ip address id=${ip.id}: it is not associated with any network and no networkId is passed in`,
    )
  const network = existingNetwork(cloud, 'networkid', wanted)
  if (network.vpcId !== ip.vpcId) throw invalid(`Network ${network.id} is not in the VPC of the ip address`)
  return network
}

/** The machine's address in a network. Throws a `Refusal` where it has none there. */
export function guestAddress(machine: VirtualMachine, network: Network): string {
  const nic = machine.nics.find((one) => one.network === network)
  if (!nic?.address) throw invalid(`Vm doesn't belong to the network ${network.id}`)
  return nic.address
}

const isUsed = (cloud: CloudStack, ip: PublicIp): boolean =>
  ip.staticNat !== undefined ||
  [cloud.forwardingRules, cloud.balancers].some((rules) => [...rules.values()].some((rule) => rule.ip === ip))

function checkFree(cloud: CloudStack, ip: PublicIp, machine: VirtualMachine): void {
  const { id, sourceNat, staticNat } = ip
  if (sourceNat) throw invalid(`Can't enable static, ip address ${ip.address} is a sourceNat ip address`)
  if (staticNat)
    throw ruleConflict(
      `Failed to enable static nat for the ip address id=${id} as it is already assigned to another vm`,
    )
  const [other] = ipsOf(cloud, machine)
  if (other)
    throw ruleConflict(
      `Failed to enable static nat for the ip address id=${id} as vm id=${machine.id} is already associated with ip id=${other.id}`,
    )
  if (isUsed(cloud, ip))
    throw ruleConflict(
      `Failed to enable static nat for the ip address id=${id} as it already has rules assigned`,
    )
}
