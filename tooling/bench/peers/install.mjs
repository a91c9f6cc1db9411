// What installing packages that are not ours brings: `install.mjs NAME ...`.
import { fileURLToPath } from 'node:url'
import { sizeOf } from '@tooling/check/installed-size'
import { tellInstalled } from '../programs/installed.ts'

tellInstalled(fileURLToPath(new URL('.', import.meta.url)), process.argv.slice(2), sizeOf)
