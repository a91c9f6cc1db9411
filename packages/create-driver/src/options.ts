export const services = ['compute', 'load-balancers', 'storage'] as const
export type Service = (typeof services)[number]

/** A bearer token; a key in `x-api-key`; a name and a password; HMAC-SHA256 of each request. */
export const authentications = ['bearer', 'api-key', 'basic', 'hmac'] as const
export type Authentication = (typeof authentications)[number]

/** What a driver is to be. */
export interface DriverOptions {
  /** Names the driver for `getDriver` and in errors: small letters, digits and single dashes. */
  readonly name: string
  /** Of the package. */
  readonly packageName: string
  /** At least one; `load-balancers` with `compute` alone, whose machines they balance. */
  readonly services: readonly Service[]
  readonly authentication: Authentication
  /** Of the API, without a slash at its end. */
  readonly baseUrl: string
}

/** What is wrong with options, in words; undefined where nothing is. */
export const problems: {
  readonly [K in keyof DriverOptions]: (value: string) => string | undefined
} = {
  name: (name) =>
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) && name.length <= 40
      ? undefined
      : `${JSON.stringify(name)} is no name of a driver: small letters, digits and single dashes, beginning with a letter, at most 40`,
  packageName: (name) =>
    /^(@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(name) && name.length <= 214
      ? undefined
      : `${JSON.stringify(name)} is no name of a package`,
  services: among('service', services),
  authentication: among('authentication', authentications),
  baseUrl: (text) => {
    const url = URL.parse(text)
    const safe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))
    if (url && safe && !url.username && !url.password && !url.search && !url.hash) return undefined
    return `${JSON.stringify(text)} is no address that credentials may go to: https://host/path, or http: on loopback`
  },
}

const isLoopback = (host: string) => host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host)

function among(what: string, known: readonly string[]) {
  return (value: string) =>
    known.includes(value)
      ? undefined
      : `There is no ${what} ${JSON.stringify(value)}: there are ${known.join(', ')}`
}

/** Throws a `TypeError` that tells all that is wrong. */
export function checkDriverOptions(options: DriverOptions): void {
  const wrong = Object.entries(problems).flatMap(([name, problem]) =>
    [options[name as keyof DriverOptions]].flat().flatMap((value) => problem(value) ?? []),
  )
  if (options.services.length === 0) wrong.push(`A driver has a service: ${services.join(', ')}`)
  if (options.services.includes('load-balancers') && !options.services.includes('compute'))
    wrong.push('load-balancers need compute: what they balance are its machines')
  if (wrong.length > 0) throw new TypeError(wrong.join('\n'))
}

/** What `getDriver(name)` finds outside `@cloud`. */
export const packageNameOf = (name: string): string => `cloud-driver-${name}`

export const baseUrlOf = (name: string): string => `https://api.${name}.example`
