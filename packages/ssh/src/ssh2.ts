/** ssh2's own exports. */
export type Ssh2 = typeof import('ssh2')

/**
 * Loads ssh2 at the first connection: it costs more to load than the rest of a small program, and who only lists machines never
 * needs it. It is CommonJS, so what it exports is the default export.
 */
export async function loadSsh2(): Promise<Ssh2> {
  const loaded: Ssh2 & { readonly default?: Ssh2 } = await import('ssh2')
  return loaded.default ?? loaded
}
