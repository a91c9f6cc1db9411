import { expect, test } from 'vitest'
import { generateKeyPair } from '../openssh-key.ts'
import { namesHost, readKnownHosts } from './known-hosts-file.ts'

const { publicKey } = generateKeyPair()

const names = (hosts: string, host: string, port = 22) => {
  const [line] = readKnownHosts(`${hosts} ${publicKey}`)
  return line !== undefined && namesHost(line, host, port)
}

test('a name stands for itself, whatever its case', () => {
  expect(names('web.example.com', 'WEB.example.com')).toBe(true)
  expect(names('web.example.com', 'web.example.org')).toBe(false)
  expect(names('web.example.com,203.0.113.5', '203.0.113.5')).toBe(true)
  expect(names('2001:db8::1', '2001:db8::1')).toBe(true)
})

test('a port other than 22 is part of the name', () => {
  expect(names('[web]:2222', 'web', 2222)).toBe(true)
  expect(names('[web]:2222', 'web')).toBe(false)
  expect(names('web', 'web', 2222)).toBe(false)
  expect(names('[2001:db8::1]:2222', '2001:db8::1', 2222)).toBe(true)
})

test('wildcards stand for characters, and a negated pattern wins', () => {
  expect(names('*.example.com', 'a.b.example.com')).toBe(true)
  expect(names('*.example.com', 'example.com')).toBe(false)
  expect(names('192.0.2.?', '192.0.2.7')).toBe(true)
  expect(names('192.0.2.?', '192.0.2.17')).toBe(false)
  expect(names('*.example.com,!bad.example.com', 'bad.example.com')).toBe(false)
  expect(names('!bad.example.com', 'good.example.com')).toBe(false)
  expect(names('a.c', 'abc')).toBe(false)
})

test('a pattern made to be slow is not', () => {
  const startedAt = performance.now()
  expect(names(`${'*a'.repeat(2_000)}b`, 'a'.repeat(4_000))).toBe(false)
  expect(performance.now() - startedAt).toBeLessThan(2_000)
})

test('a hashed name is recognised', () => {
  // As ssh-keygen -H wrote them for 203.0.113.5 and [203.0.113.5]:2222.
  const plain = '|1|+SL+2rd+49B7Yksz9FS3zCAyLUI=|GTNwiv6rOQM3J+FlYfhunwJ0VJA='
  const withPort = '|1|82wLPUzHzSd5518QXPX7FKMVdBs=|eGarqnEIK7nufIgg5t3idhHVJQs='
  expect(names(plain, '203.0.113.5')).toBe(true)
  expect(names(plain, '203.0.113.6')).toBe(false)
  expect(names(withPort, '203.0.113.5', 2222)).toBe(true)
  expect(names(withPort, '203.0.113.5')).toBe(false)
  expect(names('|2|a|b', '203.0.113.5')).toBe(false)
})

test('markers are kept, and lines that hold no key are left out', () => {
  const text = [
    '# a comment',
    '',
    `@revoked * ${publicKey}`,
    `@cert-authority *.example.com ${publicKey} the authority`,
    `@something * ${publicKey}`,
    'web ssh-ed25519',
    'web ssh-ed25519 not*base64',
    `web ssh-rsa ${publicKey.split(' ')[1]}`,
    `  web\t${publicKey}\r`,
  ].join('\n')
  expect(readKnownHosts(text).map(({ marker, hosts }) => [marker, hosts])).toEqual([
    ['revoked', '*'],
    ['cert-authority', '*.example.com'],
    [undefined, 'web'],
  ])
})
