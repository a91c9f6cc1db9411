import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinUserData } from './user-data.ts'

const script = '#!/bin/sh\necho hi\n'
const config = '#cloud-config\nruncmd: [a]\n'

/** The leaves of a MIME message: as much of a reader as these messages need. */
const partsOf = (
  message: string,
): { readonly headers: Record<string, string>; readonly content: string }[] => {
  const [head = '', ...rest] = message.split('\n\n')
  const headers = Object.fromEntries(
    head
      .split('\n')
      .map((header) => [
        header.slice(0, header.indexOf(':')).toLowerCase(),
        header.slice(header.indexOf(':') + 2),
      ]),
  )
  const content = rest.join('\n\n')
  const [, boundary] = /boundary="(.+)"/.exec(headers['content-type'] ?? '') ?? []
  if (boundary === undefined) {
    const encoded = headers['content-transfer-encoding'] === 'base64'
    return [{ headers, content: encoded ? Buffer.from(content, 'base64').toString() : content }]
  }
  const [, ...pieces] = `\n${content}`.split(`\n--${boundary}`)
  expect(pieces.at(-1)).toBe('--\n')
  return pieces.slice(0, -1).flatMap((piece) => partsOf(piece.slice(1)))
}
const text = (joined: string | Uint8Array) => {
  expect(joined).toBeTypeOf('string')
  return joined as string
}
const refused = (...parts: (string | Uint8Array)[]) => {
  try {
    joinUserData(parts)
  } catch (error) {
    expect(error).toMatchObject({ code: 'invalid' })
    return (error as Error).message
  }
  throw new Error('joined although it is wrong')
}

describe('joinUserData', () => {
  it('gives one part back as it is, whatever it is, and nothing for none', () => {
    const odd = Uint8Array.from([0xff, 0])
    expect(joinUserData([odd])).toBe(odd)
    expect(joinUserData(['', '<powershell>', new Uint8Array()])).toBe('<powershell>')
    expect(joinUserData([])).toBe('')
  })

  it('writes a message that cloud-init takes for MIME multi-part', () => {
    const joined = text(joinUserData([script, config]))
    const boundary =
      /^Content-Type: multipart\/mixed; boundary="(part-[0-9a-f]{32})"\nMIME-Version: 1.0\n\n/.exec(
        joined,
      )?.[1]
    expect(joined.slice(joined.indexOf('\n\n') + 2)).toBe(`--${boundary}
Content-Type: text/x-shellscript; charset="utf-8"
MIME-Version: 1.0
Content-Transfer-Encoding: 7bit

${script}
--${boundary}
Content-Type: text/cloud-config; charset="utf-8"
MIME-Version: 1.0
Content-Transfer-Encoding: 7bit
Merge-Type: list(append)+dict(no_replace,recurse_list)+str()

${config}
--${boundary}--
`)
  })

  it('names the type of every part by its beginning', () => {
    const types = {
      '#cloud-config\n': 'text/cloud-config',
      '#cloud-config-archive\n': 'text/cloud-config-archive',
      '#cloud-config-jsonp\n': 'text/cloud-config-jsonp',
      '#cloud-boothook\n': 'text/cloud-boothook',
      '#include\nhttps://x': 'text/x-include-url',
      '#include-once\nhttps://x': 'text/x-include-once-url',
      '#part-handler\n': 'text/part-handler',
      '## template: jinja\n#cloud-config': 'text/jinja2',
      '#!/bin/sh': 'text/x-shellscript',
    }
    const parts = partsOf(text(joinUserData(Object.keys(types))))
    expect(parts.map(({ headers }) => headers['content-type'])).toEqual(
      Object.values(types).map((type) => `${type}; charset="utf-8"`),
    )
  })

  it('gives every text back, with any character and line end', () => {
    const content = fc.string({ unit: 'binary', maxLength: 200 }).map((any) => `#!/bin/sh\n${any}`)
    fc.assert(
      fc.property(fc.array(content, { minLength: 2, maxLength: 4 }), (parts) => {
        const joined = text(joinUserData(parts))
        expect(joined).toMatch(/^[\t\n\x20-\x7e]*$/)
        expect(partsOf(joined).map((part) => part.content)).toEqual(parts)
        expect(joinUserData(parts.map((part) => new TextEncoder().encode(part)))).toBe(joined)
      }),
    )
  })

  it('keeps MIME of the caller whole and in its place', () => {
    const inner = text(joinUserData([config, script]))
    const joined = text(joinUserData([inner, '#cloud-config\nusers: [é]\n']))
    expect(partsOf(joined).map((part) => part.content)).toEqual([
      config,
      script,
      '#cloud-config\nusers: [é]\n',
    ])
  })

  it('opens gzip and closes the result with it again, the same bytes each time', () => {
    const joined = joinUserData([gzipSync(config), script])
    expect(joined).toBeInstanceOf(Uint8Array)
    expect(joined).toEqual(joinUserData([gzipSync(config, { level: 1 }), script]))
    const opened = gunzipSync(joined as Uint8Array).toString()
    expect(opened).toBe(joinUserData([config, script]))
  })

  it('starts a script at its first character, as a template literal rarely does', () => {
    expect(partsOf(text(joinUserData([`\n  ${script}`, config])))[0]?.content).toBe(script)
  })

  it('refuses a part that cloud-init would not know, and names the ones it does', () => {
    expect(refused(script, 'echo hi')).toMatch(
      /part 2 is nothing that cloud-init knows: .*#cloud-config .*#include #part-handler .* jinja #!$/,
    )
    expect(refused('{"ignition":{}}', script)).toContain('part 1')
    expect(refused(Uint8Array.from([0x23, 0x21, 0xff]), script)).toContain('not UTF-8')
    expect(refused(gzipSync(config).subarray(0, 20), script)).toContain('not whole gzip')
    expect(refused(gzipSync(`#!${' '.repeat(5_000_000)}`), script)).toContain('at most 4194304 bytes')
  })
})
