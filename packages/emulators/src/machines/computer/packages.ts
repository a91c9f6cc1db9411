import { systemText } from './accounts.ts'
import type { Computer } from './computer.ts'
import { remove, writeFile } from './files.ts'
import { kernel } from './process.ts'
import { findNode } from './tree.ts'

/**
 * What is installed, kept in one file of the machine. Nothing is downloaded and no program is real: an installed package has a
 * name, a version and a file in /usr/bin that prints both, so that a deployment and its checks find what they installed.
 */
export interface InstalledPackage {
  readonly name: string
  readonly version: string
}

const recordPath = '/var/lib/installed-packages'

export const installedPackages = ({ tree }: Pick<Computer, 'tree'>): readonly InstalledPackage[] =>
  systemText(tree, recordPath)
    .split('\n')
    .filter(Boolean)
    .map((line) => {
      const [name = '', version = ''] = line.split(' ')
      return { name, version }
    })

export const findPackage = (computer: Pick<Computer, 'tree'>, name: string): InstalledPackage | undefined =>
  installedPackages(computer).find((one) => one.name === name)

/**
 * No index of packages is at hand, so every well-formed name is taken for known. What says of itself that it does not exist, as
 * tests of failures do, is unknown: names with `no-such`, `nosuch`, `nonexist`, `not-exist`, `does-not` or `unknown` in them.
 */
export const isKnownPackage = (name: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9+._-]*$/.test(name) &&
  !/no-?such|non-?exist|not-?exist|does-?not|unknown/i.test(name)

/** The same name always has the same version, which looks like one and means nothing. */
export function versionOf(name: string): string {
  let sum = 0
  for (const letter of name) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return `${1 + (sum % 9)}.${sum % 23}.${sum % 11}-1`
}

const put = (computer: Computer, packages: readonly InstalledPackage[]): void => {
  const lines = packages.map((one) => `${one.name} ${one.version}\n`).sort()
  writeFile(computer.tree, kernel, recordPath, Buffer.from(lines.join('')), 0o644)
}

/** Records a package, and puts its program where PATH finds it unless something of that name is there. */
export function installPackage(computer: Computer, name: string): InstalledPackage {
  const found = findPackage(computer, name)
  if (found !== undefined) return found
  const added = { name, version: versionOf(name) }
  put(computer, [...installedPackages(computer), added])
  const program = `/usr/bin/${name}`
  if (findNode(computer.tree, program) === undefined) {
    const script = `#!/bin/sh\n# Recorded by the package manager of an emulated machine; it stands for the program.\necho "${name} ${added.version}"\n`
    writeFile(computer.tree, { ...kernel, umask: 0 }, program, Buffer.from(script), 0o755)
  }
  return added
}

export function removePackage(computer: Computer, name: string): void {
  put(
    computer,
    installedPackages(computer).filter((one) => one.name !== name),
  )
  const program = `/usr/bin/${name}`
  if (systemText(computer.tree, program).includes('# Recorded by the package manager'))
    remove(computer.tree, kernel, program)
}
