// Looks for what each link of the built site leads to, also within a page: a heading that was renamed leaves its links behind.
// Usage: node check/links.ts
import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'
import { fileURLToPath } from 'node:url'

const dist = fileURLToPath(new URL('../dist', import.meta.url))

interface Page {
  readonly ids: ReadonlySet<string>
  readonly links: readonly string[]
}

const unescaped = (text: string) =>
  text.replaceAll('&amp;', '&').replaceAll('&quot;', '"').replaceAll('&#39;', "'")

const read = (file: string): Page => {
  const html = readFileSync(`${dist}/${file}`, 'utf8')
  const all = (form: RegExp) => [...html.matchAll(form)].map(([, value = '']) => unescaped(value))
  return { ids: new Set(all(/\sid="([^"]+)"/g)), links: all(/<a\s[^>]*?href="([^"]+)"/g) }
}

const files = readdirSync(dist, { recursive: true, encoding: 'utf8' })
const pages = new Map(files.filter((file) => file.endsWith('.html')).map((file) => [file, read(file)]))

/** The page and the place in it that a link of a page leads to; undefined for other sites. */
function target(from: string, link: string): readonly [file: string, id: string] | undefined {
  if (/^[a-z]+:/.test(link)) return undefined
  const [path = '', id = ''] = link.split('#')
  const whole =
    path === '' ? from : path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path)
  return [/(^|\/)$/.test(whole) ? `${whole}index.html` : whole, decodeURIComponent(id)]
}

let checked = 0
const dead = new Set<string>()
for (const [from, { links }] of pages) {
  for (const link of links) {
    const found = target(from, link)
    if (!found) continue
    const [file, id] = found
    checked += 1
    const page = pages.get(file)
    if (page ? id !== '' && !page.ids.has(id) : !files.includes(file)) dead.add(`${from}: ${link}`)
  }
}
for (const one of dead) console.error(one)
if (dead.size > 0 || checked === 0) process.exitCode = 1
console.log(`${checked} links of ${pages.size} pages, of which ${dead.size} lead nowhere`)
