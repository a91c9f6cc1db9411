import { createHash } from 'node:crypto'
import { type ApiOperation, type ApiRequest, Refusal } from '@cloud/emulators/kit'
import { page } from './paging.ts'

interface Key {
  readonly name: string
  readonly public_key: string
  readonly fingerprint: string
}

/** The keys of the account. Their names are unique, and so are the keys. */
export function sshKeyOperations(pageSize: number): Readonly<Record<string, ApiOperation>> {
  const keys = new Map<string, Key>()
  const find = ({ parameters: { name = '' } }: ApiRequest) => {
    const key = keys.get(name)
    if (!key) throw new Refusal(404, 'not_found', `There is no key ${name}.`)
    return key
  }
  const create = (request: ApiRequest) => {
    const { name, public_key } = request.json() as Key
    const [, base64 = ''] = public_key.split(' ')
    const digest = createHash('sha256').update(Buffer.from(base64, 'base64')).digest('base64')
    const fingerprint = `SHA256:${digest.replace(/=+$/, '')}`
    if (keys.has(name) || [...keys.values()].some((key) => key.fingerprint === fingerprint))
      throw new Refusal(409, 'already_exists', 'There is such a key already.')
    const key: Key = { name, public_key, fingerprint }
    keys.set(name, key)
    return { status: 201, body: { ...key } }
  }
  const wanted = ({ query }: ApiRequest) =>
    [...keys.values()].filter(({ name }) => query.get('name') === null || name === query.get('name'))
  return {
    createSshKey: { route: 'POST /v1/ssh-keys', answer: create },
    listSshKeys: {
      route: 'GET /v1/ssh-keys',
      answer: (request) =>
        page(
          wanted(request).map((key) => ({ ...key })),
          request,
          pageSize,
        ),
    },
    getSshKey: { route: 'GET /v1/ssh-keys/{name}', answer: (request) => ({ body: { ...find(request) } }) },
    deleteSshKey: {
      route: 'DELETE /v1/ssh-keys/{name}',
      answer: (request) => {
        keys.delete(find(request).name)
        return {}
      },
    },
  }
}
