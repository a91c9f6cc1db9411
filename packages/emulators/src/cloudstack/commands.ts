import { affinityGroupCommands } from './affinity-groups.ts'
import { asyncJobCommands } from './async-job-commands.ts'
import type { Command } from './command.ts'
import type { CommandName } from './command-names.ts'
import { deployCommands } from './deploy.ts'
import { diskOfferingCommands } from './disk-offerings.ts'
import { keyPairCommands } from './key-pairs.ts'
import { machineChangeCommands } from './machine-changes.ts'
import { networkListCommands } from './networks.ts'
import { osTypeCommands } from './os-types.ts'
import { passwordCommands } from './passwords.ts'
import { powerCommands } from './power-commands.ts'
import { securityGroupRuleCommands } from './security-group-rules.ts'
import { securityGroupCommands } from './security-groups.ts'
import { serviceOfferingCommands } from './service-offerings.ts'
import { snapshotCommands } from './snapshots.ts'
import { tagCommands } from './tags.ts'
import { templateChangeCommands, templatePermissionCommands } from './template-changes.ts'
import { templateCreateCommands } from './template-create.ts'
import { templateListCommands } from './templates.ts'
import { virtualMachineCommands } from './virtual-machines.ts'
import { volumeChangeCommands } from './volume-changes.ts'
import { volumeCommands } from './volumes.ts'
import { zoneCommands } from './zones.ts'

/** Every command that is answered. */
export const commands: Readonly<Record<CommandName, Command>> = {
  ...affinityGroupCommands,
  ...asyncJobCommands,
  ...deployCommands,
  ...diskOfferingCommands,
  ...keyPairCommands,
  ...machineChangeCommands,
  ...networkListCommands,
  ...osTypeCommands,
  ...passwordCommands,
  ...powerCommands,
  ...securityGroupCommands,
  ...securityGroupRuleCommands,
  ...serviceOfferingCommands,
  ...snapshotCommands,
  ...tagCommands,
  ...templateChangeCommands,
  ...templateCreateCommands,
  ...templateListCommands,
  ...templatePermissionCommands,
  ...virtualMachineCommands,
  ...volumeChangeCommands,
  ...volumeCommands,
  ...zoneCommands,
}
