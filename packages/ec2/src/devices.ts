import type { CallOptions } from '@cloud/core'
import { list, object, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, read, send } from './client.ts'
import { noSuch } from './ids.ts'
import { type InstanceWire, instance } from './nodes-wire.ts'

interface InstancesWire {
  readonly reservationSet: readonly { readonly instancesSet: readonly InstanceWire[] }[]
}

const instances: XmlShape<InstancesWire> = object<InstancesWire>({
  reservationSet: list(
    'item',
    object<InstancesWire['reservationSet'][number]>({ instancesSet: list('item', instance) }),
  ),
})

/** The names under which a node has disks. */
export async function devicesOf(
  client: Ec2Client,
  node: string,
  call: CallOptions,
): Promise<readonly string[]> {
  const parameters = { InstanceId: [node] }
  const request = { name: 'DescribeInstances', repeat: read, parameters, answer: instances } as const
  const { reservationSet } = await send(client, request, call)
  const [found] = reservationSet.flatMap(({ instancesSet }) => instancesSet)
  if (found === undefined) throw noSuch('node', node)
  return found.blockDeviceMapping.map(({ deviceName }) => deviceName)
}

/** Where this cannot be told, the caller must see the refusal itself. */
export async function isTaken(
  client: Ec2Client,
  node: string,
  device: string,
  call: CallOptions,
): Promise<boolean> {
  try {
    return (await devicesOf(client, node, call)).some((each) => placeOf(each) === placeOf(device))
  } catch {
    return false
  }
}

const letters = (from: string, to: string): string[] => {
  const [first = 0, last = 0] = [from.charCodeAt(0), to.charCodeAt(0)]
  return Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index))
}

/** What AWS recommends for volumes, and then what else it lets name them. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html */
export function freeDevice(used: readonly string[]): string | undefined {
  const places = new Set(used.map(placeOf))
  const all = [
    ...letters('f', 'p').map((letter) => `/dev/sd${letter}`),
    ...letters('b', 'd').flatMap((one) => letters('a', 'z').map((two) => `/dev/xvd${one}${two}`)),
  ]
  return all.find((device) => !places.has(placeOf(device)))
}

/** `/dev/sdf`, `/dev/xvdf` and `xvdf` are the same place. */
const placeOf = (device: string): string => device.replace(/^(\/dev\/)?(sd|xvd|hd)/, '')
