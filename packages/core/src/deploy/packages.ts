import { checkList, checkNames } from '../check.ts'
import { invalid } from '../errors.ts'
import { type ScriptOptions, script } from './script.ts'
import type { Step } from './step.ts'

/** Installs what its arguments name, by what the machine has for it, as root or by sudo; asks nothing. */
const install = `set -e
root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
has() { command -v "$1" >/dev/null 2>&1; }
if has apt-get; then
  root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 update
  root env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=300 install "$@"
elif has dnf; then root dnf -y install "$@"
elif has yum; then root yum -y install "$@"
elif has zypper; then root zypper --non-interactive install "$@"
elif has apk; then root apk add "$@"
elif has pacman; then root pacman -Sy --noconfirm --needed "$@"
else
  echo 'no package manager that is known: apt-get, dnf, yum, zypper, apk, pacman' >&2
  exit 127
fi`

/** A package's name, with a version or an architecture where a package manager takes one. */
const packageName = /^[A-Za-z0-9][\w.+:=~@/-]*$/

/**
 * Installs packages by the machine's own package manager (apt-get, dnf, yum, zypper, apk or pacman), as root or by `sudo -n`. What is
 * installed already stays.
 */
export function packages(names: readonly string[], options: Pick<ScriptOptions, 'title'> = {}): Step {
  checkNames('packages', options, ['title'])
  checkList('packages', names ?? null, (what, name) => {
    if (typeof name !== 'string' || !packageName.test(name))
      throw invalid(`${what} is no name of a package`, "such as 'nginx'")
  })
  if (names.length === 0) throw invalid('packages has none')
  const { title = `install ${names.join(' ')}` } = options
  return script(install, { title, args: names })
}
