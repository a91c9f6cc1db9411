import { type Transport, undiciTransport } from '@cloud/core'
import { type AwsModel, awsModel } from '@tooling/vitest/aws-model'
import { afterAll, afterEach, expect } from 'vitest'

const lists = 'members'
const models: Readonly<Record<string, AwsModel>> = {
  '2015-12-01': awsModel('elbv2', { lists }),
  '2012-06-01': awsModel('elb', { lists }),
  '2016-11-15': awsModel('ec2', { open: ['InstanceType'] }),
}

/**
 * The production transport with a look at each request before it leaves: one that Amazon's models of these services would refuse fails the
 * test that sent it. Where a model is not found, requests pass unseen.
 */
export function checkedTransport(): Transport {
  const transport = undiciTransport()
  const wrong: string[] = []
  const told = () => expect(wrong.splice(0), "requests that Amazon's models refuse").toEqual([])
  afterEach(told)
  afterAll(told)
  return {
    send: (request, options) => {
      const form = String(request.body)
      const model = models[new URLSearchParams(form).get('Version') ?? '']
      if (model === undefined) wrong.push(`a version of no service: ${form.slice(0, 80)}`)
      if (model?.isHere) wrong.push(...model.violations(form))
      return transport.send(request, options)
    },
    close: transport.close,
  }
}
