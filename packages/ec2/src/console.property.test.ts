import { mutated, runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hostKeysIn } from './console.ts'

const begin = '-----BEGIN SSH HOST KEY KEYS-----'
const end = '-----END SSH HOST KEY KEYS-----'
const type = fc.constantFrom('ssh-ed25519', 'ssh-rsa', 'ecdsa-sha2-nistp256', 'sk-ssh-ed25519@openssh.com')
const body = fc.stringMatching(/^[A-Za-z0-9+/]{8,60}={0,2}$/)
const key = fc
  .tuple(type, body, fc.stringMatching(/^(?: [\w@.-]{1,12})?$/))
  .map(([name, text, comment]) => `${name} ${text}${comment}`)
/** What a log writes before a line that comes over a serial port, and what else a boot prints. */
const prefix = fc.constantFrom(
  '',
  '[   12.345678] ',
  'cloud-init[512]: ',
  'ec2: ',
  '<14>Nov 23 07:00:00 ec2: ',
)
const noise = fc
  .string({ unit: 'binary', maxLength: 60 })
  .map((any) => any.replaceAll('-----', '').replace(/[\r\n]/g, ' '))
const block = fc.array(fc.tuple(prefix, key), { maxLength: 4 })

describe('hostKeysIn', () => {
  it('gives the keys of the last block, whatever is printed around it and before its lines', () => {
    fc.assert(
      fc.property(
        block,
        block,
        noise,
        noise,
        fc.constantFrom('\n', '\r\n'),
        (first, last, before, after, line) => {
          const written = (keys: readonly (readonly [string, string])[]) =>
            [begin, ...keys.map((parts) => parts.join('')), end].join(line)
          const text = [before, written(first), before, written(last), after].join(line)
          expect(hostKeysIn(text)).toEqual(last.map(([, each]) => each))
        },
      ),
      runs(1000),
    )
  })

  it('gives none of a block that is not whole', () => {
    fc.assert(
      fc.property(block, noise, (keys, before) => {
        const open = [before, begin, ...keys.map((parts) => parts.join(''))].join('\n')
        expect(hostKeysIn(open)).toEqual([])
        expect(hostKeysIn(open.replace(begin, ''))).toEqual([])
      }),
      runs(500),
    )
  })

  it('gives lines that begin with a key type, whatever the console holds', () => {
    const right = `boot\n${begin}\nssh-ed25519 AAAAC3Nz root@ip\necdsa-sha2-nistp256 AAAAE2Vj\n${end}\nlogin:`
    const text = mutated(right, [
      begin,
      end,
      '\n',
      '\r',
      '\0',
      ' ',
      '-',
      'ssh-',
      '=',
      '\x1b[0m',
      'ssh-rsa AAAA',
    ])
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary', maxLength: 80 })), (any) => {
        for (const line of hostKeysIn(any)) {
          expect(line).toMatch(/^(?:ssh|ecdsa|sk)-[a-z0-9@.-]+ [A-Za-z0-9+/]+=*(?: \S+)?$/)
          expect(any).toContain(line)
        }
      }),
      runs(2000),
    )
  })
})
