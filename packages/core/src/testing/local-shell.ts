import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Shell } from '../contract/access.ts'
import { quoteCommand } from '../quote.ts'

export interface LocalShell extends Shell, AsyncDisposable {
  /** A temporary folder that stands for the user's home. */
  readonly home: string
  /** The command lines, as a `ps` on the machine would show them. */
  readonly commandLines: string[]
}

/** A shell on this computer, in a home of its own: commands go through a real `sh`. */
export async function localShell(environment: Readonly<Record<string, string>> = {}): Promise<LocalShell> {
  const home = await mkdtemp(join(tmpdir(), 'cloud-shell-'))
  const commandLines: string[] = []
  const env = { PATH: `${home}/bin:${process.env.PATH}`, HOME: home, LC_ALL: 'C', ...environment }
  return {
    home,
    commandLines,
    run: async (command, options = {}) => {
      const line = quoteCommand(command)
      commandLines.push(line)
      const child = spawn('sh', ['-c', line], { cwd: home, env, stdio: ['pipe', 'pipe', 'pipe'] })
      child.stdin.end(options.stdin)
      const [stdout, stderr, exitCode] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        new Promise<number | null>((resolve) => child.on('close', resolve)),
      ])
      return { exitCode, stdout, stderr, durationMs: 0 }
    },
    upload: async (content, path, { mode = 0o600 } = {}) => {
      await writeFile(join(home, path), content, { mode, flag: 'wx' })
    },
    download: (path) => readFile(join(home, path)),
    close: async () => {},
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  }
}

async function text(stream: NodeJS.ReadableStream): Promise<string> {
  let whole = ''
  for await (const chunk of stream) whole += chunk
  return whole
}
