import { unprocessable } from './refusal.ts'

/** Throws a `Refusal` for a name that no tag can have. */
export function checkTags(names: readonly string[]): void {
  for (const name of names) {
    if (name.length > 255) throw unprocessable('Tag name is too long (maximum is 255 characters)')
    if (!/^[a-zA-Z0-9_:-]+$/.test(name))
      throw unprocessable('Tag name can only contain letters, numbers, colons, dashes, and underscores.')
  }
}
