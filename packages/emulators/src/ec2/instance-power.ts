import { type Action, action, type Ec2 } from './action.ts'
import { disksOf, isRoot } from './attachment.ts'
import { findInstances, type Instance, stateOf } from './instance.ts'
import { invalidValue, Refusal } from './refusal.ts'
import { requestOf } from './spot-request.ts'
import type { XmlFields } from './xml.ts'

interface PowerInput {
  readonly InstanceId: readonly string[]
  readonly Hibernate?: boolean
}

type State = Instance['server']['state']

export const startInstances: Action = action<PowerInput>((ec2, { InstanceId }) => {
  const instances = findInstances(ec2, InstanceId)
  allow(instances, ['pending', 'running', 'stopped'], 'started')
  for (const instance of instances) refuseRootless(ec2, instance)
  return change(instances, (instance) => {
    if (instance.server.state !== 'stopped') return
    ec2.centre.servers.start(instance.server)
    instance.reason = ''
  })
})

export const stopInstances: Action = action<PowerInput>((ec2, { InstanceId, Hibernate }) => {
  const instances = findInstances(ec2, InstanceId)
  if (Hibernate && !instances.every(({ hibernation }) => hibernation)) {
    throw new Refusal(
      'UnsupportedHibernationConfiguration',
      'The instance is not configured for hibernation.',
    )
  }
  allow(instances, ['running', 'stopping', 'stopped'], 'stopped')
  refuseOnce(ec2, instances)
  refuseProtected(instances, ({ stopProtected }) => stopProtected, 'stopped', 'disableApiStop')
  return change(instances, (instance) => {
    if (instance.server.state !== 'running') return
    ec2.centre.servers.stop(instance.server)
    instance.reason = userInitiated(ec2)
  })
})

export const terminateInstances: Action = action<PowerInput>((ec2, { InstanceId }) => {
  const instances = findInstances(ec2, InstanceId)
  const alive = instances.filter(({ server }) => server.state !== 'terminated')
  refuseProtected(
    alive,
    ({ terminationProtected }) => terminationProtected,
    'terminated',
    'disableApiTermination',
  )
  return change(instances, (instance) => {
    const { server } = instance
    if (server.state === 'terminating' || server.state === 'terminated') return
    ec2.centre.servers.terminate(server)
    instance.reason = userInitiated(ec2)
  })
})

export const rebootInstances: Action = action<PowerInput>((ec2, { InstanceId }) => {
  const instances = findInstances(ec2, InstanceId)
  allow(instances, ['pending', 'running'], 'rebooted')
  return () => {
    for (const { server } of instances) if (server.state === 'running') ec2.centre.servers.reboot(server)
    return { return: true }
  }
})

function allow(instances: readonly Instance[], states: readonly State[], verb: string): void {
  for (const { id, server } of instances) {
    if (states.includes(server.state)) continue
    throw new Refusal(
      'IncorrectInstanceState',
      `The instance '${id}' is not in a state from which it can be ${verb}.`,
    )
  }
}

function refuseRootless(ec2: Ec2, instance: Instance): void {
  if (disksOf(ec2, instance).some(({ attachment }) => isRoot(instance, attachment))) return
  throw invalidValue(
    `Invalid value '${instance.id}' for instanceId. Instance does not have a volume attached at root (${instance.image.rootDevice})`,
  )
}

/** The market would not have one back that it was asked for once. */
function refuseOnce(ec2: Ec2, instances: readonly Instance[]): void {
  const bought = instances.find((instance) => requestOf(ec2, instance)?.type === 'one-time')
  if (!bought) return
  throw new Refusal(
    'UnsupportedOperation',
    `You can't stop the Spot Instance '${bought.id}' because it is associated with a one-time Spot Instance request. You can only stop Spot Instances associated with persistent Spot Instance requests.`,
  )
}

function refuseProtected(
  instances: readonly Instance[],
  isProtected: (instance: Instance) => boolean,
  verb: string,
  attribute: string,
): void {
  const guarded = instances.find(isProtected)
  if (!guarded) return
  throw new Refusal(
    'OperationNotPermitted',
    `The instance '${guarded.id}' may not be ${verb}. Modify its '${attribute}' instance attribute and try again.`,
  )
}

/** All of them or none: every check has been made before the first change. */
function change(instances: readonly Instance[], run: (instance: Instance) => void): () => XmlFields {
  return () => ({
    instancesSet: instances.map((instance) => {
      const previousState = stateOf(instance)
      run(instance)
      return { instanceId: instance.id, currentState: stateOf(instance), previousState }
    }),
  })
}

const userInitiated = (ec2: Ec2) => {
  const time = new Date(ec2.centre.clock.now()).toISOString()
  return `User initiated (${time.slice(0, 10)} ${time.slice(11, 19)} GMT)`
}
