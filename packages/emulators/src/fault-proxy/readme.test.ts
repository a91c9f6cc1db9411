import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { wireFaultKinds, wireFaults } from './kinds.ts'

const folder = fileURLToPath(new URL('../..', import.meta.url))
const readme = readFileSync(`${folder}/README.md`, 'utf8')

const cells = (row: string) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())

test('the table of the README is that of the kinds', () => {
  const wanted = wireFaultKinds.map((kind) => {
    const { phase, effect, upstream, takes, description } = wireFaults[kind]
    const effects = upstream === undefined || upstream === effect ? effect : `${effect}; upstream ${upstream}`
    return [`\`${kind}\``, phase, effects, takes.map((member) => `\`${member}\``).join(' '), description]
  })
  const lines = readme.split('\n')
  const first = lines.findIndex((line) => line.startsWith('| Kind') && line.includes('Strikes')) + 2
  const length = lines.slice(first).findIndex((line) => !line.startsWith('|'))
  expect(lines.slice(first, first + length).map(cells)).toEqual(wanted)
})

test('the program of the README does what it says', () => {
  const [, program = ''] = /```ts\n(import \{ startCloud, startFaultProxy \}.*?)```/s.exec(readme) ?? []
  const args = ['--conditions=@cloud/source', '--input-type=module-typescript', '--eval', program]
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
  expect({ stdout, stderr }).toEqual({ stdout: 'ECONNRESET\n1\n', stderr: '' })
}, 60_000)
