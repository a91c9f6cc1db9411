/** The clouds of `many`, in a process of their own until their parent is gone: what is measured is what deployments do to the caller's event loop. */
import { startCloud } from '@cloud/emulators'

const local = await startCloud()
const { ec2, gateway } = local
process.send?.({ ec2, gateway })
process.once('disconnect', () => void local.close())
