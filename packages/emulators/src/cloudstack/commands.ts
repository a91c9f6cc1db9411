import { asyncJobCommands } from './async-job-commands.ts'
import type { Command } from './command.ts'
import type { CommandName } from './command-names.ts'
import { deployCommands } from './deploy.ts'
import { diskOfferingCommands } from './disk-offerings.ts'
import { keyPairCommands } from './key-pairs.ts'
import { networkListCommands } from './networks.ts'
import { osTypeCommands } from './os-types.ts'
import { passwordCommands } from './passwords.ts'
import { powerCommands } from './power-commands.ts'
import { serviceOfferingCommands } from './service-offerings.ts'
import { templateListCommands } from './templates.ts'
import { virtualMachineCommands } from './virtual-machines.ts'
import { zoneCommands } from './zones.ts'

/** Every command that is answered. */
export const commands: Readonly<Record<CommandName, Command>> = {
  ...asyncJobCommands,
  ...deployCommands,
  ...diskOfferingCommands,
  ...keyPairCommands,
  ...networkListCommands,
  ...osTypeCommands,
  ...passwordCommands,
  ...powerCommands,
  ...serviceOfferingCommands,
  ...templateListCommands,
  ...virtualMachineCommands,
  ...zoneCommands,
}
