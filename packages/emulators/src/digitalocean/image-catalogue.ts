import type { OperatingSystem } from '../machines/machine.ts'
import type { Image } from './image.ts'
import { regions } from './region-catalogue.ts'

interface Release {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly distribution: string
  readonly createdAt: string
  readonly sizeGigabytes: number
  readonly os: Omit<OperatingSystem, 'user'>
  readonly application?: true
}

const ubuntu = (version: string, name: string) =>
  ({ id: 'ubuntu', version, prettyName: `Ubuntu ${name}` }) as const
const debian = (version: string, name: string) =>
  ({ id: 'debian', version, prettyName: `Debian GNU/Linux ${version} (${name})` }) as const

const noble = ubuntu('24.04', '24.04.1 LTS')
const jammy = ubuntu('22.04', '22.04.5 LTS')

const releases: readonly Release[] = [
  {
    id: 195_932_981,
    slug: 'ubuntu-25-10-x64',
    name: '25.10 x64',
    distribution: 'Ubuntu',
    createdAt: '2025-10-14T17:04:38Z',
    sizeGigabytes: 2.6,
    os: ubuntu('25.10', '25.10'),
  },
  {
    id: 173_787_378,
    slug: 'ubuntu-24-04-x64',
    name: '24.04 (LTS) x64',
    distribution: 'Ubuntu',
    createdAt: '2024-12-09T22:19:03Z',
    sizeGigabytes: 2.49,
    os: noble,
  },
  {
    id: 173_787_375,
    slug: 'ubuntu-22-04-x64',
    name: '22.04 (LTS) x64',
    distribution: 'Ubuntu',
    createdAt: '2024-12-09T22:17:55Z',
    sizeGigabytes: 2.36,
    os: jammy,
  },
  {
    id: 195_004_170,
    slug: 'debian-13-x64',
    name: '13 x64',
    distribution: 'Debian',
    createdAt: '2025-08-14T15:21:28Z',
    sizeGigabytes: 2.11,
    os: debian('13', 'trixie'),
  },
  {
    id: 173_788_512,
    slug: 'debian-12-x64',
    name: '12 x64',
    distribution: 'Debian',
    createdAt: '2024-12-09T23:01:12Z',
    sizeGigabytes: 1.98,
    os: debian('12', 'bookworm'),
  },
  {
    id: 187_031_587,
    slug: 'fedora-42-x64',
    name: '42 x64',
    distribution: 'Fedora',
    createdAt: '2025-04-17T13:31:53Z',
    sizeGigabytes: 1.72,
    os: { id: 'fedora', version: '42', prettyName: 'Fedora Linux 42 (Cloud Edition)' },
  },
  {
    id: 194_406_284,
    slug: 'rockylinux-9-x64',
    name: '9 x64',
    distribution: 'Rocky Linux',
    createdAt: '2025-06-12T15:51:17Z',
    sizeGigabytes: 1.97,
    os: { id: 'rocky', version: '9.6', prettyName: 'Rocky Linux 9.6 (Blue Onyx)' },
  },
  {
    id: 194_406_291,
    slug: 'centos-stream-9-x64',
    name: '9 Stream x64',
    distribution: 'CentOS',
    createdAt: '2025-06-12T15:59:02Z',
    sizeGigabytes: 1.84,
    os: { id: 'centos', version: '9', prettyName: 'CentOS Stream 9' },
  },
  {
    id: 176_221_946,
    slug: 'docker-20-04',
    name: 'Docker on Ubuntu 22.04',
    distribution: 'Ubuntu',
    createdAt: '2025-01-22T09:41:30Z',
    sizeGigabytes: 2.87,
    os: jammy,
    application: true,
  },
  {
    id: 176_222_611,
    slug: 'nodejs-22-04',
    name: 'NodeJS on Ubuntu 22.04',
    distribution: 'Ubuntu',
    createdAt: '2025-01-22T10:02:14Z',
    sizeGigabytes: 3.02,
    os: jammy,
    application: true,
  },
]

/** The vendor's images, the same in every run and region. Root is the user of each, as on the real cloud. */
export const publicImages: readonly Image[] = releases.map(({ createdAt, os, application, ...release }) => ({
  ...release,
  type: 'base',
  public: true,
  application: application ?? false,
  regions: new Set(regions.filter(({ available }) => available).map(({ slug }) => slug)),
  createdAt: Date.parse(createdAt),
  minDiskGiB: application ? 25 : 7,
  description: `${release.distribution} ${release.name}`,
  status: 'available',
  os: { ...os, user: 'root' },
  dropletId: undefined,
}))
