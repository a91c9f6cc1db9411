import { format } from 'node:util'
import { heldTexts } from './held-texts.ts'
import { secretsIn } from './secret-shapes.ts'

/** What every `CloudError` carries. */
export const errorBrand: unique symbol = Symbol.for('@cloud/core.CloudError')

export interface LeakWatch {
  /** What was found since it was last asked: which secret, and where. */
  readonly found: () => string[]
  /** Ends the watch. */
  readonly end: () => void
}

/**
 * Looks for secrets in every `CloudError` that is made in this process, thrown or not, with all that it and its causes hold; and in what
 * is printed: the console, both standard streams and warnings.
 */
export function watchForLeaks(): LeakWatch {
  const errors: object[] = []
  const leaks: string[] = []
  const printed = (where: string, text: string) => {
    for (const name of secretsIn(text)) leaks.push(`${name} in ${where}`)
  }
  const ends = [watchErrors(errors), watchConsole(printed), watchStreams(printed), watchWarnings(printed)]
  const seen = new WeakSet<object>()
  return {
    found: () => {
      for (const error of errors.splice(0)) leaks.push(...leaksOf(error, seen))
      return [...new Set(leaks.splice(0))]
    },
    end: () => {
      for (const end of ends) end()
    },
  }
}

function leaksOf(error: object, seen: WeakSet<object>): string[] {
  const { code, provider, operation } = error as Readonly<Record<string, unknown>>
  const which = [code, provider, operation].filter(Boolean).join(' ')
  return [...heldTexts(error, seen)].flatMap(secretsIn).map((name) => `${name} in an error (${which})`)
}

type Printed = (where: string, text: string) => void

/** Every error marks itself when it is made, and nothing else carries that mark. */
function watchErrors(errors: object[]): () => void {
  const define = Object.defineProperty
  Object.defineProperty = (target, key, descriptor) => {
    if (key === errorBrand) errors.push(Object(target))
    return define(target, key, descriptor)
  }
  return () => {
    Object.defineProperty = define
  }
}

function watchConsole(printed: Printed): () => void {
  const names = ['debug', 'dir', 'error', 'info', 'log', 'trace', 'warn'] as const
  const ends = names.map((name) => {
    const print = console[name]
    console[name] = (...args: unknown[]) => {
      printed(`console.${name}`, format(...args))
      print(...args)
    }
    return () => {
      console[name] = print
    }
  })
  return () => {
    for (const end of ends) end()
  }
}

function watchStreams(printed: Printed): () => void {
  const ends = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name]
    const write = stream.write
    const watched = (...args: Parameters<typeof write>) => {
      const [chunk] = args as readonly unknown[]
      printed(name, typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('latin1'))
      return write.apply(stream, args)
    }
    stream.write = watched as typeof write
    return () => {
      stream.write = write
    }
  })
  return () => {
    for (const end of ends) end()
  }
}

function watchWarnings(printed: Printed): () => void {
  const listener = (warning: Error) => printed('a warning', warning.message)
  process.on('warning', listener)
  return () => void process.off('warning', listener)
}
