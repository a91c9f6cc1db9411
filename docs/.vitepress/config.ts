import { existsSync, readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitepress'
import { clouds, packages } from '../generate/catalogue.ts'

const pages = fileURLToPath(new URL('../pages', import.meta.url))
const api = `${pages}/api`
const references = existsSync(api)
  ? readdirSync(api)
      .map((file) => basename(file, '.md'))
      .filter((name) => name !== 'index')
      .sort()
  : []

const guide = [
  ['Quick start', '/guide/quick-start'],
  ['What each cloud can do', '/guide/abilities'],
  ['Deployment', '/guide/deployment'],
  ['Objects', '/guide/storage'],
  ['Load balancers', '/guide/load-balancers'],
  ['Testing without an account', '/guide/testing'],
  ['Errors', '/guide/errors'],
  ['Performance', '/guide/performance'],
  ['Write and publish a driver', '/guide/drivers'],
]

const items = (all: readonly (readonly string[])[]) => all.map(([text = '', link = '']) => ({ text, link }))

export default defineConfig({
  title: '@cloud',
  description: 'One interface to many clouds, for TypeScript',
  lang: 'en',
  head: [['link', { rel: 'icon', href: '/favicon.svg' }]],
  srcDir: 'pages',
  outDir: 'dist',
  cleanUrls: false,
  // Nothing of the site comes from elsewhere, nor does it ask git: it is made offline, of the files alone.
  lastUpdated: false,
  markdown: { theme: { light: 'github-light', dark: 'github-dark' } },
  vite: { build: { chunkSizeWarningLimit: 4_000 } },
  themeConfig: {
    search: { provider: 'local', options: { detailedView: false } },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Guide', link: '/guide/quick-start', activeMatch: '^/guide/(?!performance)' },
      { text: 'Clouds', link: '/guide/abilities', activeMatch: '^/clouds/' },
      { text: 'Performance', link: '/guide/performance' },
      {
        text: 'Coming from',
        items: items([
          ['Libcloud', '/coming-from/libcloud'],
          ['pkgcloud', '/coming-from/pkgcloud'],
        ]),
      },
      { text: 'Reference', link: '/api/', activeMatch: '^/api/' },
    ],
    sidebar: [
      { text: 'Guide', items: items(guide) },
      { text: 'Clouds', items: clouds.map(({ name, title }) => ({ text: title, link: `/clouds/${name}` })) },
      {
        text: 'Coming from',
        items: items([
          ['Libcloud', '/coming-from/libcloud'],
          ['pkgcloud', '/coming-from/pkgcloud'],
        ]),
      },
      {
        text: 'Packages',
        collapsed: true,
        items: Object.entries(packages).map(([name, text]) => ({ text, link: `/packages/${name}` })),
      },
      {
        text: 'Reference',
        collapsed: true,
        items: references.map((name) => ({ text: `@cloud/${name}`, link: `/api/${name}` })),
      },
    ],
  },
})
