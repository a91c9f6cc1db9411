import { createHmac } from 'node:crypto'
import { mutated, runs } from '@tooling/vitest/properties'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { generateKeyPair } from '../openssh-key.ts'
import { namesHost, readKnownHosts } from './known-hosts-file.ts'

const { publicKey } = generateKeyPair()
const host = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6(), fc.stringMatching(/^[a-z0-9.-]{1,20}$/))
const port = fc.oneof(fc.constant(22), fc.integer({ min: 1, max: 65_535 }))
const nameOf = (name: string, at: number) => (at === 22 ? name : `[${name}]:${at}`)
const line = (hosts: string) => readKnownHosts(`${hosts} ${publicKey}`)[0]
const names = (hosts: string, name: string, at: number) => {
  const known = line(hosts)
  return known !== undefined && namesHost(known, name, at)
}

/** What a pattern means, as a regular expression: short enough here for it to be quick. */
const meaning = (pattern: string) =>
  new RegExp(
    `^${[...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[^a-z]/g, '\\$&'))).join('')}$`,
  )

describe('a known_hosts file', () => {
  it('names a host plainly and hashed, and no other host or port', () => {
    const salt = fc.uint8Array({ minLength: 20, maxLength: 20 })
    fc.assert(
      fc.property(host, port, host, port, salt, (name, at, other, otherAt, bytes) => {
        const written = nameOf(name, at)
        const hash = createHmac('sha1', bytes).update(written.toLowerCase()).digest('base64')
        const same = nameOf(other, otherAt).toLowerCase() === written.toLowerCase()
        for (const hosts of [
          written,
          `|1|${Buffer.from(bytes).toString('base64')}|${hash}`,
          `!nobody,${written}`,
        ]) {
          expect(names(hosts, name.toUpperCase(), at)).toBe(true)
          expect(names(hosts, other, otherAt)).toBe(same)
        }
        expect(names(`${written},!${written}`, name, at)).toBe(false)
      }),
      runs(500),
    )
  })

  it('takes * and ? for what they stand for', () => {
    const letters = (choices: string[]) =>
      fc.array(fc.constantFrom(...choices), { minLength: 1, maxLength: 8 }).map((all) => all.join(''))
    fc.assert(
      fc.property(letters(['a', 'b', '.', '*', '?']), letters(['a', 'b', '.']), (pattern, name) => {
        expect(names(pattern, name, 22)).toBe(meaning(pattern).test(name))
      }),
      runs(3000),
    )
  })

  it('is read whatever is in it: each line holds a key or is left out', () => {
    const right = `web,192.0.2.1 ${publicKey}\n@revoked * ${publicKey}\n|1|AAAA|BBBB ${publicKey}\n# c\n`
    const pieces = [
      '\n',
      '\r',
      ' ',
      '\t',
      '@',
      '|',
      '|1|',
      ',',
      '!',
      '*',
      '#',
      '=',
      '\0',
      'ssh-rsa',
      '@cert-authority ',
    ]
    const text = fc.oneof(mutated(right, pieces), fc.string({ unit: 'binary', maxLength: 80 }))
    fc.assert(
      fc.property(text, host, port, (any, name, at) => {
        for (const known of readKnownHosts(any)) {
          expect(any).toContain(known.hosts)
          expect(any).toContain(known.key.type)
          namesHost(known, name, at)
        }
      }),
      runs(2000),
    )
  })

  it('reads a line whatever stands before and after it', () => {
    const other = fc.string({ unit: 'binary', maxLength: 30 }).map((any) => any.replace(/[\r\n]/g, ''))
    fc.assert(
      fc.property(host, other, other, fc.constantFrom('\n', '\r\n'), (name, before, after, end) => {
        const known = readKnownHosts([before, `${name} ${publicKey}`, after].join(end))
        expect(known.some((each) => each.hosts === name && namesHost(each, name, 22))).toBe(true)
      }),
      runs(500),
    )
  })
})
