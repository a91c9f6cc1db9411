import { readFileSync } from 'node:fs'
import { clouds, packages } from './catalogue.ts'
import { fromRoot } from './places.ts'

const isCloud = (name: string) => clouds.some((cloud) => cloud.name === name)

/** Where the page of a package is. */
export function pageOf(name: string): string | undefined {
  if (isCloud(name)) return `/clouds/${name}`
  return Object.hasOwn(packages, name) ? `/packages/${name}` : undefined
}

/** Where a link of a README leads on the site; undefined for a file of the repository, which has no page. */
function onSite(target: string): string | undefined {
  if (/^(https?:|#)/.test(target)) return target
  const [, name = '', anchor = ''] = /^\.\.\/([a-z0-9-]+)(?:\/README\.md)?\/?(#.*)?$/.exec(target) ?? []
  const page = pageOf(name)
  return page && `${page}${anchor}`
}

/** Leads the links of a README to pages; what is behind a link that leads to no page is shown without it. */
export const withLinks = (markdown: string): string =>
  markdown.replace(/(?<!!)\[((?:`[^`]*`|[^\]`])*)\]\(([^()\s]+)\)/g, (_, text: string, target: string) => {
    const page = onSite(target)
    return page === undefined ? text : `[${text}](${page})`
  })

const fence = /^```/

/** Does something with what of a text is no code block. */
export function outsideOfCode(markdown: string, change: (text: string) => string): string {
  const parts: { code: boolean; lines: string[] }[] = [{ code: false, lines: [] }]
  for (const line of markdown.split('\n')) {
    const last = parts.at(-1)
    if (!last) continue
    if (fence.test(line) && !last.code) parts.push({ code: true, lines: [line] })
    else {
      last.lines.push(line)
      if (fence.test(line)) parts.push({ code: false, lines: [] })
    }
  }
  return parts
    .map(({ code, lines }) => (code ? lines.join('\n') : change(lines.join('\n'))))
    .filter((text, index, all) => text !== '' || index < all.length - 1)
    .join('\n')
}

const comparison = /<!-- libcloud: ([\w-]+) -->\n(.*?)<!-- \/libcloud -->\n/gs

/** A README as it may stand on a page: without its title and the tables of Libcloud, which have a page of their own. */
export function readmeOf(name: string): string {
  const readme = readFileSync(fromRoot(`packages/${name}/README.md`), 'utf8')
  const own = readme
    .replace(/^# .*\n/, '')
    .replace(comparison, 'The table is at [coming from Libcloud](/coming-from/libcloud).\n')
  return outsideOfCode(own, withLinks)
}

/** The comparisons with Libcloud that a README holds, by their names. */
export function comparisonsIn(name: string): readonly (readonly [name: string, text: string])[] {
  const readme = readFileSync(fromRoot(`packages/${name}/README.md`), 'utf8')
  return [...readme.matchAll(comparison)].map(([, of = '', text = '']) => [of, withLinks(text.trim())])
}
