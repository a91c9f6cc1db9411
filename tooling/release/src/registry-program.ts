// The process of a local registry: verdaccio on a free port of loopback. Started by registry.ts, which hears the port by a message; ends with
// whoever started it.
import { join } from 'node:path'
import { runServer } from 'verdaccio'

const [folder = '', upstream = ''] = process.argv.slice(2)

const anyone = { access: '$all', publish: '$all', unpublish: '$all' }
const config = {
  self_path: join(folder, 'config.yaml'),
  storage: join(folder, 'storage'),
  uplinks: { upstream: { url: upstream, cache: true, maxage: '1h', timeout: '60s' } },
  packages: {
    // What is ours is looked for here alone: a name that somebody else published must never take its place.
    '@cloud/*': anyone,
    '@acme/*': anyone,
    'cloud-driver-*': anyone,
    '**': { ...anyone, proxy: 'upstream' },
  },
  web: { enable: false },
  log: { type: 'stdout', format: 'json', level: 'fatal' },
  max_body_size: '100mb',
}

const server = await runServer(config)
server.listen(0, '127.0.0.1', () => process.send?.(server.address().port))
process.once('disconnect', () => process.exit())
