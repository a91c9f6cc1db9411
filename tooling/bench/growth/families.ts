import { gzipSync } from 'node:zlib'
import {
  checkPublicKey,
  encodeRfc3986,
  joinUserData,
  list,
  object,
  quoteArgument,
  readJson,
  readXml,
  sigv4Signer,
  text,
} from '@cloud/core/driver'
import { compute } from '@cloud/ec2'
import { mask } from '../../../packages/core/src/deploy/mask.ts'
import { retryAfterMs } from '../../../packages/core/src/http/retry-after.ts'
import { namesHost, readKnownHosts } from '../../../packages/ssh/src/host-key/known-hosts-file.ts'
import { readPublicKey } from '../../../packages/ssh/src/public-key.ts'

/** Input of any size that a reader should find as hard as it gets, and the reader. */
export interface Family {
  readonly reader: string
  readonly what: string
  readonly input: (size: number) => string
  readonly read: (input: string) => unknown
}

const repeated =
  (piece: string, begin = '', end = '') =>
  (size: number) =>
    begin + piece.repeat(Math.ceil(size / piece.length)) + end

const families = (
  reader: string,
  read: (input: string) => unknown,
  inputs: Readonly<Record<string, (size: number) => string>>,
): Family[] => Object.entries(inputs).map(([what, input]) => ({ reader, what, input, read }))

const shape = object<{ readonly a?: string; readonly b: readonly string[] }>({ a: text, b: list('i', text) })
const signer = sigv4Signer({ region: 'eu-west-1', service: 'ec2' })
const signed = (changes: object) =>
  signer(
    { method: 'GET', origin: 'https://x', path: '/', headers: {}, ...changes },
    { accessKeyId: 'A', secretAccessKey: 'b' },
    0,
  )
const key = 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl'
const hidden = `${'a'.repeat(63)}b`
const begin = '-----BEGIN SSH HOST KEY KEYS-----'
const end = '-----END SSH HOST KEY KEYS-----'

function masked(input: string): void {
  const { onOutput } = mask([hidden]).listener(() => {})
  for (let at = 0; at < input.length; at += 7) onOutput({ stream: 'stdout', text: input.slice(at, at + 7) })
}

/** The host keys that EC2 tells of an instance whose console this is. */
function hostKeys(console: string): Promise<readonly string[]> {
  const output = Buffer.from(console).toString('base64')
  const body = Buffer.from(`<GetConsoleOutputResponse><output>${output}</output></GetConsoleOutputResponse>`)
  async function* whole() {
    yield body
  }
  const send = async () => ({ status: 200, headers: {}, body: whole(), discard: () => {} })
  const credentials = { accessKeyId: 'A', secretAccessKey: 'b' }
  const transport = { send, close: async () => {} }
  return compute({ region: 'eu-west-1', credentials, transport }).listHostKeys('i-1')
}

export const allFamilies: readonly Family[] = [
  ...families('XML', (input) => readXml(input, 'r', shape), {
    'items of a list': repeated('<i>x</i>', '<r><b>', '</b></r>'),
    'elements nobody wants': repeated('<x><y/></x>', '<r>', '</r>'),
    'references in one text': repeated('&amp;', '<r><a>', '</a></r>'),
    'references that do not end': repeated('&', '<r><a>', '</a></r>'),
    'carriage returns': repeated('\r', '<r><a>', '</a></r>'),
    'comments in a text': repeated('x<!---->', '<r><a>', '</a></r>'),
    'a comment of dashes': repeated('- ', '<r><!--', '--></r>'),
    'attributes in one tag': repeated(' a="&lt;"', '<r', '/>'),
    'spaces in one tag': repeated(' ', '<r', 'a/>'),
    'an attribute without its quote': repeated('x=\'"', '<r a=', '/>'),
    'text after text that is special': repeated('<x>]]&gt;</x>', '<r>', '</r>'),
    'a name': repeated('a:', '<', '>'),
    'spaces in the declaration': repeated(' ', '<?xml', '?><r/>'),
  }),
  ...families('JSON', readJson, {
    'texts with escapes': repeated('\\"', '["', '"]'),
    'keys like the forbidden one': repeated('"_": 1, ', '[{', '"a":1}]'),
    'spaces after such a key': repeated(' ', '{"__proto_"', ':1}'),
    objects: repeated('{"a":[]},', '[', '0]'),
    'a number': repeated('1', '[', ']'),
  }),
  ...families('Retry-After', (input) => retryAfterMs(input, 0), {
    spaces: repeated(' ', '1', 'x'),
    digits: repeated('1'),
    dates: repeated('Sun, 06 Nov 1994 '),
  }),
  ...families('SigV4', (input) => signed({ path: input }), {
    'segments up': repeated('/a/..'),
    slashes: repeated('/'),
  }),
  ...families('SigV4', (input) => signed({ query: input }), {
    parameters: repeated('b=&a=%20&'),
    equals: repeated('='),
  }),
  ...families('SigV4', (input) => signed({ headers: { a: input } }), {
    'spaces in a header': repeated(' \t', 'a', 'a'),
  }),
  ...families('form encoding', encodeRfc3986, { 'characters to encode': repeated("é'") }),
  ...families('argv quoting', quoteArgument, { quotes: repeated("'") }),
  ...families('user data', (input) => joinUserData([input, '#!x']), {
    'a script beyond ASCII': repeated('é', '#!'),
    spaces: repeated(' ', '', '#!x'),
  }),
  ...families('user data', (input) => joinUserData([gzipSync(input), '#!x']), { gzip: repeated('x', '#!') }),
  ...families('public key', checkPublicKey, {
    'a word': repeated('.pu'),
    spaces: repeated(' ', 'ssh-ed25519'),
    options: repeated('no-pty,', '', key),
    base64: repeated('AAAA', 'ssh-rsa '),
  }),
  ...families('public key on a machine', readPublicKey, {
    base64: repeated('A', 'ssh-rsa '),
    spaces: repeated(' \t', 'ssh-rsa'),
  }),
  ...families(
    'known_hosts',
    (input) => readKnownHosts(`${input} ${key}`).map((line) => namesHost(line, 'a'.repeat(255), 22)),
    {
      'a pattern': repeated('*a', '', 'b'),
      patterns: repeated('*a*b,!*a*b,'),
      lines: repeated('x\n@revoked y\n'),
    },
  ),
  ...families('secrets in output', masked, {
    'beginnings of a secret': repeated('a'),
    secrets: repeated(hidden),
  }),
  ...families('host keys of a console', hostKeys, {
    'blocks that do not end': repeated(`${begin}\n`),
    blocks: repeated(`${begin}\n${key}\n${end}\n`),
    'a line of types': repeated('ssh-', `${begin}\n`, `\n${end}`),
    'a line of keys': repeated(`${key}`, `${begin}\n`, `\n${end}`),
  }),
]
