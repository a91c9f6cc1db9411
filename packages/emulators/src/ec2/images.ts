import type { OperatingSystem } from '../machines/machine.ts'
import type { Image } from './image.ts'
import { readSpec } from './volume-spec.ts'

export type Architecture = 'x86_64' | 'arm64'

/** The ids of the emulated cloud's images: the same in every region and every run. `arm64` images need a type such as `t4g.micro`. */
export const ec2Images = {
  amazonLinux2023: 'ami-0a10a10a10a10a123',
  amazonLinux2023Arm: 'ami-0a10a10a10a10a164',
  debian12: 'ami-0deb12deb12deb128',
  debian12Arm: 'ami-0deb12deb12deb164',
  ubuntu2404: 'ami-024042404240424a8',
  ubuntu2404Arm: 'ami-02404240424042464',
} as const

const amazonLinux: OperatingSystem = {
  id: 'amzn',
  version: '2023',
  prettyName: 'Amazon Linux 2023.6.20241212',
  user: 'ec2-user',
}
const debian: OperatingSystem = {
  id: 'debian',
  version: '12',
  prettyName: 'Debian GNU/Linux 12 (bookworm)',
  user: 'admin',
}
const ubuntu: OperatingSystem = {
  id: 'ubuntu',
  version: '24.04',
  prettyName: 'Ubuntu 24.04.1 LTS',
  user: 'ubuntu',
}

type Release = Pick<Image, 'ownerId' | 'ownerAlias' | 'createdAt' | 'rootDevice' | 'os'> & {
  readonly ids: Readonly<Record<Architecture, string>>
  readonly nameFor: (architecture: Architecture) => string
  readonly describe: (architecture: Architecture) => string
}

/** Debian's and Ubuntu's name for the architecture that the vendor calls x86_64. */
const amd64 = (architecture: Architecture) => (architecture === 'arm64' ? 'arm64' : 'amd64')

const releases: readonly Release[] = [
  {
    ids: { x86_64: ec2Images.amazonLinux2023, arm64: ec2Images.amazonLinux2023Arm },
    nameFor: (architecture) => `al2023-ami-2023.6.20241212.0-kernel-6.1-${architecture}`,
    describe: (architecture) => `Amazon Linux 2023 AMI 2023.6.20241212.0 ${architecture} HVM kernel-6.1`,
    ownerId: '137112412989',
    ownerAlias: 'amazon',
    createdAt: '2024-12-12T21:50:16.000Z',
    rootDevice: '/dev/xvda',
    os: amazonLinux,
  },
  {
    ids: { x86_64: ec2Images.debian12, arm64: ec2Images.debian12Arm },
    nameFor: (architecture) => `debian-12-${amd64(architecture)}-20241125-1942`,
    describe: () => 'Debian 12 (20241125-1942)',
    ownerId: '136693071363',
    createdAt: '2024-11-25T08:01:40.000Z',
    rootDevice: '/dev/xvda',
    os: debian,
  },
  {
    ids: { x86_64: ec2Images.ubuntu2404, arm64: ec2Images.ubuntu2404Arm },
    nameFor: (architecture) =>
      `ubuntu/images/hvm-ssd-gp3/ubuntu-noble-24.04-${amd64(architecture)}-server-20241206`,
    describe: (architecture) => `Canonical, Ubuntu, 24.04, ${amd64(architecture)} noble image`,
    ownerId: '099720109477',
    createdAt: '2024-12-06T08:02:41.000Z',
    rootDevice: '/dev/sda1',
    os: ubuntu,
  },
]

/** The images that every account may use. */
export const publicImages = (): readonly Image[] =>
  releases.flatMap((release) =>
    (['x86_64', 'arm64'] as const).map((architecture) => toImage(release, architecture)),
  )

function toImage({ ids, nameFor, describe, ...release }: Release, architecture: Architecture): Image {
  const id = ids[architecture]
  return {
    ...release,
    id,
    name: nameFor(architecture),
    description: describe(architecture),
    architecture,
    devices: [
      {
        device: release.rootDevice,
        snapshotId: id.replace('ami-', 'snap-'),
        spec: readSpec({ type: 'gp3', sizeGiB: 8 }),
        kmsKeyId: undefined,
        deleteOnTermination: true,
      },
    ],
    ena: true,
    bootMode: 'uefi-preferred',
    tokensRequired: true,
    state: 'available',
    sharing: { users: [], everyone: true },
  }
}
