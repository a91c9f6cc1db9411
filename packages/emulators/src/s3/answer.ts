import type { StreamedBody } from '../http/wire.ts'
import { documentOf, type Xml } from './xml.ts'

/** What an operation answers. */
export interface Answer {
  /** Default 200. */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | StreamedBody
}

/** A document in the protocol's namespace. */
export const xmlAnswer = (root: string, content: Xml, headers: Answer['headers'] = {}): Answer => ({
  headers: { 'content-type': 'application/xml', ...headers },
  body: documentOf(root, content),
})

export const emptyAnswer = (status: number, headers: Answer['headers'] = {}): Answer => ({ status, headers })
