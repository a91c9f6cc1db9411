import { invalid } from '../errors.ts'

const mib = 1024 * 1024
/** What every provider takes: so many parts, and so much of an object. */
export const mostParts = 10_000
const mostBytes = 5 * 1024 * 1024 * mib
const leastPartBytes = 5 * mib
const mostPartBytes = 5 * 1024 * mib

/** How many parts of one size come before the next, twice as large: so that from 5 MiB on 5 TiB fit into 10,000. */
const partsOfASize = 950

/** How large each part of an upload is, by its number from 1. The same for the same arguments, so that an upload that goes on knows its parts. */
export type PartSize = (partNumber: number) => number

/**
 * All parts the same where the size of the content is known: what was asked for, or as much as it takes to need no more than 10,000. Of content
 * that is not known they grow as it goes on.
 */
export function partSizes(partSizeBytes: number, sizeBytes: number | undefined): PartSize {
  if (sizeBytes === undefined)
    return (number) => Math.min(mostPartBytes, partSizeBytes * 2 ** Math.floor((number - 1) / partsOfASize))
  const least = Math.ceil(sizeBytes / mostParts / mib) * mib
  const size = Math.max(partSizeBytes, least)
  return () => size
}

/** `invalid` for parts that no provider takes, or content that is larger than any object. */
export function checkSizes(partSizeBytes: unknown, sizeBytes: number | undefined): void {
  const isPart = Number.isInteger(partSizeBytes) && Number(partSizeBytes) >= leastPartBytes
  if (!isPart || Number(partSizeBytes) > mostPartBytes)
    throw invalid(`partSizeBytes is ${String(partSizeBytes)}`, 'a whole number from 5 MiB to 5 GiB')
  if (sizeBytes !== undefined && sizeBytes > mostBytes)
    throw invalid(`The content has ${sizeBytes} bytes`, 'at most 5 TiB')
}

export function checkConcurrency(concurrency: unknown): void {
  if (Number.isInteger(concurrency) && Number(concurrency) >= 1 && Number(concurrency) <= 256) return
  throw invalid(`concurrency is ${String(concurrency)}`, 'a whole number from 1 to 256')
}
