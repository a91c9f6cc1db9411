// Makes what of the site is made and not written: pages of clouds and packages, tables of abilities and errors, the reference.
// Usage: node --conditions=@cloud/source generate/main.ts
import { rmSync } from 'node:fs'
import { writeApi } from './api.ts'
import { writeClouds } from './cloud-pages.ts'
import { writeErrors } from './errors.ts'
import { writeLibcloud } from './libcloud.ts'
import { writePerformance } from './performance.ts'
import { writePkgcloud } from './pkgcloud.ts'
import { fromDocs } from './places.ts'

for (const made of ['.generated', 'pages/clouds', 'pages/packages', 'pages/api'])
  rmSync(fromDocs(made), { recursive: true, force: true })
await writeClouds()
await writeErrors()
writeLibcloud()
writePkgcloud()
writePerformance()
await writeApi()
