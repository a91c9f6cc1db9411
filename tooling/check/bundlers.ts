import { isBuiltin } from 'node:module'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build, transform } from 'esbuild'
import { rollup } from 'rollup'

export interface Bundled {
  /** Minified. */
  readonly bytes: number
  /** The files of which something is in it. */
  readonly files: readonly string[]
  /** What it loads at its start from outside of itself. */
  readonly imports: readonly string[]
}

/** What is loaded when a request is made, and not before. */
const external = 'undici'

async function withEsbuild(file: string): Promise<Bundled> {
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    write: false,
    metafile: true,
    external: [external],
  })
  const [output] = Object.values(metafile.outputs)
  return {
    bytes: outputFiles[0]?.contents.length ?? Number.NaN,
    files: Object.entries(output?.inputs ?? {})
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path),
    imports: (output?.imports ?? [])
      .filter(({ kind, path }) => kind === 'import-statement' && !isBuiltin(path))
      .map(({ path }) => path),
  }
}

async function withRollup(file: string): Promise<Bundled> {
  const bundle = await rollup({
    input: file,
    external: (name) => name === external || name.startsWith(`${external}/`) || isBuiltin(name),
    plugins: [nodeResolve({ exportConditions: ['node'], preferBuiltins: true })],
    // Of what a program reads from a file only where there is one, such as `ini`, nothing is a module of ECMAScript: it stays outside.
    onLog: () => {},
  })
  const { output } = await bundle.generate({ format: 'esm', inlineDynamicImports: true })
  await bundle.close()
  const [chunk] = output
  const { code } = await transform(chunk.code, { minify: true, format: 'esm' })
  return {
    bytes: Buffer.byteLength(code),
    files: Object.entries(chunk.modules)
      .filter(([, { renderedLength }]) => renderedLength > 0)
      .map(([path]) => path),
    imports: chunk.imports.filter((name) => !isBuiltin(name)),
  }
}

export const bundlers: Readonly<Record<string, (file: string) => Promise<Bundled>>> = {
  esbuild: withEsbuild,
  rollup: withRollup,
}
