import { type Action, action, type Ec2, type FilterInput } from './action.ts'
import { applyFilters } from './filters.ts'
import { visibleImages } from './image.ts'
import { findInstances } from './instance.ts'
import { visibleInterfaces } from './network/interface-view.ts'
import { taggables } from './network/tagged.ts'
import { type PagedInput, page } from './paging.ts'
import { missing, Refusal } from './refusal.ts'
import { visibleSnapshots } from './snapshot.ts'
import { checkTags, storeTags, type TagInput } from './tag-input.ts'
import { visibleVolumes } from './volume.ts'

interface TagsInput {
  readonly ResourceId: readonly string[]
  readonly Tag?: readonly TagInput[]
}

export const createTags: Action = action<TagsInput>((ec2, { ResourceId: ids, Tag: tags = [] }) => {
  for (const id of ids) checkResource(ec2, id)
  if (tags.length === 0) throw missing('Tag')
  for (const id of ids) checkTags(tags, ec2.centre.tags.of(id))
  return () => {
    for (const id of ids) storeTags(ec2, id, tags)
    return { return: true }
  }
})

/** Without tags, all of a resource's go; with a value, only where the value is the same. */
export const deleteTags: Action = action<TagsInput>((ec2, { ResourceId: ids, Tag: tags }) => {
  for (const id of ids) checkResource(ec2, id)
  return () => {
    for (const id of ids) {
      const present = [...ec2.centre.tags.of(id)]
      const gone = tags
        ? present.filter(([key, value]) => tags.some((tag) => fits(tag, key, value)))
        : present
      for (const [key] of gone) ec2.centre.tags.remove(id, key)
    }
    return { return: true }
  }
})

const fits = (tag: TagInput, key: string, value: string) =>
  tag.Key === key && (tag.Value === undefined || tag.Value === value)

interface DescribeInput extends PagedInput {
  readonly Filter?: readonly FilterInput[]
}

interface TagItem {
  readonly resourceId: string
  readonly resourceType: string
  readonly key: string
  readonly value: string
}

export const describeTags: Action = action<DescribeInput>((ec2, input) => () => {
  const all = ec2.centre.tags
    .ids()
    .flatMap((resourceId) =>
      [...ec2.centre.tags.of(resourceId)].map(
        ([key, value]): TagItem => ({ resourceId, resourceType: typeOf(resourceId) ?? '', key, value }),
      ),
    )
  const found = applyFilters(
    all,
    input.Filter,
    {
      key: ({ key }) => [key],
      'resource-id': ({ resourceId }) => [resourceId],
      'resource-type': ({ resourceType }) => [resourceType],
      value: ({ value }) => [value],
    },
    ({ key, value }) => new Map([[key, value]]),
  )
  const { items, next } = page(found, input, {
    of: ['DescribeTags', input.Filter],
    key: ({ resourceId, key }) => `${resourceId} ${key}`,
    smallest: 5,
    largest: ec2.pageSize,
  })
  return { tagSet: items.map((item) => ({ ...item })), nextToken: next }
})

const types: Readonly<Record<string, string>> = {
  ami: 'image',
  eni: 'network-interface',
  i: 'instance',
  key: 'key-pair',
  snap: 'snapshot',
  vol: 'volume',
}

const prefixOf = (id: string): string => /^([a-z]+)-[0-9a-f]+$/.exec(id)?.[1] ?? ''

const typeOf = (id: string): string | undefined => {
  const prefix = prefixOf(id)
  return Object.hasOwn(types, prefix) ? types[prefix] : taggables.get(prefix)?.type
}

/** Throws EC2's error for an id of no known form, and for one of its type that leads to nothing. */
function checkResource(ec2: Ec2, id: string): void {
  const type = typeOf(id)
  const ofNetwork = taggables.get(prefixOf(id))
  if (ofNetwork) {
    ofNetwork.check(ec2, id)
    return
  }
  if (!type) throw new Refusal('InvalidID', `The ID '${id}' is not valid`)
  if (type === 'instance') {
    findInstances(ec2, [id])
    return
  }
  const exists = {
    image: () => visibleImages(ec2).some((image) => image.id === id),
    'key-pair': () => [...ec2.keyPairs.values()].some((keyPair) => keyPair.id === id),
    snapshot: () => visibleSnapshots(ec2).some((snapshot) => snapshot.id === id),
    volume: () => visibleVolumes(ec2).some((volume) => volume.id === id),
    'network-interface': () => visibleInterfaces(ec2).some((one) => one.id === id),
  }[type]
  if (exists?.()) return
  const code = {
    image: 'InvalidAMIID.NotFound',
    'key-pair': 'InvalidKeyPair.NotFound',
    snapshot: 'InvalidSnapshot.NotFound',
    volume: 'InvalidVolume.NotFound',
    'network-interface': 'InvalidNetworkInterfaceID.NotFound',
  }[type]
  throw new Refusal(code ?? 'InvalidID', `The ${type} ID '${id}' does not exist`)
}
