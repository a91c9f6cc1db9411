import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { format, inspect } from 'node:util'
import { serialize } from 'node:v8'
import { heldTexts } from '@tooling/vitest/held-texts'

/** Every way to make a text of a value that a user holds. What it throws is a text, too. */
export const printers: Readonly<Record<string, (value: unknown) => string>> = {
  inspect: (value) => inspect(value),
  'inspect, all of it': (value) =>
    inspect(value, { depth: Infinity, maxStringLength: null, maxArrayLength: null }),
  'inspect, hidden too': (value) =>
    inspect(value, { depth: Infinity, showHidden: true, maxStringLength: null }),
  'inspect, raw': (value) =>
    inspect(value, {
      depth: 20,
      showHidden: true,
      showProxy: true,
      customInspect: false,
      getters: true,
      maxStringLength: null,
    }),
  'inspect of a proxy': (value) =>
    typeof value === 'object' && value !== null
      ? inspect(new Proxy(value, {}), { depth: 20, showProxy: true })
      : '',
  format: (value) => format('%s %o %O %j %d', value, value, value, value, value),
  JSON: (value) => JSON.stringify(value) ?? '',
  'JSON of copies': (value) => JSON.stringify({ ...(value as object) }),
  String: (value) => `${value}`,
  stack: (value) => [...chain(value)].map(({ stack }) => stack).join('\n'),
  causes: (value) => [...chain(value)].map((error) => `${error.message} ${JSON.stringify(error)}`).join('\n'),
  structuredClone: (value) => inspect(structuredClone(value), { depth: Infinity, showHidden: true }),
  serialize: (value) => serialize(value).toString('latin1'),
  'own members': (value) => [...heldTexts(value)].join('\n'),
  sources: (value) => Object.values(Object(value)).map(String).join('\n'),
  console: printed,
}

function* chain(value: unknown): Generator<Error> {
  for (let error = value; error instanceof Error; error = error.cause) yield error
}

function printed(value: unknown): string {
  let text = ''
  const stream = new Writable({
    write: (chunk, _encoding, done) => {
      text += chunk
      done()
    },
  })
  const out = new Console(stream, stream)
  out.log(value)
  out.dir(value, { depth: 20, showHidden: true })
  out.table(value)
  out.trace(value)
  return text
}

export function print(printer: (value: unknown) => string, value: unknown): string {
  try {
    return printer(value)
  } catch (error) {
    return inspect(error, { depth: 20, showHidden: true })
  }
}
