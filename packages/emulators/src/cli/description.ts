import { ec2Images } from '../ec2/images.ts'
import type { LocalCloud } from '../options.ts'

/** Lines that a POSIX shell can read, with comments for people. */
export function describeCloud({
  ec2,
  elb,
  digitalocean,
  cloudstack,
  ninefold,
  s3,
  gce,
  sshConfig,
}: LocalCloud): string {
  const variables = {
    AWS_ENDPOINT_URL_EC2: ec2.endpoint,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING: elb.endpoint,
    AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2: elb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_REGION: ec2.region,
    AWS_DEFAULT_REGION: ec2.region,
    AWS_ACCESS_KEY_ID: ec2.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ec2.credentials.secretAccessKey,
    DIGITALOCEAN_API_URL: digitalocean.endpoint,
    DIGITALOCEAN_TOKEN: digitalocean.token,
    DIGITALOCEAN_ACCESS_TOKEN: digitalocean.token,
    CLOUDSTACK_API_URL: cloudstack.endpoint,
    CLOUDSTACK_API_KEY: cloudstack.apiKey,
    CLOUDSTACK_SECRET_KEY: cloudstack.secretKey,
    CLOUDSTACK_ENDPOINT: cloudstack.endpoint,
    CLOUDSTACK_KEY: cloudstack.apiKey,
    CLOUDSTACK_SECRET: cloudstack.secretKey,
    GOOGLE_CLOUD_PROJECT: gce.project,
    GOOGLE_CREDENTIALS: JSON.stringify({
      type: 'service_account',
      project_id: gce.project,
      ...gce.credentials,
    }),
    GOOGLE_COMPUTE_CUSTOM_ENDPOINT: `${gce.endpoint}/compute/v1/`,
    CLOUDSDK_API_ENDPOINT_OVERRIDES_COMPUTE: `${gce.endpoint}/compute/v1/`,
    CLOUDSDK_CORE_PROJECT: gce.project,
    CLOUDSDK_COMPUTE_ZONE: gce.zone,
  }
  const exports = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'`)
  return `${exports.join('\n')}
# An image: ${ec2Images.amazonLinux2023} (Amazon Linux 2023, user ec2-user); every image: DescribeImages
# At DigitalOcean: ubuntu-24-04-x64, debian-12-x64 and others, user root
# At CloudStack: zone ${cloudstack.zone}; every template: listTemplates templatefilter=featured; the same as Ninefold: ${ninefold.endpoint}
# S3 for rclone: rclone lsd :s3,provider=Other,env_auth,region=${s3.region},endpoint='"${s3.endpoint}"':; in path style, or at BUCKET.localhost
# At Google: projects/debian-cloud/global/images/family/debian-12 and others, users as the metadata's ssh-keys say
# A machine: ssh -F '${sshConfig}' -i KEY ec2-user@ADDRESS
# Interrupt (Ctrl-C) to end the cloud and everything in it.
`
}
