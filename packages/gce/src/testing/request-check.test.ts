import { expect, it } from 'vitest'
import { violations } from './request-check.ts'

const zone = '/compute/v1/projects/my-project/zones/europe-west1-b'
const insert = (body: object, query = '') => ({
  method: 'POST',
  path: `${zone}/instances${query}`,
  body: JSON.stringify(body),
})

it('a request of the protocol is fine', () => {
  expect(violations(insert({ name: 'a', disks: [{ boot: true }] }, '?requestId=x'))).toEqual([])
  expect(
    violations({ method: 'GET', path: `${zone}/instances?maxResults=5&returnPartialSuccess=true` }),
  ).toEqual([])
  expect(violations({ method: 'DELETE', path: `${zone}/instances/a?requestId=x` })).toEqual([])
})

it.each([
  ['another path', { method: 'GET', path: `${zone}/machines` }, 'there is no method'],
  ['another verb', { method: 'PUT', path: `${zone}/instances` }, 'there is no method'],
  ['another parameter', { method: 'GET', path: `${zone}/instances?limit=5` }, 'there is no parameter limit'],
  ['a number that is none', { method: 'GET', path: `${zone}/instances?maxResults=a` }, 'is no uint32'],
  [
    'a missing parameter',
    { method: 'POST', path: `${zone}/instances/a/detachDisk` },
    'deviceName is missing',
  ],
  ['no body', { method: 'POST', path: `${zone}/instances` }, 'there is no body'],
  ['a body', { method: 'POST', path: `${zone}/instances/a/start`, body: '{"a":1}' }, 'there is a body'],
  ['another member', insert({ nam: 'a' }), 'body.nam is no field of Instance'],
  ['a member of another type', insert({ name: 1 }), 'body.name is no string'],
  ['a list that is none', insert({ disks: {} }), 'body.disks is no list'],
  ['a map that is none', insert({ labels: ['a'] }), 'body.labels is no map'],
  ['a member within', insert({ disks: [{ size: 1 }] }), 'body.disks[0].size is no field of AttachedDisk'],
  [
    'a word that is not of its enumeration',
    insert({ scheduling: { provisioningModel: 'CHEAP' } }),
    'not in its enumeration',
  ],
])('a request with %s is told', (_what, request, problem) => {
  expect(violations(request).join()).toContain(problem)
})
