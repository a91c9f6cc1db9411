import type { AwsService } from '@cloud/aws'

/** https://docs.aws.amazon.com/general/latest/gr/s3.html */
export const service: AwsService = {
  name: 's3',
  id: 'S3',
  host: ({ region, partition, fips, dualStack }) =>
    `s3${fips ? '-fips' : ''}${dualStack ? '.dualstack' : ''}.${region}.${partition.domain}`,
}
