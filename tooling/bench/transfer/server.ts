/** The embedded S3 in a process of its own, so that its memory is not the client's. Prints what clients are to be made with. */

import { startCloud } from '@cloud/emulators'
import { storage } from '@cloud/s3'

const local = await startCloud()
await storage(local.s3).createBucket({ name: 'bench' })
process.stdout.write(`${JSON.stringify(local.s3)}\n`)
process.on('SIGTERM', () => void local.close().then(() => process.exit(0)))
