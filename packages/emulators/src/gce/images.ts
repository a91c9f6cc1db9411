import type { Gce } from './cloud.ts'
import { latestOf } from './image-reference.ts'
import { list } from './listing.ts'
import { type Operations, operation } from './operation.ts'
import { getOne } from './reads.ts'
import { notFound } from './refusal.ts'
import { shown } from './view.ts'

export const images: Operations<`compute.images.${string}`> = {
  'compute.images.get': getOne,

  'compute.images.list': operation((cloud, call) =>
    list(
      cloud,
      call,
      imagesOf(cloud, call.path.project ?? '').map((image) => shown(cloud, image)),
    ),
  ),

  'compute.images.getFromFamily': operation((cloud, { path: { project = '', family = '' } }) => {
    const image = latestOf(cloud, project, family)
    if (!image) throw notFound(`projects/${project}/global/images/family/${family}`)
    return shown(cloud, image)
  }),
}

const imagesOf = ({ resources }: Gce, project: string) =>
  [...resources.values()].filter(
    ({ collection, path }) => collection === 'images' && path.startsWith(`projects/${project}/`),
  )
