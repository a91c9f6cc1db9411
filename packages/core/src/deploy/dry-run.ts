import type { Access, Shell } from '../contract/access.ts'
import { quoteCommand } from '../quote.ts'

/**
 * A way onto no machine: it prints what would be done, and every command succeeds. `write` is given lines without their end;
 * they go to the standard output unless it is given.
 */
export function dryRun(write: (line: string) => void = (line) => process.stdout.write(`${line}\n`)): Access {
  const shell: Shell = {
    run: async (command) => {
      write(`run ${quoteCommand(command)}`)
      return { exitCode: 0, stdout: '', stderr: '', durationMs: 0 }
    },
    upload: async (content, path, { mode = 0o600 } = {}) => {
      write(`upload ${path} (${Buffer.byteLength(content)} bytes, mode ${mode.toString(8)})`)
    },
    download: async (path) => {
      write(`download ${path}`)
      return new Uint8Array()
    },
    close: async () => {},
  }
  return {
    prepare: async () => ({ authorizedKeys: [] }),
    connect: async ({ node }) => {
      write(`connect to ${node.name}`)
      return shell
    },
  }
}
