import { startAcme } from './emulator.ts'

// Serves the emulated cloud to other programs until it is interrupted, and prints how they reach it, for a shell.
const cloud = await startAcme()
const lines = Object.entries(cloud.options).map(
  ([option, value]) => `export ACME_${option.replace(/[A-Z]/g, '_$&').toUpperCase()}='${value}'\n`,
)
process.stdout.write(lines.join(''))
await new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
})
await cloud.close()
