// Modules of Node that only some calls need. An `import` would load each with every driver, and together they take longer than a driver does.

export const nodeCrypto = (): typeof import('node:crypto') => process.getBuiltinModule('node:crypto')
export const nodeZlib = (): typeof import('node:zlib') => process.getBuiltinModule('node:zlib')
export const nodeNet = (): typeof import('node:net') => process.getBuiltinModule('node:net')
export const nodeStream = (): typeof import('node:stream') => process.getBuiltinModule('node:stream')
export const nodeFiles = (): typeof import('node:fs/promises') => process.getBuiltinModule('node:fs/promises')
export const nodeUtil = (): typeof import('node:util') => process.getBuiltinModule('node:util')
