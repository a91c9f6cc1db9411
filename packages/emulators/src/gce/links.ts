/** The root of every link in an answer, whichever endpoint gave it, as in the real API. */
const root = 'https://www.googleapis.com/compute/v1/'

/** `path` begins with `projects/`. */
export const linkTo = (path: string): string => `${root}${path}`

/** The last segment of a link or path. */
export const nameIn = (link: string): string => link.slice(link.lastIndexOf('/') + 1)

/**
 * The path from `projects/` on that a link means: a whole URL of any host, a path from `projects/`, or one from the scope on, which is
 * in `project`. Undefined for what is none.
 */
export function pathIn(link: string, project: string): string | undefined {
  const whole = /^https?:\/\/[^/]+\/compute\/(?:v1|beta|alpha)\/(projects\/.+)$/.exec(link)?.[1]
  const path = whole ?? link.replace(/^\/?(?:compute\/v1\/)?(?=projects\/)/, '')
  if (/^projects\/[^/]+\/(?:global|(?:zones|regions)\/[^/]+)\/[^/]+(?:\/[^/]+)+$/.test(path)) return path
  if (/^(?:global|(?:zones|regions)\/[^/]+)\/[^/]+(?:\/[^/]+)+$/.test(path))
    return `projects/${project}/${path}`
  return undefined
}
