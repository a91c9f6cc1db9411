import type { Computer } from '../computer.ts'
import { makeFolder, writeFile } from '../files.ts'
import { kernel } from '../process.ts'

export const outcomePath = '/run/cloud-init/status.json'

/** Leaves what cloud-init had trouble with where its own command looks for it, in the form that it has there. */
export function writeOutcome({ tree }: Computer, log: readonly string[]): void {
  const marker = 'cloud-init[WARNING]: '
  const warnings = log
    .filter((line) => line.startsWith(marker))
    .map((line) => line.slice(marker.length).trim())
  const recoverable = warnings.length > 0 ? { WARNING: warnings } : {}
  const stages = { 'modules-final': { errors: [], recoverable_errors: recoverable } }
  makeFolder(tree, kernel, '/run/cloud-init', { recursive: true })
  writeFile(tree, kernel, outcomePath, Buffer.from(JSON.stringify({ v1: { stage: null, ...stages } })), 0o644)
}
