/** The commands that the emulated CloudStack answers. The table of commands is written for these. */
export const commandNames = [
  'createSSHKeyPair',
  'deleteSSHKeyPair',
  'deployVirtualMachine',
  'destroyVirtualMachine',
  'expungeVirtualMachine',
  'getVMPassword',
  'listAsyncJobs',
  'listDiskOfferings',
  'listNetworks',
  'listOsTypes',
  'listSSHKeyPairs',
  'listServiceOfferings',
  'listTemplates',
  'listVirtualMachines',
  'listZones',
  'queryAsyncJobResult',
  'rebootVirtualMachine',
  'recoverVirtualMachine',
  'registerSSHKeyPair',
  'resetPasswordForVirtualMachine',
  'startVirtualMachine',
  'stopVirtualMachine',
] as const

export type CommandName = (typeof commandNames)[number]
