import type { CallOptions, Ref } from '@cloud/core'
import { checkList, checkText, clientOf, type HasClient, object, type XmlShape } from '@cloud/core/driver'
import { type Access, type PermissionWire, permissions, toAccess, toPermissions } from './access-wire.ts'
import { done, type Ec2Client, idempotent, read, send } from './client.ts'
import { forbiddenWhereSeen } from './forbidden.ts'
import { getImage, unavailable } from './get-image.ts'
import { ec2Id } from './ids.ts'

type Driver = HasClient<Ec2Client>

/** Who may start nodes of an image, beside its owner. */
export interface ImageAccess extends Access {
  /** ARNs of organizations, and of units in them. */
  readonly organizations?: readonly string[] | undefined
  readonly organizationalUnits?: readonly string[] | undefined
}

interface AttributeWire {
  readonly launchPermission: readonly PermissionWire[]
}

const attribute: XmlShape<AttributeWire> = object<AttributeWire>({ launchPermission: permissions })

/** Who may start nodes of an image of the account. */
export function getImageAccess(
  driver: Driver,
  image: Ref<'image'>,
  call?: CallOptions,
): Promise<Required<ImageAccess>> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const parameters = { ImageId: ec2Id('image', image), Attribute: 'launchPermission' }
    const request = { name: 'DescribeImageAttribute', repeat: read, parameters, answer: attribute } as const
    const { launchPermission: all } = await send(client, request, left)
    return {
      ...toAccess(all),
      organizations: all.flatMap(({ organizationArn }) => organizationArn ?? []),
      organizationalUnits: all.flatMap(({ organizationalUnitArn }) => organizationalUnitArn ?? []),
    }
  })
}

/**
 * Lets others start nodes of an image; its snapshots need not be shared for that, unless they are encrypted. `forbidden` where it is not the
 * account's.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyImageAttribute.html
 */
export function shareImage(
  driver: Driver,
  image: Ref<'image'>,
  access: ImageAccess,
  call?: CallOptions,
): Promise<void> {
  return change(driver, image, 'Add', access, call)
}

/** Takes that back. Nodes that they started run on. */
export function unshareImage(
  driver: Driver,
  image: Ref<'image'>,
  access: ImageAccess,
  call?: CallOptions,
): Promise<void> {
  return change(driver, image, 'Remove', access, call)
}

function change(
  driver: Driver,
  image: Ref<'image'>,
  how: 'Add' | 'Remove',
  access: ImageAccess,
  call: CallOptions | undefined,
): Promise<void> {
  const client = clientOf(driver)
  return client.within(call, async (left) => {
    const id = ec2Id('image', image)
    const LaunchPermission = { [how]: toLaunchPermissions(access) }
    const parameters = { ImageId: id, Attribute: 'launchPermission', LaunchPermission }
    const request = { name: 'ModifyImageAttribute', repeat: idempotent, parameters, answer: done } as const
    try {
      await send(client, request, left)
    } catch (error) {
      const told = await unavailable(client, error, id, left)
      throw await forbiddenWhereSeen(told, () => getImage(client, id, left))
    }
  })
}

function toLaunchPermissions({ organizations = [], organizationalUnits = [], ...access }: ImageAccess) {
  const check = (what: string, arn: string) => checkText(what, arn, { max: 2048 })
  checkList('organizations', organizations, check)
  checkList('organizationalUnits', organizationalUnits, check)
  const arns = [
    ...organizations.map((OrganizationArn) => ({ OrganizationArn })),
    ...organizationalUnits.map((OrganizationalUnitArn) => ({ OrganizationalUnitArn })),
  ]
  const nobodyElse = Object.keys(access).length === 0 && arns.length > 0
  return [...(nobodyElse ? [] : toPermissions(access)), ...arns]
}
