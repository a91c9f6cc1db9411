import assert from 'node:assert/strict'
import Module from 'node:module'

const [{ CloudError, isCloudError }, { compute }, { ssh }] = await Promise.all([
  import('@cloud/core'),
  import('@cloud/ec2'),
  import('@cloud/ssh'),
])
const ec2 = compute({ region: 'eu-west-1', credentials: { accessKeyId: 'a', secretAccessKey: 'b' } })
ssh({ user: 'ec2-user' })
assert.equal(typeof ec2.listNodes, 'function')
assert.ok(isCloudError(new CloudError('x', { code: 'invalid' }), 'invalid'))

// undici and ssh2 are CommonJS: once loaded, by import too, they are in the cache.
const loaded = Object.keys(Module._cache).filter((file) => /node_modules.(undici|ssh2)\b/.test(file))
assert.deepEqual(loaded, [], 'importing and constructing loads neither undici nor ssh2')
console.log('ok')
