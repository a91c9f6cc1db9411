import { type Action, action, type Ec2 } from '../action.ts'
import { findInstance, type Instance } from '../instance.ts'
import { invalidValue, missing, Refusal } from '../refusal.ts'
import { associate, disassociate } from './elastic-address.ts'
import { found, visible } from './found.ts'
import { interfaceHolder } from './interface-holder.ts'
import type { ElasticAddress } from './network.ts'

interface AssociateInput {
  readonly AllocationId?: string
  readonly PublicIp?: string
  readonly InstanceId?: string
  readonly NetworkInterfaceId?: string
  readonly PrivateIpAddress?: string
  readonly AllowReassociation?: boolean
}

export const associateAddress: Action = action<AssociateInput>((ec2, input) => {
  const address = chosenAddress(ec2, input)
  const instance = chosenInstance(ec2, input)
  const { association } = address
  if (input.AllowReassociation === false && association && association.instanceId !== instance.id) {
    throw new Refusal(
      'Resource.AlreadyAssociated',
      `resource ${address.id} is already associated with associate-id ${association.id}`,
    )
  }
  checkGateway(ec2, instance)
  return () => ({ associationId: associate(ec2, address, instance) })
})

function chosenAddress(ec2: Ec2, { AllocationId: id, PublicIp: ip }: AssociateInput): ElasticAddress {
  if (id !== undefined && ip !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'You may specify public IP or allocation id, but not both',
    )
  }
  if (id !== undefined) return found(ec2, 'addresses', id)
  if (ip === undefined) throw missing('allocationId')
  const address = visible(ec2, 'addresses').find((one) => one.address === ip)
  if (!address) throw new Refusal('InvalidAddress.NotFound', `Address '${ip}' not found.`)
  return address
}

function chosenInstance(ec2: Ec2, input: AssociateInput): Instance {
  const { InstanceId: id, NetworkInterfaceId: interfaceId, PrivateIpAddress: privateIp } = input
  if (id !== undefined && interfaceId !== undefined) {
    throw new Refusal(
      'InvalidParameterCombination',
      'You may specify instance id or network interface id, but not both',
    )
  }
  if (id === undefined && interfaceId === undefined) throw missing('instanceId')
  const instance = interfaceId === undefined ? findInstance(ec2, id ?? '') : interfaceHolder(ec2, interfaceId)
  const { state, privateAddress } = instance.server
  if (state === 'pending' && interfaceId === undefined) {
    throw new Refusal(
      'InvalidInstanceID',
      `The pending instance '${instance.id}' is not in a valid state for this operation.`,
    )
  }
  if (state !== 'running' && state !== 'stopping' && state !== 'stopped') {
    throw new Refusal(
      'IncorrectInstanceState',
      `The instance '${instance.id}' is not in a valid state for this operation.`,
    )
  }
  if (privateIp !== undefined && privateIp !== privateAddress) {
    throw invalidValue(`Address ${privateIp} does not belong to interface ${instance.interfaceId}.`)
  }
  return instance
}

function checkGateway(ec2: Ec2, { subnet }: Instance): void {
  if ([...ec2.network.gateways.values()].some(({ vpcId }) => vpcId === subnet.vpc.id)) return
  throw new Refusal('Gateway.NotAttached', `Network ${subnet.vpc.id} is not attached to any internet gateway`)
}

interface DisassociateInput {
  readonly AssociationId?: string
  readonly PublicIp?: string
}

export const disassociateAddress: Action = action<DisassociateInput>((ec2, input) => {
  const { AssociationId: id } = input
  if (id === undefined && input.PublicIp !== undefined) {
    throw invalidValue('You must specify an association id when unmapping an address from a VPC instance')
  }
  if (id === undefined) throw missing('associationId')
  const address = visible(ec2, 'addresses').find(({ association }) => association?.id === id)
  if (!address) {
    throw new Refusal('InvalidAssociationID.NotFound', `The association ID '${id}' does not exist`)
  }
  return () => {
    disassociate(ec2, address)
    return { return: true }
  }
})
