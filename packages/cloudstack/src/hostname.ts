import type { Intent } from './intent.ts'

/**
 * The host name of a new machine. A network takes each but once, while names need not be unique: the intent stands at its end, by which the
 * machine is found when the answer is lost. The name itself is what CloudStack displays.
 */
export function hostnameOf(name: string, { word, digest }: Intent): string {
  const end = `-${word}${digest}`
  const plain = name.replace(/[^A-Za-z0-9-]+/g, '-').replace(/^-+/, '')
  const begin = /^[A-Za-z]/.test(plain) ? plain : `n-${plain}`
  return `${begin.slice(0, 63 - end.length).replace(/-+$/, '')}${end}`
}

/** What a host name tells of the call that made it. */
export function intentIn(hostname: string): Intent | undefined {
  const [, word, digest = ''] = /-([0-9a-z]{12})([0-9a-z]{6})?$/.exec(hostname) ?? []
  return word === undefined ? undefined : { word, digest }
}
