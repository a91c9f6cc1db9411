import type { CallOptions, Console, ConsoleOutput, HostKeys } from '@cloud/core'
import { idOf, object, text, type XmlShape } from '@cloud/core/driver'
import { type Ec2Client, read, send } from './client.ts'

interface ConsoleWire {
  readonly output?: string
  readonly timestamp?: string
}

const answer: XmlShape<ConsoleWire> = object<ConsoleWire>({ output: text, timestamp: text })

/** The serial console, and the host keys that cloud-init prints on it. EC2 may be minutes behind. */
export function consoleOutput(client: Ec2Client): Console & HostKeys {
  return {
    getConsoleOutput: async (node, call) => getConsoleOutput(client, idOf('node', node, 'node'), call),
    listHostKeys: async (node, call) =>
      hostKeysIn((await getConsoleOutput(client, idOf('node', node, 'node'), call)).text),
  }
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetConsoleOutput.html */
async function getConsoleOutput(
  client: Ec2Client,
  id: string,
  call: CallOptions | undefined,
): Promise<ConsoleOutput> {
  const parameters = { InstanceId: id }
  const wire = await send(client, { name: 'GetConsoleOutput', repeat: read, parameters, answer }, call)
  return {
    text: Buffer.from(wire.output ?? '', 'base64').toString('utf8'),
    ...(wire.timestamp !== undefined && { at: wire.timestamp }),
  }
}

const begin = '-----BEGIN SSH HOST KEY KEYS-----'
const end = '-----END SSH HOST KEY KEYS-----'
/** Each part has a most, so that no line takes long: what comes over the wire is not to be trusted. */
const key = /(?:ssh|ecdsa|sk)-[a-z0-9@.-]{1,60} [A-Za-z0-9+/]{1,8192}={0,2}(?: \S+)?/

/** The last block of host keys that is whole: cloud-init prints one at each boot that made keys. */
export function hostKeysIn(console: string): readonly string[] {
  const last = console.lastIndexOf(end)
  const from = last < 0 ? -1 : console.lastIndexOf(begin, last)
  const lines = from < 0 ? [] : console.slice(from, console.indexOf(end, from)).split('\n')
  // What comes over a serial line may have a log's prefix before it.
  return lines.map((line) => key.exec(line)?.[0]).filter((found) => found !== undefined)
}
