import { checkText, invalid, told } from '@cloud/core/driver'

/** How a template is to be; what is left out is the server's default. */
export interface TemplateSettings {
  /** Left out, the name. */
  readonly displayText?: string | undefined
  /** All accounts may start machines from it. */
  readonly public?: boolean | undefined
  readonly featured?: boolean | undefined
  /** It sets a password that CloudStack gives it. */
  readonly passwordEnabled?: boolean | undefined
  /** It takes the key pair of its machine. */
  readonly sshKeyEnabled?: boolean | undefined
  readonly dynamicallyScalable?: boolean | undefined
}

/** What `createImage` takes under `native`. */
export interface CloudStackCreateImage extends TemplateSettings {
  /** The id of an operating system type; left out, that of the machine. */
  readonly osTypeId?: string | undefined
}

const flags = ['public', 'featured', 'passwordEnabled', 'sshKeyEnabled', 'dynamicallyScalable'] as const
export const templateNames: readonly string[] = ['displayText', 'osTypeId', ...flags]

export function checkTemplate(given: CloudStackCreateImage): void {
  for (const name of ['displayText', 'osTypeId'] as const)
    if (given[name] !== undefined) checkText(name, given[name], { max: 4096 })
  for (const name of flags)
    if (given[name] !== undefined && typeof given[name] !== 'boolean')
      throw invalid(`${name} is ${told(given[name])}`, 'true or false')
}

export function imageSettings({ displayText, ...given }: TemplateSettings): {
  readonly displaytext: string | undefined
  readonly ispublic: boolean | undefined
  readonly isfeatured: boolean | undefined
  readonly passwordenabled: boolean | undefined
  readonly sshkeyenabled: boolean | undefined
  readonly isdynamicallyscalable: boolean | undefined
} {
  return {
    displaytext: displayText,
    ispublic: given.public,
    isfeatured: given.featured,
    passwordenabled: given.passwordEnabled,
    sshkeyenabled: given.sshKeyEnabled,
    isdynamicallyscalable: given.dynamicallyScalable,
  }
}
