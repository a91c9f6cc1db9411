import type { CallOptions, HealthCheck } from '@cloud/core'
import { nodeCrypto } from '@cloud/core/driver'
import { change, type GceClient, read } from './client.ts'
import { poolPath } from './get-balancer.ts'
import { type HttpHealthCheckWire, toWire } from './health-checks-wire.ts'
import { idOfPlace, nameIn, type Place } from './ids.ts'
import { whenReady } from './when-ready.ts'

/** By this the parts of a balancer are known as such, and go with it. */
export const ofBalancer = (place: Place): string => `Part of the balancer ${idOfPlace(place)}`

/** A name is at most 63 long: of a long one a digest is what tells it from others. */
export function partName({ location, name }: Place, end: string): string {
  if (name.length + end.length <= 63) return name + end
  const digest = nodeCrypto().hash('sha256', `${location}/${name}`).slice(0, 8)
  return `${name.slice(0, 63 - end.length - 9)}-${digest}${end}`
}

/** Checks are global, and pools are not: one of the same name may be in each region. */
export const checkName = (place: Place): string => partName(place, `-${place.location}`)

const checkPath = (name: string) => ['global', 'httpHealthChecks', name]

export function getCheck(client: GceClient, link: string, call: CallOptions): Promise<HttpHealthCheckWire> {
  return read(client, { name: 'compute.httpHealthChecks.get', path: checkPath(nameIn(link)) }, call)
}

export type WantedCheck = HealthCheck & { readonly port: number }

export async function insertCheck(
  client: GceClient,
  place: Place,
  wanted: WantedCheck,
  call: CallOptions,
): Promise<void> {
  const body = { name: checkName(place), description: ofBalancer(place), ...toWire(wanted) }
  const path = ['global', 'httpHealthChecks']
  await change(client, { name: 'compute.httpHealthChecks.insert', path, body }, call)
}

export async function updateCheck(
  client: GceClient,
  place: Place,
  wanted: WantedCheck,
  call: CallOptions,
): Promise<void> {
  const name = checkName(place)
  const body = { name, description: ofBalancer(place), ...toWire(wanted) }
  const request = {
    name: 'compute.httpHealthChecks.update',
    method: 'PUT',
    path: checkPath(name),
    body,
  } as const
  await whenReady(client, (left) => change(client, request, left), call)
}

export async function deleteCheck(client: GceClient, place: Place, call: CallOptions): Promise<void> {
  const path = checkPath(checkName(place))
  const request = { name: 'compute.httpHealthChecks.delete', method: 'DELETE', path } as const
  await whenReady(client, (left) => change(client, request, left), call)
}

/** A pool has one check at the most. */
export async function editChecks(
  client: GceClient,
  place: Place,
  method: 'addHealthCheck' | 'removeHealthCheck',
  link: string,
  call: CallOptions,
): Promise<void> {
  const body = { healthChecks: [{ healthCheck: link }] }
  const request = { name: `compute.targetPools.${method}`, path: [...poolPath(place), method], body }
  await whenReady(client, (left) => change(client, request, left), call)
}

export const ownCheckLink = async (client: GceClient, place: Place): Promise<string> =>
  ['projects', await client.project(), ...checkPath(checkName(place))].join('/')
