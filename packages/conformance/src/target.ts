import assert from 'node:assert/strict'
import type { Compute } from '@cloud/core'
import type { Target } from './context.ts'
import type { TargetOptions } from './options.ts'

/** What to create test nodes from: what was given, else the first size and the first image that fits it. */
export async function findTarget(driver: Compute, options: TargetOptions): Promise<Target> {
  const { location } = options
  const size = options.size ?? (await firstSize(driver, location))
  const image = options.image ?? (await firstImage(driver, size))
  return { size, image, ...(location === undefined ? {} : { location }) }
}

async function firstSize(driver: Compute, location: string | undefined): Promise<string> {
  const [size] = await driver.listSizes({ location }).toArray({ max: 1 })
  assert.ok(size, 'the cloud lists no size: give `size`')
  return size.id
}

async function firstImage(driver: Compute, sizeId: string): Promise<string> {
  let architecture: 'x86_64' | 'arm64' | 'other' | undefined
  for await (const size of driver.listSizes()) {
    if (size.id !== sizeId) continue
    architecture = size.architecture
    break
  }
  const [image] = await driver.listImages({ architecture }).toArray({ max: 1 })
  assert.ok(image, `the cloud lists no image of architecture ${architecture ?? 'any'}: give \`image\``)
  return image.id
}
