import { mapAtMost } from '../at-most.ts'
import { checkNames, checkText } from '../check.ts'
import type { CallOptions } from '../contract/call.ts'
import type { Architecture, Compute, Image, ImageQuery } from '../contract/compute.ts'
import { invalid } from '../errors.ts'
import { byText, type Choice, chosen, driversOf } from './choice.ts'

export interface WantedImage {
  /** The system's name as a word of the image's: `debian`, `ubuntu`, `rocky`, whatever case it has. */
  readonly os: string
  /** As in `12` or `24.04`; `12` is also 12.4. Left out, any: then the newest image decides and not the highest version. */
  readonly version?: string | undefined
  readonly architecture?: Architecture | undefined
  /** What is asked of the provider in the first place: on EC2 an owner, since anybody may name an image `debian-12`. */
  readonly query?: ImageQuery | undefined
}

/**
 * The newest image of a system, of all that one driver or several list, with what else would do and why each other one would not. What
 * an image is, its name alone tells, so that the choice is by what providers call their own images; name the owner where others can publish some.
 * The same lists give the same choice. Where none is as wanted it rejects with `not-found`, as `chooseSize` does.
 */
export async function chooseImage<D extends Compute>(
  from: D | readonly D[],
  wanted: WantedImage,
  call?: CallOptions,
): Promise<Choice<Image, D>> {
  check(wanted)
  const drivers = driversOf(from)
  const lists = await mapAtMost(4, drivers, async (driver) => {
    const images = await driver.listImages(wanted.query ?? {}, call).toArray()
    return images.map((item) => ({ driver, item }))
  })
  const judged = lists.flat().map((offer) => ({ offer, why: reasons(offer.item, wanted) }))
  return chosen('image', judged, drivers, newestFirst)
}

function check(wanted: WantedImage): void {
  checkNames('chooseImage', wanted, ['os', 'version', 'architecture', 'query'])
  const { os, version, architecture } = wanted
  checkText('os', os, { max: 63 })
  if (!/^[a-z][a-z ]*$/i.test(os)) throw invalid(`os is ${JSON.stringify(os)}`, "a name, as in 'debian'")
  if (version !== undefined && !/^\d+(\.\d+)*$/.test(version))
    throw invalid(`version is ${JSON.stringify(version)}`, "as in '12' or '24.04'")
  if (architecture !== undefined && !['x86_64', 'arm64', 'other'].includes(architecture))
    throw invalid(`architecture is ${architecture}`, "'x86_64', 'arm64' or 'other'")
}

function reasons(image: Image, { os, version, architecture }: WantedImage): readonly string[] {
  const why: string[] = []
  const words = wordsOf(`${image.name} ${image.id}`)
  const places = placesOf(os, words)
  const versions = places.map((place) => versionAfter(place.end, words))
  if (places.length === 0) why.push(`its name does not tell ${os}`)
  // As shops of images name theirs: WordPress on Ubuntu 24.04.
  else if (places.some(({ start }) => words[start - 1] === 'on'))
    why.push(`its name tells of more than ${os}`)
  else if (version !== undefined && !versions.some((found) => isVersion(found, version)))
    why.push(`its name tells another version than ${version}`)
  if (architecture !== undefined && image.architecture !== architecture)
    why.push(
      image.architecture === undefined ? 'its architecture is not told' : `it is ${image.architecture}`,
    )
  if (image.state !== undefined && image.state !== 'available') why.push(`it is ${image.state}`)
  return why
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[a-z]+|\d+/g) ?? []

interface Place {
  readonly start: number
  readonly end: number
}

/** Where the words are those of the system's name. */
function placesOf(os: string, words: readonly string[]): readonly Place[] {
  const wanted = os.toLowerCase().split(' ')
  return words.flatMap((_word, at) =>
    wanted.every((part, offset) => words[at + offset] === part)
      ? [{ start: at, end: at + wanted.length }]
      : [],
  )
}

/** The first run of numbers from there on, as `24.04` in `ubuntu-noble-24.04-amd64` and `2404` in `ubuntu-2404-noble`. */
function versionAfter(place: number, words: readonly string[]): readonly string[] {
  const start = words.findIndex((word, at) => at >= place && /^\d/.test(word))
  if (start < 0) return []
  const end = words.findIndex((word, at) => at > start && !/^\d/.test(word))
  return words.slice(start, end < 0 ? undefined : end)
}

function isVersion(found: readonly string[], version: string): boolean {
  const parts = version.split('.')
  return parts.every((part, index) => found[index] === part) || found[0] === parts.join('')
}

/** Of images without a time nobody knows; those with a name that comes later in order are mostly the newer. */
const newestFirst = (one: Image, other: Image): number =>
  byText(other.createdAt ?? '', one.createdAt ?? '') || byText(other.name, one.name)
