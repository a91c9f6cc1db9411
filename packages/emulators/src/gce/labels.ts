import { invalidField } from './refusal.ts'

const most = 64
const key = /^[\p{Ll}\p{Lo}][\p{Ll}\p{Lo}\p{N}_-]{0,62}$/u
const value = /^[\p{Ll}\p{Lo}\p{N}_-]{0,63}$/u

export type Labels = Readonly<Record<string, string>>

/** Throws a `Refusal` for labels that no resource can have. */
export function checkLabels(labels: Labels | undefined): void {
  const entries = Object.entries(labels ?? {})
  if (entries.length > most) throw invalidField('labels', '', `No more than ${most} labels are allowed.`)
  for (const [name, given] of entries) {
    if (!key.test(name))
      throw invalidField(
        'labels',
        name,
        `Label key '${name}' violates format constraints. The key must start with a lowercase letter and can only contain lowercase letters, numeric characters, underscores and dashes, 63 at most.`,
      )
    if (!value.test(given))
      throw invalidField(
        'labels',
        given,
        `Label value '${given}' violates format constraints. The value can only contain lowercase letters, numeric characters, underscores and dashes, 63 at most.`,
      )
  }
}
