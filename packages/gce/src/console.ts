import type { CallOptions, Console, ConsoleOutput, HostKeys, Ref } from '@cloud/core'
import { isCloudError } from '@cloud/core/driver'
import { type GceClient, read } from './client.ts'
import { getInstance, instancePath, placeOfNode } from './get-node.ts'
import { inPlace } from './lookups.ts'

interface SerialPortWire {
  readonly contents?: string
}

interface GuestAttributesWire {
  readonly queryValue?: {
    readonly items?: readonly {
      readonly namespace?: string
      readonly key?: string
      readonly value?: string
    }[]
  }
}

/** The first serial port, and the host keys that a machine's guest agent tells as guest attributes. */
export function consoleOutput(client: GceClient): Console & HostKeys {
  return {
    getConsoleOutput: (node, call) => client.within(call, (left) => getConsoleOutput(client, node, left)),
    listHostKeys: (node, call) => client.within(call, (left) => listHostKeys(client, node, left)),
  }
}

/** https://cloud.google.com/compute/docs/reference/rest/v1/instances/getSerialPortOutput */
async function getConsoleOutput(
  client: GceClient,
  node: Ref<'node'>,
  call: CallOptions,
): Promise<ConsoleOutput> {
  const place = placeOfNode(node)
  const path = [...instancePath(place), 'serialPort']
  const request = { name: 'compute.instances.getSerialPortOutput', path, query: { port: 1 } }
  const { contents = '' } = await inPlace(client, place, read<SerialPortWire>(client, request, call), call)
  return { text: contents }
}

/** Each part has a most: what a machine tells of itself is not to be trusted. */
const algorithm = /^(?:ssh|ecdsa|sk)-[a-z0-9@.-]{1,60}$/
const body = /^[A-Za-z0-9+/]{1,8192}={0,2}$/

/**
 * The machine writes them at its boot, where guest attributes are enabled: `createNode` does that.
 * https://cloud.google.com/compute/docs/metadata/manage-guest-attributes
 */
async function listHostKeys(
  client: GceClient,
  node: Ref<'node'>,
  call: CallOptions,
): Promise<readonly string[]> {
  const place = placeOfNode(node)
  const path = [...instancePath(place), 'getGuestAttributes']
  const request = { name: 'compute.instances.getGuestAttributes', path, query: { queryPath: 'hostkeys/' } }
  try {
    const { queryValue } = await inPlace(
      client,
      place,
      read<GuestAttributesWire>(client, request, call),
      call,
    )
    return (queryValue?.items ?? []).flatMap(({ key = '', value = '' }) =>
      algorithm.test(key) && body.test(value) ? [`${key} ${value}`] : [],
    )
  } catch (error) {
    if (!isCloudError(error, 'not-found')) throw error
    // Of a machine that has written nothing yet the API says the same as of one that is not there.
    await getInstance(client, place, call)
    return []
  }
}
