import type { UserDataLimit } from '@cloud/core'

/**
 * What an installation takes unless its `vm.userdata.max.length` says otherwise, which goes up to 1 MiB; before it is encoded in base 64.
 * https://docs.cloudstack.apache.org/en/latest/adminguide/virtual_machines/user-data.html
 */
export const userDataLimit: UserDataLimit = { textBytes: 32_768, binaryBytes: 32_768 }
