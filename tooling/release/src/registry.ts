import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Registry {
  readonly url: string
  /** Makes npm, pnpm and changesets in a folder use this registry for everything, by an `.npmrc` there. */
  readonly use: (folder: string) => void
  /** Ends its process and removes what was published. */
  readonly stop: () => Promise<void>
}

/**
 * Starts a registry on loopback, in a process of its own, so that the caller may run npm synchronously beside it. Anyone may publish; what
 * is not of `@cloud` or `@acme`, and no `cloud-driver-…`, comes from the registry that npm is configured with.
 */
export async function startRegistry(): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'cloud-registry-'))
  const [upstream = '', authorities = ''] = ['registry', 'cafile'].map((name) => npmSetting(folder, name))
  const program = fileURLToPath(new URL('registry-program.ts', import.meta.url))
  const child = fork(program, [folder, upstream], {
    // Whom npm trusts to speak for the registry, Node.js is told in its own way.
    env: { ...(authorities !== 'null' && { NODE_EXTRA_CA_CERTS: authorities }), ...process.env },
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const started = await Promise.race([once(child, 'message'), once(child, 'exit')])
  const port: unknown = started[0]
  if (!child.connected) throw new Error(`The local registry ended with ${port}`)
  const host = `127.0.0.1:${port}`
  return {
    url: `http://${host}/`,
    use: (where) =>
      // npm publishes nothing without a token; any will do.
      writeFileSync(
        join(where, '.npmrc'),
        `registry=http://${host}/\n//${host}/:_authToken=anyone\nupdate-notifier=false\n`,
      ),
    async stop() {
      child.disconnect()
      if (child.exitCode === null) await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function npmSetting(cwd: string, name: string): string {
  return spawnSync('npm', ['config', 'get', name], { cwd, encoding: 'utf8' }).stdout.trim()
}
