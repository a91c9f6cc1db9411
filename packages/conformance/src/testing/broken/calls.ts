import { CloudError, isCloudError } from '@cloud/core'
import { type Broken, swallowed } from './broken.ts'

export const brokenCalls: readonly Broken[] = [
  {
    mistake: 'swallows the error of destroyNode',
    area: 'nodes',
    fails: ['getNode, rebootNode and destroyNode of a node that is not there reject with not-found'],
    change: (driver) => ({
      ...driver,
      destroyNode: (node, call) => swallowed(driver.destroyNode(node, call)),
    }),
  },
  {
    mistake: 'destroys nothing',
    area: 'destroy',
    fails: ['destroyNode ends a running node', 'Nothing that was made here is left'],
    change: (driver) => ({
      ...driver,
      destroyNode: async (node, call) => {
        await driver.getNode(node, call)
      },
    }),
  },
  {
    mistake: 'refuses to destroy twice',
    area: 'destroy',
    fails: ['destroyNode of a node that is terminating or terminated resolves'],
    change: (driver) => ({
      ...driver,
      destroyNode: async (node, call) => {
        const { state } = await driver.getNode(node, call)
        if (state === 'terminated') throw new CloudError('gone', { code: 'conflict', outcome: 'not-applied' })
        await driver.destroyNode(node, call)
      },
    }),
  },
  {
    mistake: 'gives undefined for a node that is not there',
    area: 'nodes',
    fails: ['getNode, rebootNode and destroyNode of a node that is not there reject with not-found'],
    change: (driver) => ({
      ...driver,
      getNode: (node, call) =>
        driver.getNode(node, call).catch((error: unknown) => {
          if (isCloudError(error, 'not-found')) return undefined as never
          throw error
        }),
    }),
  },
  {
    mistake: 'says invalid for an id of another form',
    area: 'nodes',
    fails: ['An id that the provider cannot have given is not-found'],
    change: (driver) => ({
      ...driver,
      getNode: async (node, call) => {
        const id = typeof node === 'string' ? node : node.id
        if (!/^node-\d+$/.test(id)) throw new CloudError('malformed', { code: 'invalid' })
        return driver.getNode(node, call)
      },
    }),
  },
  {
    mistake: 'rejects with an error of its own class',
    area: 'errors',
    fails: ['An error tells its code, the provider and what was asked of it'],
    change: (driver) => ({
      ...driver,
      getNode: (node, call) =>
        driver.getNode(node, call).catch((error: unknown) => {
          throw Object.assign(new Error('not found'), { code: isCloudError(error) ? error.code : 'unknown' })
        }),
    }),
  },
  {
    mistake: 'does not tell the outcome of a failed write',
    area: 'errors',
    fails: ['A failed write says by its outcome that it did not take effect'],
    change: (driver) => ({
      ...driver,
      destroyNode: (node, call) =>
        driver.destroyNode(node, call).catch((error: CloudError) => {
          throw new CloudError(error.message, {
            code: error.code,
            provider: 'memory',
            operation: 'DestroyNode',
          })
        }),
    }),
  },
  {
    mistake: 'calls an error that will come again retryable',
    area: 'errors',
    fails: ['An error says whether the same call may succeed later'],
    change: (driver) => ({
      ...driver,
      getNode: (node, call) =>
        driver.getNode(node, call).catch((error: CloudError) => {
          throw new CloudError(error.message, { ...error, retryable: true })
        }),
    }),
  },
  {
    mistake: 'shows its token in an error',
    area: 'errors',
    fails: ['Neither an error nor the driver shows credentials'],
    change: (driver, cloud) => ({
      ...driver,
      getNode: (node, call) =>
        driver.getNode(node, call).catch((error: CloudError) => {
          throw new CloudError(error.message, {
            ...error,
            details: { headers: { authorization: cloud.token } },
          })
        }),
    }),
  },
  {
    mistake: 'shows its token when it is printed',
    area: 'errors',
    fails: ['Neither an error nor the driver shows credentials'],
    change: (driver, cloud) => ({ ...driver, client: { token: cloud.token } }),
  },
  {
    mistake: 'puts the user data into errors',
    area: 'errors',
    fails: ['An error shows nothing of the user data'],
    change: (driver) => ({
      ...driver,
      createNode: (options, call) =>
        driver.createNode(options, call).catch((error: CloudError) => {
          throw new CloudError(error.message, { ...error, cause: { body: options } })
        }),
    }),
  },
  {
    mistake: 'ignores the signal',
    area: 'cancel',
    fails: [
      'A signal that is aborted already ends each call with aborted, and nothing is sent',
      'A signal aborted in the middle of a call ends it at once with aborted',
    ],
    change: (driver) => ({ ...driver, getNode: (node) => driver.getNode(node) }),
  },
  {
    mistake: 'forgets the reason of the signal',
    area: 'cancel',
    fails: ['A signal that is aborted already ends each call with aborted, and nothing is sent'],
    change: (driver) => ({
      ...driver,
      destroyNode: (node, call) =>
        driver.destroyNode(node, call).catch((error: CloudError) => {
          throw isCloudError(error, 'aborted')
            ? new CloudError('aborted', { ...error, cause: undefined })
            : error
        }),
    }),
  },
  {
    mistake: 'leaves a listener on the signal',
    area: 'cancel',
    fails: ['A call that has ended leaves nothing on its signal'],
    change: (driver) => ({
      ...driver,
      getNode: (node, call) => {
        call?.signal?.addEventListener('abort', () => {})
        return driver.getNode(node, call)
      },
    }),
  },
  {
    mistake: 'drops the signal between pages',
    area: 'cancel',
    fails: ['A signal aborted between pages ends the list with aborted'],
    change: (driver) => ({ ...driver, listSizes: (query) => driver.listSizes(query) }),
  },
  {
    mistake: 'ignores the timeout',
    area: 'cancel',
    fails: ['`timeoutMs` ends a call with timeout'],
    change: (driver) => ({
      ...driver,
      getNode: (node, call) => driver.getNode(node, { ...call, timeoutMs: undefined }),
    }),
  },
  {
    mistake: 'counts the time between pages',
    area: 'cancel',
    fails: ['The timeout of a list does not count what the caller does between pages'],
    change: (driver, { clock }) => ({
      ...driver,
      listSizes: (query, call = {}) => {
        const over = new AbortController()
        if (call.timeoutMs) clock.after(call.timeoutMs, () => over.abort())
        const signals = [over.signal, call.signal ?? []].flat()
        return driver.listSizes(query, { signal: AbortSignal.any(signals) })
      },
    }),
  },
]
