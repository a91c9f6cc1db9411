import type { Command } from 'just-bash'
import type { OperatingSystem } from '../../machine.ts'
import { aptTools } from './apt.ts'
import { cloudInitTools } from './cloud-init.ts'
import { fileStatus } from './file-status.ts'
import { fileTools } from './file-tools.ts'
import { identity } from './identity.ts'
import { fileLists } from './list-files.ts'
import { privileges } from './privileges.ts'
import { processTools } from './process-tools.ts'
import { asCommand, type Program } from './program.ts'
import { serviceTools } from './service-tools.ts'
import { shellCommands } from './shell-commands.ts'
import { shells } from './shells.ts'
import { systemTools } from './system-tools.ts'
import { userAdministration } from './user-administration.ts'
import { yumTools } from './yum.ts'

const everywhere: Readonly<Record<string, Program>> = {
  ...shells,
  ...privileges,
  ...identity,
  ...userAdministration,
  ...fileTools,
  ...fileLists,
  ...fileStatus,
  ...processTools,
  ...systemTools,
  ...serviceTools,
  ...cloudInitTools,
}
const packageTools: Readonly<Record<OperatingSystem['id'], Readonly<Record<string, Program>>>> = {
  amzn: yumTools,
  centos: yumTools,
  debian: aptTools,
  fedora: yumTools,
  rocky: yumTools,
  ubuntu: aptTools,
}

const programs = (os: OperatingSystem): Readonly<Record<string, Program>> => ({
  ...everywhere,
  ...packageTools[os.id],
})

/** Names that have a file in /usr/bin: just-bash's own commands, and those added here. */
export const commandNames = (os: OperatingSystem): readonly string[] => [
  ...new Set([...shellCommands, ...Object.keys(programs(os))]),
]

const made = new Map<OperatingSystem['id'], readonly Command[]>()

/** The commands of an operating system, for just-bash; made once. */
export function commandsOf(os: OperatingSystem): readonly Command[] {
  const commands =
    made.get(os.id) ?? Object.entries(programs(os)).map(([name, program]) => asCommand(name, program))
  made.set(os.id, commands)
  return commands
}
