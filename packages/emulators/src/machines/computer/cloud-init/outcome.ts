import type { Computer } from '../computer.ts'
import { makeFolder, writeFile } from '../files.ts'
import { kernel } from '../process.ts'

export const outcomePath = '/run/cloud-init/status.json'

const marker = 'cloud-init[WARNING]: '

/**
 * Leaves what cloud-init had trouble with where its own command looks for it, in the form that it has there: what a module or a script failed
 * with are errors, all else it got over.
 */
export function writeOutcome({ tree }: Computer, log: readonly string[]): void {
  const told = log.filter((line) => line.startsWith(marker)).map((line) => line.slice(marker.length).trim())
  const errors = told.filter((line) => line.startsWith('Failed to run '))
  const warnings = told.filter((line) => !errors.includes(line))
  const recoverable = warnings.length > 0 ? { WARNING: warnings } : {}
  const stages = { 'modules-final': { errors, recoverable_errors: recoverable } }
  makeFolder(tree, kernel, '/run/cloud-init', { recursive: true })
  writeFile(tree, kernel, outcomePath, Buffer.from(JSON.stringify({ v1: { stage: null, ...stages } })), 0o644)
}
