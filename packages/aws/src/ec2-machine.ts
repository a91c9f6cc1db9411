import { join } from 'node:path'
import { nodeFiles } from '@cloud/core/driver'
import type { Environment } from './environment.ts'

/** What the firmware of an EC2 machine says. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/identify_ec2_instances.html */
const signs: readonly (readonly [file: string, form: RegExp])[] = [
  ['/sys/devices/virtual/dmi/id/board_asset_tag', /^i-[0-9a-f]+/],
  ['/sys/devices/virtual/dmi/id/sys_vendor', /^Amazon EC2/],
  ['/sys/devices/virtual/dmi/id/bios_vendor', /^Amazon EC2/],
  ['/sys/hypervisor/uuid', /^ec2/i],
]

/** Whether this machine is one of EC2, as far as its files tell: nothing is sent to find out. */
export async function isEc2Machine(
  env: Environment,
  platform: NodeJS.Platform = process.platform,
  root: string = '/',
): Promise<boolean> {
  if (platform === 'win32') {
    const folder = join(env.ProgramData ?? 'C:\\ProgramData', 'Amazon')
    const found = await Promise.all(['EC2Launch', 'EC2-Windows'].map((name) => exists(join(folder, name))))
    return found.includes(true)
  }
  const found = await Promise.all(
    signs.map(async ([file, form]) =>
      form.test(
        await nodeFiles()
          .readFile(join(root, file), 'utf8')
          .catch(() => ''),
      ),
    ),
  )
  return found.includes(true)
}

const exists = (path: string) =>
  nodeFiles()
    .access(path)
    .then(
      () => true,
      () => false,
    )
