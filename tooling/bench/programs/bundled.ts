import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'

export interface Bundling {
  /** undici is not in it, but loaded from where it is installed. */
  readonly outside?: boolean
  /** `esm` unless given. */
  readonly format?: 'cjs' | 'esm'
}

/** Bundles a program as for Node.js, of packages as found from a folder, and tells what it weighs, as the output of the process. */
export async function weigh(
  program: string,
  folder: URL,
  { outside = false, format = 'esm' }: Bundling = {},
): Promise<void> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: fileURLToPath(folder) },
    bundle: true,
    minify: true,
    format,
    platform: 'node',
    write: false,
    external: outside ? ['undici'] : [],
    // What pkgcloud reads from files of its own.
    loader: { '.xml': 'text' },
    logLevel: 'error',
  })
  const [{ contents } = { contents: new Uint8Array() }] = outputFiles
  const sample = { minKiB: contents.length / 1024, gzKiB: gzipSync(contents).length / 1024 }
  process.stdout.write(JSON.stringify(sample))
}
