#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { isCI, isTTY } from '@clack/prompts'
import { ask } from './ask.ts'
import { type Answers, help, readCommandLine, withDefaults } from './command-line.ts'
import { driverFiles, type Place } from './driver-files.ts'
import { ownVersions } from './own-versions.ts'
import { checkFolder, writeDriver } from './write-driver.ts'

/** Exit codes: 0 written, 1 it could not be, 2 the command line has to change, 130 broken off. */
async function main(): Promise<number> {
  const read = readCommandLine(process.argv.slice(2))
  if (read === 'help') {
    console.log(help)
    return 0
  }
  const answers = wantsAsking(read) ? await ask(read) : read
  return answers === undefined ? 130 : write(answers)
}

const wantsAsking = ({ yes, inside }: Answers) => !yes && !inside && isTTY(process.stdout) && !isCI()

async function write(answers: Answers): Promise<number> {
  const options = withDefaults(answers)
  const { inside } = answers
  if (inside && !existsSync('pnpm-workspace.yaml'))
    throw new TypeError('--inside is for the repository of @cloud/core, at its root')
  if (inside && answers.folder !== undefined)
    throw new TypeError(
      '--folder is for a package of its own: one of this repository is written to packages/NAME',
    )
  const own = inside ? join('packages', options.name) : options.packageName.replace('/', '-').replace('@', '')
  const folder = resolve(answers.folder ?? own)
  const place: Place = inside ? 'inside' : { versionOf: ownVersions }
  await checkFolder(folder)
  const files = driverFiles(options, place)
  await writeDriver(folder, files)
  console.log(`${options.packageName}: ${files.size} files in ${folder}`)
  console.log(inside ? nextInside(options.packageName) : nextOutside(relative(process.cwd(), folder) || '.'))
  return 0
}

const nextOutside = (folder: string) => `
  cd ${folder}
  npm install
  npm test          # conformance, against an emulator of a sample API
  npm run build
`

const nextInside = (name: string) => `
  pnpm install
  pnpm format
  pnpm api          # what it offers, for review
  pnpm --filter ${name} test
`

try {
  process.exitCode = await main()
} catch (error) {
  const { message } = error as Error
  console.error(message)
  process.exitCode = error instanceof TypeError ? 2 : 1
}
