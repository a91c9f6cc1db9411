import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { ask } from './ask.ts'

/** A terminal at which each question is answered by the next of these, as soon as it is shown. */
function terminal(...answers: readonly string[]) {
  const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input })
  const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 })
  const left = [...answers]
  let shown = ''
  output.on('data', (chunk: Buffer) => {
    const text = chunk.toString()
    shown += text
    const asked = text.includes('?') ? left.shift() : undefined
    if (asked !== undefined) for (const key of asked) setTimeout(() => input.write(key), 5)
  })
  return { io: { input, output } as never, shown: () => shown }
}

const none = { yes: false, inside: false } as const
const enter = '\r'

describe('ask', () => {
  it('asks for what was left out, with defaults that follow the name', async () => {
    const { io, shown } = terminal(`nova${enter}`, enter, enter, enter, enter)
    expect(await ask(none, io)).toMatchObject({
      name: 'nova',
      packageName: 'cloud-driver-nova',
      services: ['compute'],
      authentication: 'bearer',
      baseUrl: 'https://api.nova.example',
    })
    expect(shown()).toContain('How does it know who asks?')
  })

  it('asks for nothing that was given', async () => {
    const given = {
      ...none,
      name: 'nova',
      packageName: 'nova',
      services: ['compute'] as const,
      baseUrl: 'https://nova.example',
    }
    const { io, shown } = terminal(enter)
    expect(await ask(given, io)).toEqual({ ...given, authentication: 'bearer' })
    expect(shown().match(/\?/g)?.length).toBeGreaterThan(0)
    expect(shown()).not.toContain('What is the cloud called?')
  })

  it('gives nothing where it is broken off', async () => {
    const { io } = terminal('\x03')
    expect(await ask(none, io)).toBeUndefined()
  })
})
