import type { UserDataLimit } from '@cloud/core'

/** Text alone. https://docs.digitalocean.com/reference/api/digitalocean/#tag/Droplets */
export const userDataLimit: UserDataLimit = { textBytes: 65_536 }
