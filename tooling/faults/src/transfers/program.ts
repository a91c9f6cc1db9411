// A process of its own that makes one transfer, and is killed in its middle. Its handle outlives it, beside the folder.
import { writeFileSync } from 'node:fs'
import { type S3Options, storage } from '@cloud/s3'
import { transfers } from './transfers.ts'

const [given = '{}', name = '', bucket = '', folder = ''] = process.argv.slice(2)
const transfer = transfers.find((one) => one.name === name)
await transfer?.run(
  { driver: storage(JSON.parse(given) as S3Options), bucket, folder },
  { onStart: (handle) => writeFileSync(`${folder}.handle`, JSON.stringify(handle)) },
)
