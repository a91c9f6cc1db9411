import { catalogue } from './catalogue.ts'
import { images } from './images.ts'
import { instanceInsert } from './instance-insert.ts'
import { instances } from './instances.ts'
import type { Operation } from './operation.ts'
import type { ComputeOperation } from './operation-names.ts'
import { operationResources } from './operation-resources.ts'

/** Every operation that is answered, by its id in the discovery document. */
export const operations: Readonly<Record<ComputeOperation, Operation>> = {
  ...catalogue,
  ...images,
  ...instanceInsert,
  ...instances,
  ...operationResources,
}
