import type { CallOptions, Listener, Listeners, Ref } from '@cloud/core'
import { afterWrite, beforeWrite } from '@cloud/core/driver'
import { type CheckedListener, checkListener, checkWhich, type WhichListener } from './check-listener.ts'
import { stickAlike } from './classic-stickiness.ts'
import { type ClassicBalancer, type ClassicListener, toClassic } from './classic-wire.ts'
import { type ClassicClient, done, idempotent, send } from './client.ts'
import { toWire } from './create-classic.ts'
import { classicName, getClassic } from './get-classic.ts'
import { refusal } from './lookups.ts'
import { turns } from './turns.ts'

export function classicListeners(client: ClassicClient): Listeners<ClassicBalancer> {
  const turn = turns(client)
  return {
    addListener: (balancer, listener, call) =>
      turn(balancer, call, (left) => addListener(client, balancer, listener, left)),
    removeListener: (balancer, listener, call) =>
      turn(balancer, call, (left) => removeListener(client, balancer, listener, left)),
  }
}

/** A second one that is the same is none more. https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_CreateLoadBalancerListeners.html */
async function addListener(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  listener: Listener<never>,
  call: CallOptions,
): Promise<ClassicBalancer> {
  const wanted = checkListener('classic', 'The listener', listener)
  const name = classicName(ref)
  const before = await beforeWrite(getClassic(client, name, call))
  const balancer = toClassic(before)
  const there = balancer.listeners.find(({ port }) => port === wanted.port)
  if (there !== undefined && isSame(there, wanted)) return balancer
  if (there !== undefined)
    throw refusal('already-exists', `The balancer ${name} has another listener on port ${wanted.port}`)
  const parameters = { LoadBalancerName: name, Listeners: [toWire(wanted)] }
  const action = 'CreateLoadBalancerListeners'
  await send(client, { name: action, repeat: idempotent, parameters, answer: done }, call)
  await afterWrite(stickAlike(client, name, before, call))
  return toClassic(await afterWrite(getClassic(client, name, call)))
}

function isSame(there: ClassicListener, wanted: CheckedListener): boolean {
  return (
    there.protocol === wanted.protocol &&
    there.targetProtocol === wanted.targetProtocol &&
    there.targetPort === wanted.targetPort &&
    there.certificate === wanted.certificate
  )
}

/** https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_DeleteLoadBalancerListeners.html */
async function removeListener(
  client: ClassicClient,
  ref: Ref<'balancer'>,
  which: WhichListener,
  call: CallOptions,
): Promise<ClassicBalancer> {
  const { port, protocol } = checkWhich(which)
  const name = classicName(ref)
  const balancer = toClassic(await beforeWrite(getClassic(client, name, call)))
  const isThere = balancer.listeners.some(
    (one) => one.port === port && (protocol === undefined || one.protocol === protocol),
  )
  if (!isThere) return balancer
  const parameters = { LoadBalancerName: name, LoadBalancerPorts: [port] }
  const action = 'DeleteLoadBalancerListeners'
  await send(client, { name: action, repeat: idempotent, parameters, answer: done }, call)
  return toClassic(await afterWrite(getClassic(client, name, call)))
}
