import type { Output, RunOptions } from '../contract/access.ts'

type OnOutput = NonNullable<RunOptions['onOutput']>

/** Takes secrets out of what a command prints. */
export interface Mask {
  readonly text: (text: string) => string
  /** The same for output that comes in pieces, a secret in several of them included. `end` tells what was kept back, when all has come. */
  readonly listener: (told: OnOutput) => { readonly onOutput: OnOutput; readonly end: () => Promise<void> }
}

const shown = '[secret]'
/** Of a secret of several lines, such as a key, also single ones are taken out, unless they are as short as a brace. */
const shortestLine = 8

/** Of longer output a shell gives the end, which may begin in the middle of a secret. */
const keptBytes = 1024 * 1024

export function mask(secrets: readonly string[]): Mask {
  const forms = [...new Set(secrets.flatMap(printed))].sort((a, b) => b.length - a.length)
  if (forms.length === 0) return { text: (text) => text, listener: unmasked }
  const pattern = new RegExp(forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g')
  return {
    text: (text) => {
      const cut = Buffer.byteLength(text) > keptBytes - 4 ? endLength(forms, text) : 0
      return (cut > 0 ? shown : '') + text.slice(cut).replace(pattern, shown)
    },
    listener: (told) => {
      const streams = { stdout: pieces(forms, pattern), stderr: pieces(forms, pattern) }
      const tell = (stream: Output['stream'], text: string): unknown =>
        text === '' ? undefined : told({ stream, text })
      return {
        onOutput: ({ stream, text }) => tell(stream, streams[stream].add(text)),
        end: async () => {
          for (const stream of ['stdout', 'stderr'] as const) await tell(stream, streams[stream].end())
        },
      }
    },
  }
}

const unmasked: Mask['listener'] = (told) => ({ onOutput: told, end: async () => {} })

/** How a secret may look in what is printed: as it is, and as `sh -x` and `bash -x` quote it. */
function printed(secret: string): string[] {
  const lines = secret.split('\n').filter((line) => line.length >= shortestLine)
  return [secret, ...lines].flatMap((text) =>
    text === '' ? [] : [text, text.replaceAll("'", "'\\''"), text.replaceAll("'", `'"'"'`)],
  )
}

/** How much at the beginning of the text is the end of a secret. */
function endLength(forms: readonly string[], text: string): number {
  const longest = forms[0]?.length ?? 0
  for (let length = longest - 1; length > 0; length--) {
    const beginning = text.slice(0, length)
    if (forms.some((form) => form.length > length && form.endsWith(beginning))) return length
  }
  return 0
}

/** Gives each piece of a text masked, but for an end that may be the beginning of a secret: that waits for the next piece. */
function pieces(forms: readonly string[], pattern: RegExp) {
  const longest = forms[0]?.length ?? 0
  let rest = ''
  const begun = (from: number): number => {
    for (let at = Math.max(from, rest.length - longest + 1); at < rest.length; at++) {
      const end = rest.slice(at)
      if (forms.some((form) => form.length > end.length && form.startsWith(end))) return at
    }
    return rest.length
  }
  const take = (): string => {
    let [safe, from, kept] = ['', 0, begun(0)]
    for (const { 0: found, index } of rest.matchAll(pattern)) {
      if (index >= kept) break
      safe += rest.slice(from, index) + shown
      from = index + found.length
      if (from > kept) kept = begun(from)
    }
    safe += rest.slice(from, kept)
    rest = rest.slice(kept)
    return safe
  }
  return {
    add: (text: string): string => {
      rest += text
      return take()
    },
    end: (): string => rest.replace(pattern, shown),
  }
}
