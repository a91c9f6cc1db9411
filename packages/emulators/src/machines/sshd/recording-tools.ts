import { isRedHat, type OperatingSystem } from '../machine.ts'

/** A tool that is put onto the machine's disk: where, and its source. */
export interface RecordingTool {
  readonly path: string
  readonly source: string
}

/**
 * A package manager for machines without a network: it records names and puts a program in /usr/bin that prints its name and a
 * version, as the emulated machines' one does. Names with `no-such` in them are unknown.
 */
const yum = `#!/bin/sh
# Records what it installs; nothing is downloaded.
record=/var/lib/installed-packages
yes=; verb=; names=
for word in "$@"; do
  case $word in -y|-yq|-qy|--assumeyes) yes=1 ;; -*) ;; *) if [ -z "$verb" ]; then verb=$word; else names="$names $word"; fi ;; esac
done
case $verb in
  list) echo 'Installed Packages'; sed 's/ /.x86_64 /' $record 2>/dev/null; exit 0 ;;
  update|upgrade|makecache|clean) echo 'Complete!'; exit 0 ;;
  install) ;;
  *) echo "No such command: $verb" >&2; exit 1 ;;
esac
if [ "$(id -u)" != 0 ]; then
  echo 'Error: This command has to be run with superuser privileges (under the root user on most systems).' >&2; exit 1
fi
for name in $names; do
  case $name in *no-such*) echo "Error: Unable to find a match: $name" >&2; exit 1 ;; esac
done
if [ -z "$yes" ]; then printf 'Is this ok [y/N]: '; echo 'Operation aborted.' >&2; exit 1; fi
for name in $names; do
  echo "Installing       : $name-1.0-1.x86_64"
  grep -q "^$name " $record 2>/dev/null || echo "$name 1.0-1" >> $record
  command -v "$name" >/dev/null || { printf '#!/bin/sh\\necho "%s 1.0-1"\\n' "$name" > "/usr/bin/$name"; chmod 755 "/usr/bin/$name"; }
done
echo; echo 'Installed:'; for name in $names; do echo "  $name-1.0-1.x86_64"; done; echo; echo 'Complete!'
`

const rpm = `#!/bin/sh
# Answers rpm -q and rpm -qa from what yum recorded.
code=0
[ "$1" = -qa ] && { sed 's/ \\(.*\\)/-\\1.x86_64/' /var/lib/installed-packages 2>/dev/null; exit 0; }
[ "$1" = -q ] && shift
for name in "$@"; do
  if grep -q "^$name " /var/lib/installed-packages 2>/dev/null; then echo "$name-1.0-1.x86_64"
  else echo "package $name is not installed"; code=$((code + 1)); fi
done
exit $code
`

/**
 * Where this computer has no sudo: the same call by way of su, whose PAM rule on the machine's disk trusts the group sudo. A script
 * cannot be setuid, and su is there on every Debian.
 */
const sudo = `#!/bin/sh
# Stands in for sudo by way of su.
user=root; login=
while [ $# -gt 0 ]; do
  case $1 in
    -u) user=$2; shift 2 ;;
    -i) login=-; shift ;;
    --) shift; break ;;
    -*) shift ;;
    *) break ;;
  esac
done
case " $(id -un) $(id -Gn) " in *' root '*|*' sudo '*) ;; *) echo 'sudo: a password is required' >&2; exit 1 ;; esac
[ $# -gt 0 ] || set -- sh
exec su $login -s /bin/sh -c 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin; export PATH; exec "$0" "$@"' -- "$user" "$@"
`

const power = (marker: string): string => `#!/bin/sh
# Ends the machine's first process, which ends the machine.
[ "$(id -u)" = 0 ] || { echo 'Interactive authentication required.' >&2; exit 1; }
${marker}
(sleep 0.2; kill -TERM 1) >/dev/null 2>&1 &
`

export const rebootMarker = '/.machine/reboot'

export const recordingTools = (
  os: Pick<OperatingSystem, 'id'>,
  hasSudo: boolean,
): readonly RecordingTool[] => [
  ...(isRedHat(os)
    ? [
        { path: '/usr/local/bin/yum', source: yum },
        { path: '/usr/local/bin/dnf', source: yum },
        { path: '/usr/local/bin/rpm', source: rpm },
      ]
    : [{ path: '/usr/local/bin/apt-get', source: yum.replaceAll('.x86_64', '') }]),
  ...(hasSudo ? [] : [{ path: '/usr/local/bin/sudo', source: sudo }]),
  { path: '/usr/local/sbin/reboot', source: power(`touch ${rebootMarker}`) },
  { path: '/usr/local/sbin/poweroff', source: power(':') },
]
