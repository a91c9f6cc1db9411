import type { UserDataLimit } from '@cloud/core'

/** Before it is encoded in base 64. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-add-user-data.html */
export const userDataLimit: UserDataLimit = { textBytes: 16_384, binaryBytes: 16_384 }
