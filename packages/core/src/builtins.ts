// Modules of Node that only some calls need. An `import` would load each with every driver, and together they take longer than a driver does.

/* @__NO_SIDE_EFFECTS__ */
function lazily<T>(load: () => T): () => T {
  let loaded: T | undefined
  return () => {
    loaded ??= load()
    return loaded
  }
}

export const nodeCrypto: () => typeof import('node:crypto') = lazily(() =>
  process.getBuiltinModule('node:crypto'),
)
export const nodeZlib: () => typeof import('node:zlib') = lazily(() => process.getBuiltinModule('node:zlib'))
export const nodeNet: () => typeof import('node:net') = lazily(() => process.getBuiltinModule('node:net'))
export const nodeStream: () => typeof import('node:stream') = lazily(() =>
  process.getBuiltinModule('node:stream'),
)
export const nodeFiles: () => typeof import('node:fs/promises') = lazily(() =>
  process.getBuiltinModule('node:fs/promises'),
)
export const nodeUtil: () => typeof import('node:util') = lazily(() => process.getBuiltinModule('node:util'))
