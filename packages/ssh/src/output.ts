import type { Output } from '@cloud/core'
import { type Tail, tail } from './tail.ts'

const keptBytes = 1024 * 1024

/** One stream of a command: told as it comes, its end kept. */
export interface OutputStream {
  readonly add: (bytes: Buffer) => void
  readonly end: () => void
  readonly text: Tail['text']
}

/** Decodes over the whole stream, so that a character in two packets stays one. */
export function outputStream(
  stream: Output['stream'],
  told: ((output: Output) => void) | undefined,
): OutputStream {
  const kept = tail(keptBytes)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  const tell = (text: string) => {
    if (text !== '') told?.({ stream, text })
  }
  return {
    add: (bytes) => {
      kept.add(bytes)
      if (told) tell(decoder.decode(bytes, { stream: true }))
    },
    end: () => tell(decoder.decode()),
    text: kept.text,
  }
}
