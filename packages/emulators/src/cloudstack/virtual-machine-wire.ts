import { type CloudStack, timeText } from './cloud.ts'
import type { Fields, Json } from './command.ts'
import { ownerWire } from './owner.ts'
import { ipsOf, type PublicIp } from './public-ip.ts'
import { groupWire } from './security-group-wire.ts'
import { tagsWire } from './tag.ts'
import { defaultNic, type Nic, resourcesOf, stateOf, type VirtualMachine } from './virtual-machine.ts'

/** As every command shows a machine. */
export function virtualMachineWire(cloud: CloudStack, machine: VirtualMachine): Fields {
  const { template, zone, offering, details, keyPairs } = machine
  const { cpus, cpuMHz, memoryMiB } = resourcesOf(machine)
  const { osType } = template
  return {
    id: machine.id,
    name: machine.name,
    displayname: machine.displayName,
    ...ownerWire(cloud, machine.projectId),
    userid: cloud.account.userId,
    username: cloud.account.user,
    created: timeText(machine.createdAt),
    state: stateOf(machine),
    haenable: false,
    group: machine.group,
    zoneid: zone.id,
    zonename: zone.name,
    templateid: template.id,
    templatename: template.name,
    templatedisplaytext: template.displayText,
    templatetype: template.builtIn ? 'SYSTEM' : 'USER',
    templateformat: template.format,
    passwordenabled: template.passwordEnabled,
    ...(machine.iso && {
      isoid: machine.iso.id,
      isoname: machine.iso.name,
      isodisplaytext: machine.iso.displayText,
    }),
    serviceofferingid: offering.id,
    serviceofferingname: offering.name,
    cpunumber: cpus,
    cpuspeed: cpuMHz,
    memory: memoryMiB,
    guestosid: osType.id,
    ostypeid: osType.id,
    osdisplayname: osType.name,
    rootdeviceid: 0,
    rootdevicetype: 'ROOT',
    hypervisor: 'KVM',
    arch: 'x86_64',
    details,
    displayvm: true,
    isdynamicallyscalable: template.dynamicallyScalable,
    deleteprotection: false,
    vmtype: 'User',
    ipaddress: defaultNic(machine)?.address,
    securitygroup: machine.securityGroups.map((group) => groupWire(cloud, group)),
    nic: machine.nics.map((nic) => nicWire(cloud, machine, nic)),
    ...publicIp(ipsOf(cloud, machine)[0]),
    affinitygroup: affinityGroups(cloud, machine),
    tags: tagsWire(cloud, machine.id),
    ...(keyPairs.length > 0 && { keypairs: keyPairs.join(',') }),
    hasannotations: false,
  }
}

const publicIp = (ip: PublicIp | undefined): Fields => (ip ? { publicip: ip.address, publicipid: ip.id } : {})

const affinityGroups = ({ affinityGroups: all }: CloudStack, machine: VirtualMachine): readonly Json[] =>
  machine.affinityGroupIds.flatMap((id) => {
    const group = all.get(id)
    return group ? [{ id, name: group.name, description: group.description, type: group.type }] : []
  })

export function nicWire(
  cloud: CloudStack,
  machine: VirtualMachine,
  { id, network, address, mac, isDefault }: Nic,
): Fields {
  const ip = ipsOf(cloud, machine).find(({ networkId }) => networkId === network.id)
  return {
    id,
    networkid: network.id,
    networkname: network.name,
    ...(network.range && { gateway: network.range.gateway, netmask: network.range.netmask }),
    ipaddress: address,
    isdefault: isDefault,
    macaddress: mac,
    traffictype: 'Guest',
    type: network.offering.kind,
    deviceid: String(machine.nics.findIndex((nic) => nic.id === id)),
    virtualmachineid: machine.id,
    vpcid: network.vpcId,
    ...publicIp(ip),
  }
}
