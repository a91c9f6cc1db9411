/** The embedded clouds, with machines that answer SSH: prints how EC2 and S3 are reached, and ends when its input does. */
import { startCloud } from '@cloud/emulators'

const local = await startCloud()
const { ec2, s3, gateway } = local
process.stdout.write(`${JSON.stringify({ ec2, s3, gateway })}\n`)
process.stdin.resume().on('end', () => void local.close().then(() => process.exit()))
