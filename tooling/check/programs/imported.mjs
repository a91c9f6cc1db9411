import assert from 'node:assert/strict'
import Module from 'node:module'

const [{ CloudError, isCloudError }, { compute }, { ssh }] = await Promise.all([
  import('@cloud/core'),
  import('@cloud/ec2'),
  import('@cloud/ssh'),
])
const ec2 = compute({
  region: 'eu-west-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  // Nobody listens there.
  endpoint: 'http://127.0.0.1:9',
  retry: { attempts: 1 },
})
ssh({ user: 'ec2-user' })
assert.equal(typeof ec2.listNodes, 'function')
assert.ok(isCloudError(new CloudError('x', { code: 'invalid' }), 'invalid'))

// undici and ssh2 are CommonJS: once loaded, by import too, they are in the cache.
const loaded = (name) => Object.keys(Module._cache).filter((file) => name.test(file))
assert.deepEqual(
  loaded(/node_modules.(undici|ssh2)\b/),
  [],
  'importing and constructing loads neither undici nor ssh2',
)

await assert.rejects(ec2.listNodes().toArray(), (error) => isCloudError(error, 'network'))
assert.ok(loaded(/undici.lib.dispatcher.agent\.js$/).length === 1, 'a request loads the agent of undici')
assert.deepEqual(loaded(/node_modules.undici.index\.js$/), [], 'and not the whole of it')
const dispatchers = Object.getOwnPropertySymbols(globalThis).filter((symbol) =>
  /dispatcher/i.test(symbol.description),
)
assert.deepEqual(dispatchers, [], "which would be the dispatcher of the process's own fetch")
console.log('ok')
