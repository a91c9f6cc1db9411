import { readdirSync } from 'node:fs'
import { fromRoot, write } from './places.ts'
import { comparisonsIn } from './readme.ts'

/** How Libcloud calls the driver: `[Libcloud's GCE driver](…)`. */
function titleOf(text: string): string {
  const [, title] = /Libcloud's (.*?) driver/.exec(text) ?? []
  if (title === undefined)
    throw new Error(`A comparison does not name Libcloud's driver: ${text.slice(0, 80)}`)
  return title
}

/** The comparisons that the READMEs of drivers hold, which are made of checked tables, one after the other. */
export function writeLibcloud(): void {
  const parts = readdirSync(fromRoot('packages')).flatMap((folder) =>
    comparisonsIn(folder).map(([name, text]) => `### ${titleOf(text)} {#${name}}\n\n${text}`),
  )
  if (parts.length === 0) throw new Error('No README has a comparison with Libcloud')
  write('.generated/libcloud.md', parts.join('\n\n'))
}
