import type { Server } from '../centre/servers.ts'
import { type Action, action, type Ec2 } from './action.ts'
import { requestText } from './client-token.ts'
import type { Instance } from './instance.ts'
import { reservation } from './instance-wire.ts'
import { makeDisks } from './launch-disks.ts'
import { type LaunchInput, refuseWithoutEffect } from './launch-input.ts'
import { type LaunchPlan, planLaunch } from './launch-plan.ts'
import { countAllowed } from './limits.ts'
import { connectOthers, takeAddresses } from './network/launch-interfaces.ts'
import { newId } from './new-id.ts'
import { roomInGroup } from './placement-group.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { refuseSpotCount, type SpotTerms } from './spot-request.ts'
import { readTagSpecifications, storeTags, type TagInput } from './tag-input.ts'
import { refuseVolumes } from './volume-limits.ts'
import type { XmlFields } from './xml.ts'

const taggable = ['instance', 'volume', 'network-interface', 'spot-instances-request']

type Tags = ReadonlyMap<string, readonly TagInput[]>

export const runInstances: Action = action<LaunchInput>((ec2, input) => {
  const token = input.ClientToken ?? ''
  if (token.length > 64) throw invalidValue('The client token is limited to 64 ASCII characters')
  const request = requestText(input)
  const before = token ? ec2.launches.get(token) : undefined
  if (before && before.request !== request) {
    throw new Refusal(
      'IdempotentParameterMismatch',
      `The request has the same client token as a previous one, with other parameters: ${token}`,
    )
  }
  if (before) return () => repeatLaunch(ec2, before.instanceIds)

  refuseWithoutEffect(input)
  const plan = planLaunch(ec2, input)
  const tags = readTagSpecifications(input.TagSpecification, taggable)
  const { network, placement, type } = plan
  const inGroup = roomInGroup(ec2, placement, network.subnet.zone, input.MinCount)
  const most = Math.min(input.MaxCount, network.room, inGroup)
  const count = countAllowed(ec2, type, input.MinCount, most)
  refuseVolumes(ec2, count * plan.disks.length)
  if (plan.spot) refuseSpotCount(ec2, count)
  return () => {
    const reservationId = `r-0${ec2.centre.random.hex(16)}`
    const batch = { input, plan, tags, reservationId }
    const instances = Array.from({ length: count }, (_, index) => launch(ec2, batch, index))
    const instanceIds = instances.map(({ id }) => id)
    if (token) ec2.launches.set(token, { request, reservationId, instanceIds })
    return reservation(ec2, reservationId, instances)
  }
})

function repeatLaunch(ec2: Ec2, ids: readonly string[]): XmlFields {
  const instances = ids.flatMap((id) => ec2.instances.get(id) ?? [])
  const [first] = instances
  if (!first || instances.some(({ server }) => server.state === 'terminated')) {
    throw new Refusal(
      'IdempotentInstanceTerminated',
      'The request uses the same client token as a previous request for which the instance has been terminated.',
    )
  }
  return reservation(ec2, first.reservationId, instances)
}

interface Batch {
  readonly input: LaunchInput
  readonly plan: LaunchPlan
  readonly tags: Tags
  readonly reservationId: string
}

function launch(ec2: Ec2, batch: Batch, launchIndex: number): Instance {
  const { plan, tags, reservationId } = batch
  const id = newId(ec2, 'i')
  const [privateAddress = '', ...secondaryAddresses] = takeAddresses(
    plan.network.subnet,
    plan.network.addresses,
  )
  const instance: Instance = {
    id,
    server: launchServer(ec2, plan, id, privateAddress),
    reservationId,
    launchIndex,
    image: plan.image,
    zone: plan.network.subnet.zone,
    subnet: plan.network.subnet,
    groupIds: plan.network.groupIds,
    keyName: plan.keyPair?.name,
    volumeIds: new Set(),
    interfaceId: newId(ec2, 'eni'),
    attachmentId: newId(ec2, 'eni-attach'),
    secondaryAddresses,
    placement: plan.placement,
    type: plan.type,
    userData: plan.userData,
    sourceDestCheck: true,
    reason: '',
    ...plan.settings,
    ...behavior(batch.input),
  }
  ec2.instances.set(id, instance)
  storeTags(ec2, id, tags.get('instance'))
  makeDisks(ec2, instance, plan.disks, tags.get('volume'))
  for (const address of secondaryAddresses) instance.server.otherAddresses.add(address)
  for (const one of [instance.interfaceId, ...connectOthers(ec2, instance, plan.network.others)])
    storeTags(ec2, one, tags.get('network-interface'))
  if (plan.spot) askForSpot(ec2, instance, plan.spot, tags.get('spot-instances-request'))
  return instance
}

const behavior = (input: LaunchInput) => ({
  clientToken: input.ClientToken ?? '',
  monitoring: input.Monitoring?.Enabled ?? false,
  terminationProtected: input.DisableApiTermination ?? false,
  stopProtected: input.DisableApiStop ?? false,
  shutdownBehavior: input.InstanceInitiatedShutdownBehavior ?? 'stop',
})

/** The request that the instance answers: it is fulfilled at once. */
function askForSpot(
  ec2: Ec2,
  { id: instanceId }: Instance,
  terms: SpotTerms,
  tags: readonly TagInput[] | undefined,
): void {
  const id = `sir-${ec2.centre.random.hex(8)}`
  const createdAt = ec2.centre.clock.now()
  ec2.spotRequests.set(id, { id, instanceId, createdAt, cancelled: false, ...terms })
  storeTags(ec2, id, tags)
}

function launchServer(ec2: Ec2, plan: LaunchPlan, id: string, privateAddress: string): Server {
  const { image, type, keyPair, userData, network } = plan
  const { zone } = network.subnet
  return ec2.centre.servers.launch({
    id,
    hostname: `ip-${privateAddress.replaceAll('.', '-')}`,
    os: image.os,
    authorizedKeys: keyPair ? [keyPair.publicKey] : [],
    userData: userData === undefined ? undefined : Buffer.from(userData, 'base64'),
    metadata: {
      'instance-id': id,
      'instance-type': type.name,
      'ami-id': image.id,
      'local-ipv4': privateAddress,
      'placement/availability-zone': zone.name,
      'placement/region': zone.region,
    },
    privateAddress,
    publicAddress: network.publicAddress,
  })
}
