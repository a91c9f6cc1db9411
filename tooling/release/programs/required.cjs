const { CloudError } = require('@cloud/core')
const { compute } = require('@cloud/ec2')
const { storage } = require('@cloud/s3')

import('@cloud/core').then((imported) => {
  const drivers = [compute({ region: 'eu-west-1' }), storage({ region: 'eu-west-1' })]
  console.log(imported.CloudError === CloudError, drivers.length)
})
