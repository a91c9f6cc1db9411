import { once } from 'node:events'
import { type IncomingHttpHeaders, type IncomingMessage, request } from 'node:http'
import type { HostAndPort } from '../balancing/balancing.ts'

/** User data of a machine whose web server tells the machine's name at each of these paths. */
export const serving = (name: string, ...paths: readonly string[]): string =>
  [
    '#!/bin/sh',
    'apt-get install -y nginx',
    ...['/index.html', ...paths].flatMap((path) => [
      `mkdir -p /var/www/html${path.slice(0, path.lastIndexOf('/'))}`,
      `echo ${name} > /var/www/html${path}`,
    ]),
    '',
  ].join('\n')

interface Asked {
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
}

interface Told {
  readonly status: number | undefined
  readonly text: string
  readonly headers: IncomingHttpHeaders
}

/** Over a connection of its own: one that is kept would stay at its member. */
export async function get({ host, port }: HostAndPort, asked: Asked = {}): Promise<Told> {
  const sent = request({ host, port, agent: false, ...asked })
  sent.end()
  const [response]: readonly IncomingMessage[] = await once(sent, 'response')
  if (!response) throw new Error('no response')
  const text = await textOf(response)
  return { status: response.statusCode, text, headers: response.headers }
}

/** Who answers so many requests, in order. */
export async function answers(at: HostAndPort, count: number, asked: Asked = {}): Promise<readonly string[]> {
  const texts: string[] = []
  for (let index = 0; index < count; index += 1) texts.push((await get(at, asked)).text)
  return texts
}

/** Waits until something holds, in real time. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 10))
}

/** A request that its server has begun to read, over a connection of its own; `finish` sends the rest, and resolves with the answer. */
export async function halfAsked({
  host,
  port,
}: HostAndPort): Promise<{ readonly finish: () => Promise<string> }> {
  const sent = request({ host, port, agent: false, headers: { 'content-length': 2, expect: '100-continue' } })
  sent.flushHeaders()
  await once(sent, 'continue')
  return {
    finish: async () => {
      sent.end('ok')
      const [response]: readonly IncomingMessage[] = await once(sent, 'response')
      return textOf(response)
    },
  }
}

async function textOf(response: IncomingMessage | undefined): Promise<string> {
  let text = ''
  for await (const chunk of response ?? []) text += chunk
  return text.trim()
}
