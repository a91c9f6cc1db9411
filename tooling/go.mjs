// Runs a task of this repository on any machine with Node 18 and npm: brings pnpm, a recent Node where this one is too old, and the
// dependencies. Plain JavaScript without dependencies, because it runs before anything is installed.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PNPM = 'pnpm@12.18.0'
const NODE = '24.21.0'
const OLDEST = [22, 20]

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const tasks = {
  demo: ['pnpm', '--silent', '--filter', '@examples/quick-start', 'start'],
  check: ['pnpm', 'exec', 'vitest', 'run'],
  // Whatever follows, with pnpm and Node on its PATH.
  exec: [],
}

function run(command) {
  const [program, ...args] = command
  // npm's programs are .cmd files on Windows, which only a shell starts.
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (error)
    fail(`${program} could not be started: ${error.message}. It comes with Node's npm; is that on the PATH?`)
  return status ?? 1
}

function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}

function nodeIsRecent() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/** What to put before a pnpm command, so that it finds pnpm and a recent Node. */
function prefix() {
  const packages = ['-p', PNPM]
  if (!nodeIsRecent()) {
    const platform = process.platform === 'win32' ? 'win' : process.platform
    const arm64Mac = process.platform === 'darwin' && process.arch === 'arm64'
    packages.push('-p', `node-${arm64Mac ? 'bin-' : ''}${platform}-${process.arch}@${NODE}`)
  }
  return ['npx', '--yes', '--loglevel=error', ...packages, '--']
}

function installed() {
  const state = join(root, 'node_modules', '.pnpm-workspace-state-v1.json')
  if (!existsSync(state) || statSync(state).mtimeMs < statSync(join(root, 'pnpm-lock.yaml')).mtimeMs)
    return false
  return task === 'demo' || !JSON.parse(readFileSync(state, 'utf8')).filteredInstall
}

const task = process.argv[2] ?? ''
if (!Object.hasOwn(tasks, task))
  fail(`usage: node tooling/go.mjs ${Object.keys(tasks).join('|')} [ARGUMENT ...]`)

if (!installed()) {
  console.log('Installing the dependencies (once) ...')
  if (
    run([
      ...prefix(),
      'pnpm',
      'install',
      '--frozen-lockfile',
      '--reporter=append-only',
      '--loglevel=warn',
      // Half of all packages are for the documentation, for releases and for the tests of others.
      ...(task === 'demo' ? ['--filter', '@examples/quick-start...'] : []),
    ]) !== 0
  ) {
    fail(
      nodeIsRecent()
        ? 'The dependencies could not be installed: the npm registry must be reachable.'
        : `The dependencies could not be installed. This is Node ${process.versions.node}; where no newer Node can be fetched from the npm registry, install Node ${OLDEST.join('.')} or newer and try again.`,
    )
  }
}
process.exit(run([...prefix(), ...tasks[task], ...process.argv.slice(3)]))
