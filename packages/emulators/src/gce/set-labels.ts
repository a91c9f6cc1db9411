import { begin } from './changes.ts'
import { checkFingerprint, newFingerprint } from './fingerprint.ts'
import { checkLabels, type Labels } from './labels.ts'
import { type Operation, operation } from './operation.ts'
import { readyTarget } from './store.ts'

/** Replaces a resource's labels: `setLabels` is the same everywhere. */
export const setLabels: Operation = operation<{
  readonly labels?: Labels
  readonly labelFingerprint?: string
}>((cloud, call) => {
  const resource = readyTarget(cloud, call)
  const { labels = {}, labelFingerprint } = call.body
  checkLabels(labels)
  checkFingerprint(labelFingerprint, resource.wire.labelFingerprint, 'labels')
  return begin(cloud, call, resource, {
    start: () => {
      resource.wire.labels = Object.keys(labels).length > 0 ? labels : undefined
      resource.wire.labelFingerprint = newFingerprint(cloud)
    },
  })
})
