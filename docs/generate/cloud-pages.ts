import { clouds, packages, type Service } from './catalogue.ts'
import { abilities, abilityNames, driversOf, type Made } from './drivers.ts'
import { abilityLink, table } from './markdown.ts'
import { write } from './places.ts'
import { readmeOf } from './readme.ts'
import { shown } from './reports.ts'
import { requestsOf } from './requests.ts'

const titles: Readonly<Record<Service, string>> = {
  compute: 'Machines',
  loadBalancers: 'Load balancers',
  storage: 'Objects',
}

/** `compute`, or `loadBalancers({ kind: 'network' })`. */
const spelled = ({ service, kind }: Made): string =>
  kind === undefined ? `\`${service}\`` : `\`${service}\`, ${kind}`

const mark = (has: boolean) => (has ? '✓' : '–')

/** What one driver can do: a row for each ability of its service. */
function abilitiesOf(made: Made): string {
  const own = abilityNames.filter((name) => abilities[name][0] === made.service)
  const base =
    made.service === 'compute'
      ? [
          [
            '[`Compute`](/api/core#compute)',
            'nodes, sizes, images, locations',
            made.whole ? '✓' : 'listing alone',
          ],
        ]
      : []
  const rows = own.map((name) => [abilityLink(name), abilities[name][1], mark(made.has.has(name))])
  return table([spelled(made), 'For', ''], [...base, ...rows])
}

/** A service whose kinds differ has a column for each of them. */
function abilitiesByKind(kinds: readonly Made[]): string {
  const own = abilityNames.filter((name) => abilities[name][0] === kinds[0]?.service)
  const rows = own.map((name) => [
    abilityLink(name),
    abilities[name][1],
    ...kinds.map(({ has }) => mark(has.has(name))),
  ])
  return table(['Ability', 'For', ...kinds.map(({ kind = '' }) => kind)], rows)
}

function cloudPage(name: string, title: string, made: readonly Made[]): string {
  const services = [...new Set(made.map(({ service }) => service))]
  const parts = services.map((service) => {
    const drivers = made.filter((one) => one.service === service)
    const [only] = drivers
    const shown = drivers.length === 1 && only ? abilitiesOf(only) : abilitiesByKind(drivers)
    return services.length > 1 ? `### ${titles[service]}\n\n${shown}` : shown
  })
  const section = [
    '## Abilities',
    'As the driver itself answers `supports(driver, ability)`. What it lacks does not compile.',
    ...parts,
    `Every name that the package exports is in the [reference](/api/${name}).`,
    shown(name),
    requestsOf(name),
  ].join('\n\n')
  const readme = readmeOf(name)
  const first = readme.search(/^## /m)
  if (first < 0) return `${heading(name, title)}\n\n${readme}\n\n${section}`
  return [heading(name, title), readme.slice(0, first), section, readme.slice(first)].join('\n\n')
}

const heading = (name: string, title: string) =>
  `---\ntitle: ${title}\n---\n\n# ${title} <Badge text="@cloud/${name}" />`

/** All drivers of a service side by side. */
function matrix(service: Service, made: readonly (readonly [name: string, made: Made])[]): string {
  const drivers = made.filter(([, one]) => one.service === service)
  const own = abilityNames.filter((name) => abilities[name][0] === service)
  const head = drivers.map(([name, { kind }]) => `[${kind ?? name}](/clouds/${name})`)
  const rows = own.map((name) => [abilityLink(name), ...drivers.map(([, { has }]) => mark(has.has(name)))])
  return table(['', ...head], rows)
}

/** The pages of clouds and packages, and the tables that compare them. */
export async function writeClouds(): Promise<void> {
  const all: (readonly [string, Made])[] = []
  for (const cloud of clouds) {
    const made = await driversOf(cloud)
    all.push(...made.map((one) => [cloud.name, one] as const))
    write(`pages/clouds/${cloud.name}.md`, cloudPage(cloud.name, cloud.title, made))
  }
  const services = ['compute', 'loadBalancers', 'storage'] as const
  for (const service of services) write(`.generated/${service}.md`, matrix(service, all))
  write('.generated/clouds.md', whoHasWhat(all))
  for (const [name, title] of Object.entries(packages))
    write(`pages/packages/${name}.md`, `# ${title}\n\n${readmeOf(name)}`)
}

/** The table of the front page. */
function whoHasWhat(all: readonly (readonly [string, Made])[]): string {
  const rows = clouds.map(({ name, title }) => {
    const own = all.filter(([of]) => of === name).map(([, made]) => made)
    const count = (service: Service) => {
      const of = own.filter((made) => made.service === service)
      if (of.length === 0) return ''
      if (!of.every(({ whole }) => whole)) return 'listed'
      const known = abilityNames.filter((ability) => abilities[ability][0] === service)
      const has = Math.max(...of.map(({ has }) => has.size))
      return `${has} of ${known.length}`
    }
    return [
      `[${title}](/clouds/${name})`,
      `\`@cloud/${name}\``,
      count('compute'),
      count('loadBalancers'),
      count('storage'),
    ]
  })
  return table(['Cloud', 'Package', 'Machines', 'Load balancers', 'Objects'], rows)
}
