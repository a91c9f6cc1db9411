import { quote } from '../../quote.ts'
import type { ComputerSetUp, FirstBoot, HostKeyFile } from '../../worker-protocol.ts'
import { findAccount } from '../accounts.ts'
import type { Computer } from '../computer.ts'
import { changeMode, makeFolder, writeFile } from '../files.ts'
import { loginEnvironment } from '../login-environment.ts'
import { installPackage, isKnownPackage } from '../packages.ts'
import { kernel } from '../process.ts'
import { runShell } from '../shell.ts'
import { asConfig, asList, asText, asTexts, type Config, mergeConfigs, readConfig } from './cloud-config.ts'
import { writeFiles } from './config-files.ts'
import { configurePasswords, configureUsers } from './config-users.ts'
import { writeOutcome } from './outcome.ts'
import { readUserData, type UserDataPart } from './user-data.ts'

/**
 * What cloud-init does at the first boot, in its order: files, users, host keys, passwords, packages, deferred files, commands, and
 * scripts last. As in the original, a module that fails is told on the console and the others go on.
 */
export async function firstBoot(computer: Computer, setUp: ComputerSetUp): Promise<FirstBoot> {
  const log: string[] = [stage('init')]
  const parts = attempt(log, 'user data', () => readUserData(setUp.userData ?? new Uint8Array(0))) ?? []
  const config = mergedConfig(parts, log)
  for (const part of parts.filter((one) => one.kind === 'boothook'))
    await runScript(computer, part.text, 'boothook', log)
  await runCommands(computer, config.bootcmd, 'bootcmd', log)
  attempt(log, 'set-hostname', () => setHostname(computer, config))
  attempt(log, 'write-files', () => writeFiles(computer, config, false))
  attempt(log, 'users-groups', () => configureUsers(computer, config, setUp.authorizedKeys))
  const hostKeys = attempt(log, 'ssh', () => placeHostKeys(computer, config, setUp.hostKey)) ?? [
    setUp.hostKey,
  ]
  attempt(log, 'set-passwords', () => configurePasswords(computer, config))
  log.push(stage('modules:final'))
  attempt(log, 'package-update-upgrade-install', () => installPackages(computer, config))
  attempt(log, 'write-files-deferred', () => writeFiles(computer, config, true))
  await runCommands(computer, config.runcmd, 'runcmd', log)
  for (const [index, part] of parts.filter((one) => one.kind === 'script').entries()) {
    await runScript(computer, part.text, `part-${String(index + 1).padStart(3, '0')}`, log)
  }
  const mode = asText(asConfig(config.power_state).mode)
  const output = log.join('')
  writeOutcome(computer, log)
  writeFile(computer.tree, kernel, '/var/log/cloud-init-output.log', Buffer.from(output), 0o640)
  return {
    output,
    hostname: computer.hostname,
    hostKeys,
    ...(mode === 'reboot' || mode === 'poweroff' ? { requestedPower: mode } : {}),
  }
}

const stage = (name: string): string =>
  `Cloud-init v. 24.4 running '${name}' at ${new Date().toUTCString()}.\n`

function attempt<T>(log: string[], module: string, work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    log.push(
      `cloud-init[WARNING]: Failed to run module ${module}: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    return undefined
  }
}

function mergedConfig(parts: readonly UserDataPart[], log: string[]): Config {
  let config: Config = {}
  for (const part of parts) {
    if (part.kind === 'unknown' && part.text.trim() !== '') {
      log.push(
        `cloud-init[WARNING]: Unhandled non-multipart (text/x-not-multipart) userdata: '${part.text.slice(0, 40).split('\n')[0]}...'\n`,
      )
    }
    if (part.kind !== 'config') continue
    config =
      attempt(log, 'cloud-config', () => mergeConfigs(config, readConfig(part.text), part.merge)) ?? config
  }
  return config
}

function setHostname(computer: Computer, config: Config): void {
  const name = asText(config.fqdn) ?? asText(config.hostname)
  if (name !== undefined) computer.hostname = name
  writeFile(computer.tree, kernel, '/etc/hostname', Buffer.from(`${computer.hostname}\n`))
}

/** `ssh_keys` replaces all keys that the machine would have made for itself; its public halves may be left out. */
function placeHostKeys(computer: Computer, config: Config, made: HostKeyFile): readonly HostKeyFile[] {
  const given = asConfig(config.ssh_keys)
  const keys = Object.entries(given).flatMap(([name, value]) => {
    const type = /^(\w+)_private$/.exec(name)?.[1]
    const privateKey = asText(value)
    if (type === undefined || privateKey === undefined) return []
    const publicKey = (asText(given[`${type}_public`]) ?? '').split(' ').slice(0, 2).join(' ')
    return [{ type, privateKey: `${privateKey.trimEnd()}\n`, publicKey }]
  })
  const placed = keys.length > 0 ? keys : [{ type: 'ed25519', ...made }]
  for (const key of placed) {
    const path = `/etc/ssh/ssh_host_${key.type}_key`
    writeFile(computer.tree, kernel, path, Buffer.from(key.privateKey), 0o600)
    if (key.publicKey !== '')
      writeFile(
        computer.tree,
        kernel,
        `${path}.pub`,
        Buffer.from(`${key.publicKey} root@${computer.hostname}\n`),
        0o644,
      )
  }
  return placed.map(({ privateKey, publicKey }) => ({ privateKey, publicKey }))
}

function installPackages(computer: Computer, config: Config): void {
  const names = asList(config.packages).flatMap((item) =>
    Array.isArray(item) ? asTexts(item).slice(0, 1) : asTexts(item),
  )
  for (const name of names.filter(isKnownPackage)) installPackage(computer, name)
  const unknown = names.filter((name) => !isKnownPackage(name))
  if (unknown.length > 0) throw new Error(`failed to install packages: ${unknown.join(' ')}`)
}

async function runCommands(
  computer: Computer,
  commands: unknown,
  name: string,
  log: string[],
): Promise<void> {
  const lines = asList(commands).map((command) =>
    Array.isArray(command) ? asTexts(command).map(quote).join(' ') : (asText(command) ?? ''),
  )
  if (lines.length > 0) await runScript(computer, `#!/bin/sh\n${lines.join('\n')}\n`, name, log)
}

async function runScript(computer: Computer, text: string, name: string, log: string[]): Promise<void> {
  const path = `/var/lib/cloud/instance/scripts/${name}`
  makeFolder(computer.tree, kernel, '/var/lib/cloud/instance/scripts', { recursive: true })
  writeFile(computer.tree, kernel, path, Buffer.from(text))
  changeMode(computer.tree, kernel, path, 0o700)
  const root = findAccount(computer.tree, 'root')
  if (root === undefined) return
  const env = { ...loginEnvironment(computer, root), INSTANCE_ID: computer.instanceId }
  const outcome = await runShell(computer, { script: '"$0"', name: path, env, cwd: '/', as: root })
  log.push(Buffer.from(outcome.stdout).toString('utf8'), Buffer.from(outcome.stderr).toString('utf8'))
  if (outcome.exitCode !== 0)
    log.push(`cloud-init[WARNING]: Failed to run ${path}: exit code ${outcome.exitCode}\n`)
}
