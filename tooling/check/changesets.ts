// Checks that each changeset names packages that there are, with what they rise by: one that is malformed would be passed over in silence.
// Usage: node tooling/check/changesets.ts
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from './run.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const packages = readdirSync(join(root, 'packages')).map((name) => `@cloud/${name}`)
const files = readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md'))

try {
  for (const file of files) {
    const [, head = '', text = ''] =
      /^---\n+(.*?)\n---\n(.*)$/s.exec(readFileSync(join(root, '.changeset', file), 'utf8')) ?? []
    const lines = head.split('\n').map((line) => /^'(.*)': (?:patch|minor|major)$/.exec(line)?.[1] ?? '')
    const known = lines.every((name) => packages.includes(name))
    expect(known && text.trim() !== '', `${file} names packages and says what is new`)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
