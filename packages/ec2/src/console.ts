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

/** The last block of host keys that is whole: cloud-init prints one at each boot that made keys. */
export function hostKeysIn(console: string): readonly string[] {
  const blocks = console.matchAll(/-----BEGIN SSH HOST KEY KEYS-----(.*?)-----END SSH HOST KEY KEYS-----/gs)
  const lines = [...blocks].at(-1)?.[1]?.split('\n') ?? []
  // What comes over a serial line may have a log's prefix before it.
  const keys = lines.map((line) => /(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*(?: \S+)?/.exec(line)?.[0])
  return keys.filter((key) => key !== undefined)
}
