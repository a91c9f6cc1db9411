import { type Authentication, type DriverOptions, type Service, services } from './options.ts'

/** The template is a driver named acme. Its words, in those of another. */
export function renamed(text: string, { name, packageName, baseUrl }: DriverOptions): string {
  const words = name.split('-').map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
  const pascal = words.join('')
  const camel = pascal.slice(0, 1).toLowerCase() + pascal.slice(1)
  return (
    text
      .replaceAll('https://api.acme.example', baseUrl)
      // What declares types of a package names it as its users do.
      .replaceAll("typeof import('./index.ts')", `typeof import('${packageName}')`)
      .replaceAll('cloud-driver-acme', packageName)
      .replaceAll('ACME', name.replaceAll('-', '_').toUpperCase())
      .replaceAll('Acme', pascal)
      .replace(/\bacme(?=[A-Z])/g, camel)
      .replace(/^(\s+)acme(?=: typeof import)/gm, `$1${name === camel ? name : `'${name}'`}`)
      .replace(/\bacme\b/g, name)
  )
}

/** What parts of the template are for: a service, a driver that is a repository of its own, or one of this repository. */
export type Part = Service | 'outside' | 'inside'
export const parts: readonly Part[] = [...services, 'outside', 'inside']

/**
 * What is for one part alone goes where a driver has it not: source lines that end with `// only PART`, and lines of Markdown between
 * `<!-- PART -->` and `<!-- /PART -->`. The marks go in any case.
 */
export function narrowed(text: string, chosen: readonly Part[]): string {
  return parts.reduce((left, part) => {
    const kept = chosen.includes(part)
    return left
      .replace(new RegExp(`^(.*?) // only ${part}\\n`, 'gm'), kept ? '$1\n' : '')
      .replace(new RegExp(`^<!-- ${part} -->\\n([^]*?)^<!-- /${part} -->\\n`, 'gm'), kept ? '$1' : '')
  }, text)
}

/** Without the statements that import or export from a module of the same package which is not among `files`. */
export function whole(path: string, text: string, files: ReadonlySet<string>): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return text.replace(
    /^(?:import|export) (?:type )?\{[^}]*\} from '(\.{1,2}\/[^']+)'\n/gm,
    (statement, from: string) => {
      const target = new URL(from, `file:///${folder}`).pathname.slice(1)
      return files.has(target) ? statement : ''
    },
  )
}

const credentials: Readonly<
  Record<Authentication, readonly (readonly [option: string, variable: string])[]>
> = {
  bearer: [['token', 'ACME_TOKEN']],
  'api-key': [['apiKey', 'ACME_API_KEY']],
  basic: [
    ['username', 'ACME_USERNAME'],
    ['password', 'ACME_PASSWORD'],
  ],
  hmac: [
    ['accessKey', 'ACME_ACCESS_KEY'],
    ['secretKey', 'ACME_SECRET_KEY'],
  ],
}

/** The README with a row for each credential. */
export function withCredentials(text: string, authentication: Authentication): string {
  const rows = credentials[authentication].map(
    ([option, variable]) => `| \`${option}\` | a credential. Left out: the variable \`${variable}\` |\n`,
  )
  return text.replace('<!-- credentials -->\n', rows.join(''))
}
