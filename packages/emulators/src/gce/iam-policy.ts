import type { Gce } from './cloud.ts'
import { checkFingerprint, newFingerprint } from './fingerprint.ts'
import type { Json, Wire } from './json.ts'
import { type Operation, operation } from './operation.ts'
import { Refusal } from './refusal.ts'
import type { Resource } from './resource.ts'
import { target } from './store.ts'

interface Binding {
  readonly role?: string
  readonly members?: readonly string[]
}

interface PolicyInput {
  readonly policy?: { readonly bindings?: readonly Binding[]; readonly etag?: string }
  readonly bindings?: readonly Binding[]
  readonly etag?: string
}

const none = 'ACAB'

const policyOf = ({ policies }: Gce, { path }: Resource): Wire => policies.get(path) ?? { etag: none }

/** `getIamPolicy`: who may do what with a resource, besides the project's own. */
export const getIamPolicy: Operation = operation((cloud, call): Json => policyOf(cloud, target(cloud, call)))

/** `setIamPolicy`: an `etag` must be that of the policy that it replaces. */
export const setIamPolicy: Operation = operation<PolicyInput>((cloud, call): Json => {
  const resource = target(cloud, call)
  const { policy = {}, bindings = policy.bindings ?? [], etag = policy.etag } = call.body
  if (etag !== undefined) checkFingerprint(etag, policyOf(cloud, resource).etag, 'policy')
  for (const { role = '', members = [] } of bindings) {
    if (!/^(?:roles|projects\/[^/]+\/roles)\/[\w.]+$/.test(role))
      throw new Refusal('badRequest', `Role ${role} is not supported for this resource.`)
    const wrong = members.find((one) => !member.test(one))
    if (wrong !== undefined) throw new Refusal('badRequest', `Invalid member: ${wrong}`)
  }
  const set: Wire = {
    version: 1,
    etag: newFingerprint(cloud),
    ...(bindings.length > 0 && { bindings: bindings as Json }),
  }
  cloud.policies.set(resource.path, set)
  return set
})

const member =
  /^(?:allUsers|allAuthenticatedUsers|(?:user|serviceAccount|group):[^@\s]+@[^@\s]+|domain:[\w.-]+|project(?:Owner|Editor|Viewer):[\w-]+)$/
