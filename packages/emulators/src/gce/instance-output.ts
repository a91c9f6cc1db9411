import type { Gce } from './cloud.ts'
import type { Json } from './json.ts'
import { linkTo } from './links.ts'
import { machineryOf } from './machinery.ts'
import { valuesOf } from './metadata.ts'
import { type Operations, operation } from './operation.ts'
import { notFound, Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { readyTarget } from './store.ts'

/** What the serial port keeps; who asks for older bytes is told where those begin that are left. */
const mostBytes = 1_048_576

export const instanceOutput: Operations<`compute.instances.${'getSerialPortOutput' | 'getGuestAttributes'}`> =
  {
    'compute.instances.getSerialPortOutput': operation((cloud, call): Json => {
      const instance = readyTarget(cloud, call)
      const { port = 1, start = 0 } = call.query
      if (Number(port) < 1 || Number(port) > 4)
        throw new Refusal('invalid', `Invalid value for field 'port': '${port}'. Must be between 1 and 4.`)
      // The system writes to the first port alone.
      const written = Buffer.from(
        Number(port) === 1 ? machineryOf(cloud, instance).server.machine.console() : '',
      )
      const oldest = Math.max(0, written.length - mostBytes)
      const from = Math.min(Math.max(Number(start), oldest), written.length)
      return {
        kind: 'compute#serialPortOutput',
        selfLink: linkTo(`${instance.path}/serialPort`),
        contents: written.subarray(from).toString(),
        start: String(from),
        next: String(written.length),
      }
    }),

    'compute.instances.getGuestAttributes': operation((cloud, call): Json => {
      const instance = readyTarget(cloud, call)
      const enabled =
        valuesOf(instance.wire.metadata).get('enable-guest-attributes') ??
        valuesOf(cloud.commonMetadata).get('enable-guest-attributes')
      if (!/^true$/i.test(enabled ?? ''))
        throw new Refusal('notFound', 'Guest attributes are not enabled for this instance.')
      const { queryPath = '', variableKey } = call.query
      const wanted = String(variableKey ?? queryPath)
      const [namespace = '', key = ''] = wanted.split('/')
      const found = attributesOf(cloud, instance).filter(
        (one) => (namespace === '' || one.namespace === namespace) && (key === '' || one.key === key),
      )
      if (found.length === 0) throw notFound(`${instance.path}/guestAttributes/${wanted}`)
      return {
        kind: 'compute#guestAttributes',
        selfLink: linkTo(`${instance.path}/guestAttributes/${wanted}`),
        queryPath: wanted,
        queryValue: { items: found },
      }
    }),
  }

/** What the agent in the machine tells: its SSH host keys. */
const attributesOf = (cloud: Gce, instance: Resource) =>
  machineryOf(cloud, instance)
    .server.machine.hostKeys()
    .map((line) => {
      const [type = '', value = ''] = line.split(' ')
      return { namespace: 'hostkeys', key: type, value }
    })
