import type { CallOptions, Ref, Resize, ResizeNode } from '@cloud/core'
import { changed, checkNames, checkWhole, idOf, invalid, missing, named } from '@cloud/core/driver'
import { type CloudStackClient, send } from './client.ts'
import { isMissing, offering } from './explain-node.ts'
import { getVirtualMachine, machineFor, nodeIdOf, wrongState } from './get-node.ts'
import { explainedBy } from './looks.ts'
import { stateOf, type VirtualMachineWire } from './nodes-wire.ts'

/** What `resizeNode` takes under `native`: of a size whose CPUs and memory are chosen. */
export interface CloudStackResize {
  readonly cpuNumber?: number | undefined
  readonly memoryMiB?: number | undefined
  readonly cpuSpeedMhz?: number | undefined
}

/** Another service offering for a machine that is stopped. */
export function resize(client: CloudStackClient): Resize<CloudStackResize> {
  return {
    resizeNode: (node, options, call) =>
      client.within(call, (left) => resizeNode(client, node, options, left)),
  }
}

/** https://cloudstack.apache.org/api/apidocs-4.20/apis/changeServiceForVirtualMachine.html */
async function resizeNode(
  client: CloudStackClient,
  ref: Ref<'node'>,
  options: ResizeNode<CloudStackResize>,
  call: CallOptions,
): Promise<void> {
  const id = nodeIdOf(ref)
  checkNames('resizeNode', options, ['size', 'native'])
  const size = idOf('size', options.size, 'size')
  const details = detailsOf(options.native)
  const machine = await machineFor(client, id, 'changeServiceForVirtualMachine', call)
  if (stateOf(machine) !== 'stopped') throw wrongState(client, machine, 'Stopped')
  if (machine.serviceofferingid === size && details === undefined) return
  const find = async (left: CallOptions) => {
    const now = await getVirtualMachine(client, id, left)
    return now.serviceofferingid === size && details === undefined ? now : undefined
  }
  const command = {
    name: 'changeServiceForVirtualMachine',
    repeat: named<VirtualMachineWire>(find),
    parameters: { id, serviceofferingid: size, details },
  }
  try {
    await send<VirtualMachineWire>(client, command, call)
  } catch (error) {
    throw await explainedBy(error, async (refusal) => {
      if (await isMissing(client, offering(size), call)) return missing(refusal, `size ${size}`)
      const { state } = await getVirtualMachine(client, id, call)
      return state === machine.state ? undefined : changed(refusal, { code: 'conflict' })
    })
  }
}

function detailsOf(native: CloudStackResize | undefined) {
  if (native === undefined) return undefined
  checkNames('resizeNode under native', native, ['cpuNumber', 'memoryMiB', 'cpuSpeedMhz'])
  const { cpuNumber, memoryMiB: memory, cpuSpeedMhz: cpuSpeed } = native
  const given = Object.entries({ cpuNumber, memory, cpuSpeed }).filter(([, value]) => value !== undefined)
  if (given.length === 0) throw invalid('native is empty', 'cpuNumber, memoryMiB or cpuSpeedMhz')
  for (const [name, value] of given) checkWhole(`native.${name}`, value, 1, 1_000_000_000)
  return [Object.fromEntries(given)]
}
