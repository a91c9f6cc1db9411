import { isCloudError } from '@cloud/core'
import { expect, it, vi } from 'vitest'
import { credentialNames } from './authentication.ts'
import { acmeClient, get } from './client.ts'

const ask = (options = {}) =>
  get(acmeClient(options), { name: 'listThings', path: '/v1/things', map: () => 1 })

it('names the option and the variable where there are no credentials', async () => {
  const [option] = credentialNames
  const variable = `ACME_${option.replace(/[A-Z]/g, '_$&').toUpperCase()}`
  vi.stubEnv(variable, undefined)
  const error: unknown = await ask({ endpoint: 'http://127.0.0.1:9' }).catch((problem: unknown) => problem)
  vi.unstubAllEnvs()
  if (!isCloudError(error, 'unauthorized')) throw error
  expect(error.hint).toBe(`pass the option ${option}, or set ${variable}`)
})

it('refuses options that it does not have, and credentials that no header takes', () => {
  expect(() => acmeClient({ tokn: 'x' } as object)).toThrow('has no option "tokn"')
  const wrong = Object.fromEntries(credentialNames.map((name) => [name, 'with a space']))
  expect(() => acmeClient(wrong)).toThrow('white space')
})

it('sends credentials to no address that is not safe', () => {
  expect(() => acmeClient({ endpoint: 'http://acme.example' })).toThrow('no URL that credentials may go to')
})
