import type { Centre } from '../centre/centre.ts'
import { type ExchangeOptions, exchange } from '../http/exchange.ts'
import { listen } from '../http/server.ts'
import type { Releases } from '../releases.ts'
import type { S3Credentials, S3Options } from './cloud.ts'
import { s3Front } from './front.ts'
import { type S3Inventory, s3Inventory } from './inventory.ts'
import { readHead } from './request.ts'
import { createS3, s3Credentials } from './s3.ts'

export interface S3Opening {
  readonly centre: Centre
  readonly region: string
  /** The account's own. */
  readonly credentials: S3Credentials
  readonly pageSize: number | undefined
  readonly options: S3Options | undefined
  readonly steps: ExchangeOptions
}

export interface OpenS3 {
  /** What a driver takes. */
  readonly access: {
    readonly region: string
    readonly endpoint: string
    readonly credentials: S3Credentials
    readonly forcePathStyle: true
  }
  readonly inventory: () => S3Inventory
}

/** Opens the way into S3, and adds to `releases` what closes it. */
export async function openS3(
  { centre, region, credentials: account, pageSize, options = {}, steps }: S3Opening,
  releases: Releases,
): Promise<OpenS3> {
  const credentials = s3Credentials(account, options)
  const { clock, random } = centre
  const { s3, close } = createS3({
    clock,
    random,
    region,
    credentials: [account, credentials],
    folder: options.folder,
    pageSize,
  })
  releases.push(close)
  const respond = exchange(s3Front(s3), steps)
  // Bodies stay where they are until someone reads them.
  const server = await listen(
    (request, response) => respond(readHead(request, response), response),
    options.port,
  )
  releases.push(server.close)
  return {
    access: { region, endpoint: server.endpoint, credentials, forcePathStyle: true },
    inventory: () => s3Inventory(s3),
  }
}
