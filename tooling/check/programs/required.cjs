const assert = require('node:assert/strict')
const { CloudError, isCloudError } = require('@cloud/core')
const { compute } = require('@cloud/ec2')

const main = async () => {
  const imported = await import('@cloud/core')
  assert.equal(imported.CloudError, CloudError, 'require and import give the same class')
  assert.throws(
    () => compute({ endpoint: 'nowhere' }),
    (error) => isCloudError(error, 'invalid'),
  )
  const { getDriver } = require('@cloud/core/registry')
  assert.equal((await getDriver('ec2')).compute, compute)
  console.log('ok')
}
main()
