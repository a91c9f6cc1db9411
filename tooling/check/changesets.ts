// Checks that each changeset names packages that there are, with what they rise by: one that is malformed would be passed over in silence.
// And that the generator rises with what new drivers are made with: it writes the versions that it was published with.
// Usage: node tooling/check/changesets.ts
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect } from './run.ts'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const packages = readdirSync(join(root, 'packages')).map((name) => `@cloud/${name}`)
const files = readdirSync(join(root, '.changeset')).filter((name) => name.endsWith('.md'))

/** What `npm create @cloud/driver` writes into a package, beside tools. */
const written = ['core', 'ssh', 'emulators', 'conformance'].map((name) => `@cloud/${name}`)
const rising = new Set<string>()

try {
  for (const file of files) {
    const [, head = '', text = ''] =
      /^---\n+(.*?)\n---\n(.*)$/s.exec(readFileSync(join(root, '.changeset', file), 'utf8')) ?? []
    const lines = head.split('\n').map((line) => /^'(.*)': (?:patch|minor|major)$/.exec(line)?.[1] ?? '')
    for (const name of lines) rising.add(name)
    const known = lines.every((name) => packages.includes(name))
    expect(known && text.trim() !== '', `${file} names packages and says what is new`)
  }
  const risen = written.filter((name) => rising.has(name))
  expect(
    risen.length === 0 || rising.has('@cloud/create-driver'),
    `@cloud/create-driver rises with what new drivers are made with: ${risen.join(', ') || 'nothing'}`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
