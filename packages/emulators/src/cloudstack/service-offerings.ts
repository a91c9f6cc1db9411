import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, now } from './command.ts'
import { found } from './found.ts'
import { answerList, type ListInput, named } from './listing.ts'
import { existingVirtualMachine } from './virtual-machine.ts'

export interface ServiceOffering {
  readonly id: string
  readonly name: string
  /** A custom offering leaves these to whoever deploys. */
  readonly cpus: number | undefined
  readonly cpuMHz: number | undefined
  readonly memoryMiB: number | undefined
}

/** The ids of the service offerings, the same in every run. */
export const cloudstackOfferings = {
  small: '3f2b6d0e-1a4c-4b7d-9e51-0c6a8d2f1b11',
  medium: '9a7c5e21-6d3f-4e8a-b0c2-4f1d7a9e3c12',
  large: 'c51e8f93-2b7a-4d6c-8f3e-7a0b2d5c4e13',
  extraLarge: 'e08d4a76-9c1b-4a5f-a7d4-1b3c6e8f5a14',
  /** Takes 'cpuNumber', `cpuSpeed` and `memory` as details. */
  custom: '5b6f9c38-4e2d-4c1a-93b7-8d0e2a7c6f15',
} as const

const offering = (id: string, name: string, cpus?: number, cpuMHz?: number, memoryMiB?: number) => ({
  id,
  name,
  cpus,
  cpuMHz,
  memoryMiB,
})

export const serviceOfferings: readonly ServiceOffering[] = [
  offering(cloudstackOfferings.small, 'Small Instance', 1, 500, 512),
  offering(cloudstackOfferings.medium, 'Medium Instance', 1, 1_000, 1_024),
  offering(cloudstackOfferings.large, 'Large Instance', 2, 2_000, 4_096),
  offering(cloudstackOfferings.extraLarge, 'Extra Large Instance', 4, 2_000, 8_192),
  offering(cloudstackOfferings.custom, 'Custom Instance'),
]

const createdAt = Date.parse('2024-03-05T09:30:00Z')

interface OfferingList extends ListInput {
  readonly issystem?: boolean
  readonly virtualmachineid?: string
}

export const serviceOfferingCommands: Commands<'listServiceOfferings'> = {
  listServiceOfferings: now<OfferingList>(
    'id name zoneid issystem virtualmachineid',
    (cloud, input, call) => {
      // Of a machine: those that it can change to.
      const { virtualmachineid: machine } = input
      const own =
        machine === undefined ? undefined : existingVirtualMachine(cloud, 'virtualmachineid', machine)
      const shown = named(cloud, input, [...cloud.serviceOfferings.values()]).filter(
        ({ id }) => input.issystem !== true && id !== own?.offering.id,
      )
      return answerList(cloud, call, 'serviceoffering', shown, offeringWire)
    },
  ),
}

export const existingOffering = (cloud: CloudStack, id: string | undefined): ServiceOffering =>
  found(cloud.serviceOfferings, 'serviceofferingid', id)

const offeringWire = ({ id, name, cpus, cpuMHz, memoryMiB }: ServiceOffering) => ({
  id,
  name,
  displaytext: name,
  cpunumber: cpus,
  cpuspeed: cpuMHz,
  memory: memoryMiB,
  created: timeText(createdAt),
  storagetype: 'shared',
  provisioningtype: 'thin',
  offerha: false,
  limitcpuuse: false,
  isvolatile: false,
  issystem: false,
  defaultuse: false,
  iscustomized: cpus === undefined,
  dynamicscalingenabled: true,
  state: 'Active',
  hasannotations: false,
})
