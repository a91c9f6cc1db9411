import { type CommonOptions, cancel, isCancel, multiselect, select, text } from '@clack/prompts'
import type { Answers } from './command-line.ts'
import { type Authentication, baseUrlOf, packageNameOf, problems, type Service } from './options.ts'

const kinds: readonly { readonly value: Authentication; readonly label: string }[] = [
  { value: 'bearer', label: 'a bearer token' },
  { value: 'api-key', label: 'a key in the header x-api-key' },
  { value: 'basic', label: 'a name and a password' },
  { value: 'hmac', label: 'a signature of each request, by HMAC-SHA256' },
]

/** Where it is asked: the process' own terminal unless given. */
export type Terminal = Pick<CommonOptions, 'input' | 'output'>

/** Asks on a terminal for what the command line has left out. Undefined where that is broken off. */
export async function ask(given: Answers, terminal: Terminal = {}): Promise<Answers | undefined> {
  try {
    const name = given.name ?? (await askName(terminal))
    return {
      ...given,
      name,
      packageName: given.packageName ?? (await askPackage(name, terminal)),
      services: given.services ?? (await askServices(terminal)),
      authentication: given.authentication ?? (await askAuthentication(terminal)),
      baseUrl: given.baseUrl ?? (await askBaseUrl(name, terminal)),
    }
  } catch (error) {
    if (error !== brokenOff) throw error
    cancel('Nothing was written.', terminal)
    return undefined
  }
}

const brokenOff: unique symbol = Symbol('broken off')

async function answered<T>(prompt: Promise<T>): Promise<Exclude<T, symbol>> {
  const answer = await prompt
  if (isCancel(answer)) throw brokenOff
  return answer as Exclude<T, symbol>
}

const askName = (terminal: Terminal) =>
  answered(
    text({
      ...terminal,
      message: 'What is the cloud called?',
      placeholder: 'acme',
      validate: (value = '') => problems.name(value),
    }),
  )

const askPackage = (name: string, terminal: Terminal) =>
  answered(
    text({
      ...terminal,
      message: 'And the package?',
      initialValue: packageNameOf(name),
      validate: (value = '') => problems.packageName(value),
    }),
  )

const askServices = (terminal: Terminal) =>
  answered(
    multiselect<Service>({
      ...terminal,
      message: 'What can it do?',
      options: [
        { value: 'compute', label: 'compute: machines' },
        { value: 'load-balancers', label: 'load balancers of those machines' },
        { value: 'storage', label: 'storage: buckets and objects' },
      ],
      initialValues: ['compute'],
    }),
  )

const askAuthentication = (terminal: Terminal) =>
  answered(
    select<Authentication>({ ...terminal, message: 'How does it know who asks?', options: [...kinds] }),
  )

const askBaseUrl = (name: string, terminal: Terminal) =>
  answered(
    text({
      ...terminal,
      message: 'Where is its API?',
      initialValue: baseUrlOf(name),
      validate: (value = '') => problems.baseUrl(value),
    }),
  )
