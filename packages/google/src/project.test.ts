import { expect, it } from 'vitest'
import { projectSource } from './project.ts'

const none = async () => undefined

it('the project is the one that is given, of the environment, or of the credentials', async () => {
  expect(await projectSource('given', none, { GOOGLE_CLOUD_PROJECT: 'env' })()).toBe('given')
  expect(await projectSource(undefined, none, { GOOGLE_CLOUD_PROJECT: 'env', GCLOUD_PROJECT: 'b' })()).toBe(
    'env',
  )
  expect(await projectSource(undefined, none, { CLOUDSDK_CORE_PROJECT: 'env' })()).toBe('env')
  expect(await projectSource(undefined, async () => 'own', {})()).toBe('own')
})

it('a project that is nowhere lists what was tried, and one that is none is invalid', async () => {
  await expect(projectSource(undefined, none, {})()).rejects.toMatchObject({
    code: 'invalid',
    message: expect.stringContaining('GOOGLE_CLOUD_PROJECT (not set)'),
  })
  await expect(projectSource(undefined, none, { GCLOUD_PROJECT: '../a' })()).rejects.toMatchObject({
    code: 'invalid',
  })
})
