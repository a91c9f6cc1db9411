import type { Gce } from './cloud.ts'
import { linkTo, nameIn } from './links.ts'
import { customType, type MachineType, machineTypes } from './machine-type-catalogue.ts'
import { invalidField, requiredField } from './refusal.ts'
import { nameOfScope, type Scope } from './scope.ts'

export const machineTypeLink = ({ project }: Gce, zone: Scope, { name }: Pick<MachineType, 'name'>): string =>
  linkTo(`projects/${project}/${zone}/machineTypes/${name}`)

/** The machine type that a link of any form means, in the zone. Throws a `Refusal` for one that is none or is elsewhere. */
export function resolveMachineType(zone: Scope, link: string | undefined): MachineType {
  const field = 'machineType'
  if (!link) throw requiredField(field)
  const [, place, name] = /^(?:.*\/)?(zones\/[^/]+)\/machineTypes\/([^/]+)$/.exec(link) ?? []
  if (!place || !name) throw invalidField(field, link, 'The URL is malformed.')
  if (place !== zone)
    throw invalidField(
      field,
      link,
      `Machine type specified is in zone '${nameOfScope(place)}', the instance in '${nameOfScope(zone)}'.`,
    )
  return typeNamed(zone, nameIn(link), link)
}

/** The same by its name, as templates have it. */
export function typeNamed(zone: Scope, name: string, given: string = name): MachineType {
  const custom = customType(name)
  if (typeof custom === 'string') throw invalidField('machineType', given, custom)
  const type = machineTypes.get(name) ?? custom
  if (!type)
    throw invalidField(
      'machineType',
      given,
      `Machine type with name '${name}' does not exist in zone '${nameOfScope(zone)}'.`,
    )
  return type
}
