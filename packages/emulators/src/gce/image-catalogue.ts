import type { OperatingSystem } from '../machines/machine.ts'
import type { Wire } from './json.ts'
import { linkTo } from './links.ts'
import type { Resource } from './resource.ts'

interface Release {
  readonly project: string
  readonly name: string
  readonly family: string
  readonly os: OperatingSystem
  readonly architecture?: 'ARM64' | 'X86_64'
  readonly diskGb?: number
}

const debian = (version: string, name: string): OperatingSystem => ({
  id: 'debian',
  version,
  prettyName: `Debian GNU/Linux ${version} (${name})`,
  user: 'debian',
})
const ubuntu = (version: string, prettyName: string): OperatingSystem => ({
  id: 'ubuntu',
  version,
  prettyName,
  user: 'ubuntu',
})
const rocky = (version: string, name: string): OperatingSystem => ({
  id: 'rocky',
  version,
  prettyName: `Rocky Linux ${version} (${name})`,
  user: 'rocky',
})
const centos: OperatingSystem = { id: 'centos', version: '9', prettyName: 'CentOS Stream 9', user: 'centos' }
const fedora: OperatingSystem = {
  id: 'fedora',
  version: '42',
  prettyName: 'Fedora Linux 42 (Cloud Edition)',
  user: 'fedora',
}

const jammy = ubuntu('22.04', 'Ubuntu 22.04.5 LTS')
const noble = ubuntu('24.04', 'Ubuntu 24.04.3 LTS')

/** Each family's releases from the oldest on: the last one is what the family means, those before are deprecated. */
const releases: readonly Release[] = [
  ...family('debian-cloud', 'debian-11', debian('11', 'bullseye'), [
    'debian-11-bullseye-v20251014',
    'debian-11-bullseye-v20251111',
  ]),
  ...family('debian-cloud', 'debian-12', debian('12', 'bookworm'), [
    'debian-12-bookworm-v20251014',
    'debian-12-bookworm-v20251111',
  ]),
  ...family(
    'debian-cloud',
    'debian-12-arm64',
    debian('12', 'bookworm'),
    ['debian-12-bookworm-arm64-v20251111'],
    { architecture: 'ARM64' },
  ),
  ...family('debian-cloud', 'debian-13', debian('13', 'trixie'), [
    'debian-13-trixie-v20251014',
    'debian-13-trixie-v20251111',
  ]),
  ...family('ubuntu-os-cloud', 'ubuntu-2204-lts', jammy, [
    'ubuntu-2204-jammy-v20251023',
    'ubuntu-2204-jammy-v20251120',
  ]),
  ...family('ubuntu-os-cloud', 'ubuntu-2404-lts-amd64', noble, [
    'ubuntu-2404-noble-amd64-v20251021',
    'ubuntu-2404-noble-amd64-v20251121',
  ]),
  ...family('ubuntu-os-cloud', 'ubuntu-2404-lts-arm64', noble, ['ubuntu-2404-noble-arm64-v20251121'], {
    architecture: 'ARM64',
  }),
  ...family(
    'rocky-linux-cloud',
    'rocky-linux-8',
    rocky('8.10', 'Green Obsidian'),
    ['rocky-linux-8-v20251113'],
    { diskGb: 20 },
  ),
  ...family(
    'rocky-linux-cloud',
    'rocky-linux-9',
    rocky('9.6', 'Blue Onyx'),
    ['rocky-linux-9-v20251016', 'rocky-linux-9-v20251113'],
    { diskGb: 20 },
  ),
  ...family('centos-cloud', 'centos-stream-9', centos, ['centos-stream-9-v20251113'], { diskGb: 20 }),
  ...family('fedora-cloud', 'fedora-cloud-42-x86-64', fedora, ['fedora-cloud-gcp-42-1-1-x86-64']),
]

function family(
  project: string,
  name: string,
  os: OperatingSystem,
  names: readonly string[],
  more: Partial<Release> = {},
): readonly Release[] {
  return names.map((release) => ({ project, name: release, family: name, os, ...more }))
}

/** Projects of the vendor's that anyone may read images of. */
export const imageProjects: readonly string[] = [...new Set(releases.map(({ project }) => project))]

const dayMs = 86_400_000
const newest = Date.parse('2025-11-21T08:00:00Z')

/** The vendor's images, the same in every run. */
export const publicImages: readonly Resource[] = releases.map((release, index) => {
  const path = `projects/${release.project}/global/images/${release.name}`
  return {
    collection: 'images',
    scope: 'global',
    name: release.name,
    id: String(6_100_000_000_000_000_000n + BigInt(index) * 7_919n),
    kind: 'compute#image',
    createdAt: newest - (releases.length - index) * dayMs,
    path,
    wire: imageWire(release),
    os: release.os,
    ready: true,
  }
})

function imageWire({ project, name, family: own, os, architecture = 'X86_64', diskGb = 10 }: Release): Wire {
  const current = releases.findLast((one) => one.project === project && one.family === own)
  return {
    description: `${os.prettyName}, built on the release date in its name`,
    sourceType: 'RAW',
    rawDisk: { source: '', containerType: 'TAR' },
    status: 'READY',
    archiveSizeBytes: String(diskGb * 110_000_000),
    diskSizeGb: String(diskGb),
    family: own,
    architecture,
    licenses: [linkTo(`projects/${project}/global/licenses/${own.replace(/-(?:amd64|arm64|x86-64)$/, '')}`)],
    guestOsFeatures: [{ type: 'VIRTIO_SCSI_MULTIQUEUE' }, { type: 'UEFI_COMPATIBLE' }, { type: 'GVNIC' }],
    labelFingerprint: '42WmSpB8rSM=',
    storageLocations: ['eu', 'us', 'asia'],
    ...(current &&
      current.name !== name && {
        deprecated: {
          state: 'DEPRECATED',
          replacement: linkTo(`projects/${project}/global/images/${current.name}`),
        },
      }),
  }
}
