// A process of its own that writes an object and never comes to its end: told what to do by its arguments, and killed by the test.
import { storage } from '../storage.ts'

const [folder = '', what = 'put', key = 'key'] = process.argv.slice(2)
const driver = storage({ folder })
const at = { bucket: 'photos', key }

/** Content that stops in its middle, and says so. */
async function* stuck(): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.alloc(1_000_000, 'x')
  process.stdout.write('writing\n')
  await new Promise(() => setInterval(() => {}, 1000))
}

if (what === 'put') await driver.putObject(at, stuck(), { sizeBytes: 2_000_000 })
if (what === 'race') {
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      driver.putObject({ ...at, key: `${key}${index}` }, String(process.pid), { ifNoneMatch: '*' }),
    ),
  )
  process.stdout.write(JSON.stringify(results.map(({ status }) => status === 'fulfilled')))
}
