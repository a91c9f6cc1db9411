import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { storageConformance } from '@cloud/conformance'
import { afterAll } from 'vitest'
import { storage } from './storage.ts'

const folder = mkdtempSync(join(tmpdir(), 'storage-local-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

storageConformance({
  name: '@cloud/storage-local',
  driver: () => storage({ folder, durable: false }),
  abilities: ['CopyObjects', 'BulkDelete', 'MultipartUploads'],
  minPartBytes: 1,
})
