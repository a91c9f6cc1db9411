import type { UserDataLimit } from '@cloud/core'

/** Of one value of metadata; what is no text is in base 64 there. https://cloud.google.com/compute/docs/metadata/setting-custom-metadata */
export const userDataLimit: UserDataLimit = { textBytes: 262_144, binaryBytes: 196_608 }
