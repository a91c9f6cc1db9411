import { describe, expect, it } from 'vitest'
import { ed25519KeyPair } from '../machines/ed25519-key.ts'
import type { LocalCloud } from '../options.ts'
import { startCloud } from '../start-cloud.ts'
import { sdkClient, shortTimes } from '../testing/sdk-client.ts'
import { terraform, terraformLacks } from '../testing/terraform.ts'
import { ec2Images } from './images.ts'

const configuration = ({ ec2: { region, endpoint, credentials } }: LocalCloud, publicKey: string) => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region                      = "${region}"
  access_key                  = "${credentials.accessKeyId}"
  secret_key                  = "${credentials.secretAccessKey}"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
  endpoints {
    ec2 = "${endpoint}"
  }
}

resource "aws_key_pair" "laptop" {
  key_name   = "laptop"
  public_key = "${publicKey}"
}

resource "aws_vpc" "inner" {
  cidr_block = "10.9.0.0/16"
  tags       = { Name = "inner" }
}

resource "aws_internet_gateway" "out" {
  vpc_id = aws_vpc.inner.id
}

resource "aws_subnet" "front" {
  vpc_id            = aws_vpc.inner.id
  cidr_block        = "10.9.1.0/24"
  availability_zone = "${region}a"
}

resource "aws_security_group" "web" {
  name        = "web"
  description = "What may come in"
  vpc_id      = aws_vpc.inner.id
  ingress {
    from_port   = 443
    to_port     = 443
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
  egress {
    from_port   = 0
    to_port     = 0
    protocol    = "-1"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_instance" "web" {
  ami                    = "${ec2Images.debian12}"
  instance_type          = "c5.large"
  subnet_id              = aws_subnet.front.id
  vpc_security_group_ids = [aws_security_group.web.id]
  key_name               = aws_key_pair.laptop.key_name
  tags                   = { Name = "web-1" }
}

resource "aws_ebs_volume" "data" {
  availability_zone = "${region}a"
  size              = 2
}

resource "aws_volume_attachment" "data" {
  device_name = "/dev/sdf"
  volume_id   = aws_ebs_volume.data.id
  instance_id = aws_instance.web.id
}

resource "aws_eip" "web" {
  domain     = "vpc"
  instance   = aws_instance.web.id
  depends_on = [aws_internet_gateway.out]
}
`

const title = `Terraform's AWS provider${terraformLacks === undefined ? '' : ` (not run: ${terraformLacks})`}`

describe.skipIf(terraformLacks !== undefined)(title, () => {
  it('makes a machine with all that belongs to it, finds nothing to change, and takes all away', async () => {
    await using local = await startCloud({ times: shortTimes })
    using work = terraform(configuration(local, ed25519KeyPair().publicKey))
    const { ec2 } = sdkClient(local)
    const done = async (...args: readonly string[]) => {
      const { code, output } = await work.run(...args)
      expect(code, output).toBe(0)
    }
    await done('init', '-input=false')
    await done('apply', '-input=false', '-auto-approve')
    const { Addresses = [] } = await ec2.describeAddresses({})
    const { Volumes = [] } = await ec2.describeVolumes({ Filters: [{ Name: 'size', Values: ['2'] }] })
    expect(Volumes[0]?.Attachments?.[0]?.InstanceId).toBe(Addresses[0]?.InstanceId)
    await done('plan', '-input=false', '-detailed-exitcode')
    await done('destroy', '-input=false', '-auto-approve')
    const { Vpcs = [] } = await ec2.describeVpcs({ Filters: [{ Name: 'is-default', Values: ['false'] }] })
    expect(Vpcs).toEqual([])
    expect((await ec2.describeAddresses({})).Addresses).toEqual([])
  }, 300_000)
})
