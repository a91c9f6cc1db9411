// Looks at each page of the built site in a real browser, on a phone and on a desk: nothing is wider than the page, nothing is asked of another
// host, nothing fails, and the search finds. Needs Chromium. Usage: node check/look.ts [FOLDER for pictures]
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { serve } from './serve.ts'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const [pictures] = process.argv.slice(2)
const widths = { phone: 390, desk: 1280 }
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)

const paths = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter(
  (file) => file.endsWith('.html') && file !== '404.html',
)
const problems: string[] = []

/** A page that tells what it asks for elsewhere, and what fails in it. */
async function open(browser: Browser, origin: string, width: number): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 900 } })
  const told = (what: string) => problems.push(`${page.url()} at ${width} px: ${what}`)
  page.on('request', (request) => {
    if (!request.url().startsWith(origin) && !request.url().startsWith('data:'))
      told(`asks for ${request.url()}`)
  })
  page.on('pageerror', (error) => told(error.message))
  page.on('console', (message) => message.type() === 'error' && told(message.text()))
  return page
}

async function lookAt(page: Page, origin: string, path: string, name: string): Promise<void> {
  await page.goto(`${origin}/${path}`, { waitUntil: 'load' })
  await page.waitForFunction(() => document.querySelector('#app')?.hasChildNodes())
  const { wide, width } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    width: document.documentElement.clientWidth,
  }))
  if (wide > width) problems.push(`${path} is ${wide} px wide on a ${name} of ${width}`)
  if (pictures) {
    const file = `${path.replaceAll('/', '-').replace('.html', '')}-${name}.png`
    await page.screenshot({ path: join(pictures, file) })
  }
}

/** The search is an index of the site itself. */
async function search(page: Page, origin: string, words: string, expected: string): Promise<void> {
  await page.goto(`${origin}/`, { waitUntil: 'load' })
  await page.locator('#local-search button').first().click()
  await page.locator('.VPLocalSearchBox input').fill(words)
  const first = page.locator('.VPLocalSearchBox .result').first()
  await first.waitFor({ timeout: 15_000 })
  const links = await page
    .locator('.VPLocalSearchBox a.result')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''))
  if (!links.some((link) => link.includes(expected)))
    problems.push(`the search for "${words}" finds ${links.join(', ')}, and not ${expected}`)
}

if (executablePath === undefined) console.log('not run: there is no Chromium here')
else {
  const site = await serve()
  const browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  })
  try {
    for (const [name, width] of Object.entries(widths)) {
      const page = await open(browser, site.origin, width)
      for (const path of paths) await lookAt(page, site.origin, path, name)
      await search(page, site.origin, 'reconcile', 'core')
      await search(page, site.origin, 'InvalidInstanceID', 'guide/errors')
      await page.close()
    }
  } finally {
    await browser.close()
    site.close()
  }
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  console.log(`${paths.length} pages looked at on phone and desk, ${problems.length} problems`)
}
