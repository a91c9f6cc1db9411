import type { CallOptions, Ref } from '@cloud/core'
import {
  beforeWrite,
  checkNames,
  checkText,
  clientOf,
  type HasClient,
  invalid,
  named,
} from '@cloud/core/driver'
import { send } from '@cloud/google'
import { change, type GceClient, projectPath, read } from './client.ts'
import { guarded } from './fingerprint.ts'
import { getImageWire } from './get-image.ts'
import {
  type DeprecatedWire,
  type GceImage,
  type ImageName,
  imageLink,
  imageOf,
  imagePath,
  toImage,
} from './images-wire.ts'

/**
 * The latest image of a family, as in `debian-cloud/debian-12`; of a family alone, in the driver's project. `not-found` where there is none.
 * https://cloud.google.com/compute/docs/images/image-families-best-practices
 */
export async function latestImage(
  driver: HasClient<GceClient>,
  family: string,
  call?: CallOptions,
): Promise<GceImage> {
  const client = clientOf(driver)
  const own = await client.project()
  const [project, name] = family.includes('/') ? family.split('/', 2) : [own, family]
  const image = imageOf(`${project}/family/${name}`)
  return client.within(call, async (left) =>
    toImage(await getImageWire(client, image, left), image.project ?? own),
  )
}

/**
 * Says of an image what is to become of it: nodes can be made of one that is `DEPRECATED`, and not of one that is `OBSOLETE` or `DELETED`;
 * `ACTIVE` takes it back. `replacement` is what to use in its place. https://cloud.google.com/compute/docs/reference/rest/v1/images/deprecate
 */
export async function deprecateImage(
  driver: HasClient<GceClient>,
  ref: Ref<'image'>,
  options: Omit<DeprecatedWire, 'replacement'> & { readonly replacement?: Ref<'image'> | undefined },
  call?: CallOptions,
): Promise<void> {
  const client = clientOf(driver)
  checkNames('deprecateImage', options, ['state', 'replacement', 'deprecated', 'obsolete', 'deleted'])
  const image = imageOf(ref)
  const { replacement, ...rest } = options
  const own = await client.project()
  const body = { ...rest, replacement: replacement && imageLink(imageOf(replacement), own) }
  const path = [...imagePath(image), 'deprecate']
  const request = { name: 'compute.images.deprecate', path, project: image.project, body }
  await client.within(call, (left) => change(client, request, left))
}

/** https://cloud.google.com/iam/docs/reference/rest/v1/Policy */
interface PolicyWire {
  readonly etag?: string
  readonly version?: number
  readonly bindings?: readonly {
    readonly role: string
    readonly members?: readonly string[]
    readonly condition?: object
  }[]
}

const role = 'roles/compute.imageUser'

/** Lets a member use an image, such as `user:a@example.com`, `serviceAccount:…`, `group:…` or `allAuthenticatedUsers`. */
export function shareImage(
  driver: HasClient<GceClient>,
  image: Ref<'image'>,
  member: string,
  call?: CallOptions,
): Promise<void> {
  return changeMembers(driver, image, call, member, (members) => [...new Set([...members, member])])
}

/** Takes that back. Who may use all images of the project still can. */
export function unshareImage(
  driver: HasClient<GceClient>,
  image: Ref<'image'>,
  member: string,
  call?: CallOptions,
): Promise<void> {
  return changeMembers(driver, image, call, member, (members) => members.filter((one) => one !== member))
}

/** A policy is replaced whole; its etag sees to it that nobody else's change is lost. One that is so already is not sent. */
async function changeMembers(
  driver: HasClient<GceClient>,
  ref: Ref<'image'>,
  call: CallOptions | undefined,
  member: string,
  next: (members: readonly string[]) => readonly string[],
): Promise<void> {
  const client = clientOf(driver)
  checkText('The member', member, { max: 512 })
  const image = imageOf(ref)
  if (image.family) throw invalid('A family is not shared', 'an image of it')
  const work = async (left: CallOptions) => {
    const policy = await beforeWrite(getPolicy(client, image, left))
    const before = membersIn(policy)
    const members = next(before)
    if (members.length === before.length) return
    await setPolicy(client, image, withMembers(policy, members), left)
  }
  await client.within(call, (left) => guarded(work, left))
}

type Binding = NonNullable<PolicyWire['bindings']>[number]

const isUse = (one: Binding) => one.role === role && one.condition === undefined

const membersIn = ({ bindings = [] }: PolicyWire): readonly string[] => bindings.find(isUse)?.members ?? []

function withMembers(policy: PolicyWire, members: readonly string[]): PolicyWire {
  const others = (policy.bindings ?? []).filter((one) => !isUse(one))
  return { ...policy, bindings: members.length ? [...others, { role, members }] : others }
}

function getPolicy(client: GceClient, image: ImageName, call: CallOptions): Promise<PolicyWire> {
  const path = [...imagePath(image), 'getIamPolicy']
  return read(client, { name: 'compute.images.getIamPolicy', path, project: image.project }, call)
}

/**
 * What it gives is the policy itself, and no operation, and it takes no `requestId`: with the etag that the first has made an old one, a second
 * is refused. https://cloud.google.com/compute/docs/reference/rest/v1/images/setIamPolicy
 */
async function setPolicy(
  client: GceClient,
  image: ImageName,
  policy: PolicyWire,
  call: CallOptions,
): Promise<void> {
  const path = await projectPath(client, [...imagePath(image), 'setIamPolicy'], image.project)
  const wanted = JSON.stringify(membersIn(policy))
  const repeat = named<PolicyWire>(async (left) => {
    const seen = await getPolicy(client, image, left)
    return JSON.stringify(membersIn(seen)) === wanted ? seen : undefined
  })
  const request = { name: 'compute.images.setIamPolicy', repeat, method: 'POST', path } as const
  await send<PolicyWire>(client, { ...request, body: { policy } }, call)
}
