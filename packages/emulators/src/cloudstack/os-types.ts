import type { OperatingSystem } from '../machines/machine.ts'
import { type Commands, now } from './command.ts'
import { found } from './found.ts'
import { answerList, type ListInput } from './listing.ts'

export interface OsType {
  readonly id: string
  readonly name: string
  readonly category: { readonly id: string; readonly name: string }
  /** What a machine of this type runs. */
  readonly os: OperatingSystem
}

const debian = { id: '1c0f7b36-4d2e-4a8b-9f15-6e3c8a0d2b31', name: 'Debian' }
const ubuntu = { id: '8b5d2e91-7f0a-4c6d-b3e8-0a9f4c7d1e32', name: 'Ubuntu' }
const redHat = { id: 'd46a9c0f-3e8b-4f1d-8a72-5c1b7e9d0f33', name: 'RedHat' }

export const osTypes: readonly OsType[] = [
  {
    id: '4a9e1d70-2c6b-4f8e-a5d3-1b7c0e9f6a41',
    name: 'Debian GNU/Linux 12 (64-bit)',
    category: debian,
    os: { id: 'debian', version: '12', prettyName: 'Debian GNU/Linux 12 (bookworm)', user: 'debian' },
  },
  {
    id: '70c3f8b5-9d1e-4a2c-8e6f-3f0b5a7d1c42',
    name: 'Ubuntu 24.04 LTS',
    category: ubuntu,
    os: { id: 'ubuntu', version: '24.04', prettyName: 'Ubuntu 24.04.1 LTS', user: 'ubuntu' },
  },
  {
    id: 'a62d5f1c-8e4b-4d7a-90c3-7e2f1b6d8a43',
    name: 'Ubuntu 22.04 LTS',
    category: ubuntu,
    os: { id: 'ubuntu', version: '22.04', prettyName: 'Ubuntu 22.04.5 LTS', user: 'ubuntu' },
  },
  {
    id: 'cb8f0e63-1a7d-4c5e-b2f9-4d6a3c0e7b44',
    name: 'Rocky Linux 9',
    category: redHat,
    os: { id: 'rocky', version: '9.6', prettyName: 'Rocky Linux 9.6 (Blue Onyx)', user: 'rocky' },
  },
  {
    id: 'ed17a4b9-6c0f-4e3d-8d5b-9a8e2f1c4d45',
    name: 'CentOS Stream 9',
    category: redHat,
    os: { id: 'centos', version: '9', prettyName: 'CentOS Stream 9', user: 'cloud-user' },
  },
]

const byId = new Map(osTypes.map((type) => [type.id, type]))

export const existingOsType = (id: string | undefined): OsType => found(byId, 'ostypeid', id)

interface OsTypeList extends ListInput {
  readonly description?: string
  readonly oscategoryid?: string
}

export const osTypeCommands: Commands<'listOsTypes'> = {
  listOsTypes: now<OsTypeList>('id ids description oscategoryid', (cloud, input, call) => {
    const { id, ids, description, keyword, oscategoryid } = input
    if (id !== undefined) existingOsType(id)
    const shown = osTypes.filter(
      (type) =>
        (id === undefined || type.id === id) &&
        (ids === undefined || ids.includes(type.id)) &&
        (description === undefined || type.name === description) &&
        (oscategoryid === undefined || type.category.id === oscategoryid) &&
        (keyword === undefined || type.name.toLowerCase().includes(keyword.toLowerCase())),
    )
    return answerList(cloud, call, 'ostype', shown, ({ name, category, ...type }) => ({
      id: type.id,
      name,
      description: name,
      oscategoryid: category.id,
      oscategoryname: category.name,
      isuserdefined: false,
      fordisplay: true,
    }))
  }),
}
