import { isCloudError } from '@cloud/core'
import { type BrokenStorage, refusal } from './broken.ts'
import { drained, isStream } from './contents.ts'

export const brokenStorageCalls: readonly BrokenStorage[] = [
  {
    mistake: 'asks for its buckets when it is made',
    area: 'lazy',
    fails: ['Making a driver sends nothing'],
    change: (driver) => {
      driver
        .listBuckets()
        .toArray()
        .catch(() => {})
      return driver
    },
  },
  {
    mistake: 'ignores the signal of a look',
    area: 'cancel',
    fails: [
      'A signal that is aborted already ends each call with aborted, and nothing is sent',
      'A signal aborted in the middle of a call ends it at once with aborted',
    ],
    change: (driver) => ({ ...driver, getObject: (ref, options) => driver.getObject(ref, options) }),
  },
  {
    mistake: 'never settles once its signal was aborted',
    area: 'cancel',
    fails: ['A signal aborted while a call runs lets it settle at once'],
    change: (driver) => ({
      ...driver,
      deleteObject: async (ref, call) => {
        const stuck = new Promise<void>((resolve) => {
          if (!call?.signal) resolve()
        })
        await stuck
        await driver.deleteObject(ref, call)
      },
    }),
  },
  {
    mistake: 'takes a 503 for an object that is not there',
    area: 'errors',
    fails: ['An outage of the cloud ends each call with unavailable, and never with an empty answer'],
    change: (driver) => ({
      ...driver,
      getObject: (ref, options, call) =>
        driver.getObject(ref, options, call).catch((error: unknown) => {
          throw isCloudError(error, 'unavailable') ? refusal('not-found') : error
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
    mistake: 'goes on with a body when its signal aborts',
    area: 'cancel',
    fails: ['A signal that aborts ends a body that is read, with aborted'],
    change: (driver) => ({
      ...driver,
      readObject: (ref, options, call) =>
        call?.signal?.aborted || call?.timeoutMs !== undefined
          ? driver.readObject(ref, options, call)
          : driver.readObject(ref, options),
    }),
  },
  {
    mistake: 'waits for content when its signal aborts',
    area: 'cancel',
    fails: ['A signal that aborts ends a put in the middle of its content, which is told to end'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) =>
        driver.putObject(
          ref,
          isStream(content) ? await drained(content) : content,
          options,
          call?.signal?.aborted ? {} : call,
        ),
    }),
  },
  {
    mistake: 'takes of content before it looks at the signal',
    area: 'cancel',
    fails: ['A put whose signal is aborted already takes nothing of its content, and tells it to end'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) =>
        driver.putObject(ref, isStream(content) ? await drained(content) : content, options, call),
    }),
  },
  {
    mistake: 'can be read from only when a body was read to its end',
    area: 'cancel',
    fails: ['A body that is cancelled leaves the driver as it was'],
    change: (driver) => {
      let isStuck = false
      return {
        ...driver,
        readObject: async (ref, options, call) => {
          if (isStuck) throw refusal('conflict')
          const content = await driver.readObject(ref, options, call)
          const { body } = content
          const cancel = body.cancel.bind(body)
          body.cancel = (reason) => {
            isStuck = true
            return cancel(reason)
          }
          return content
        },
      }
    },
  },
  {
    mistake: 'lets strangers read',
    area: 'errors',
    fails: ['Wrong credentials are unauthorized, and nothing is read or written'],
    change: (driver) => ({
      ...driver,
      listBuckets: (query, call) => ({
        ...driver.listBuckets(query, call),
        toArray: () =>
          driver
            .listBuckets(query, call)
            .toArray()
            .catch(() => []),
      }),
    }),
  },
  {
    mistake: 'says that a lost put was not done',
    area: 'errors',
    fails: ['A put whose answer was lost is done once more, or says that its outcome is unknown'],
    change: (driver) => ({
      ...driver,
      putObject: async (ref, content, options, call) => {
        try {
          return await driver.putObject(ref, content, options, call)
        } catch (error) {
          const isLost = (error as { code?: string }).code === 'network'
          throw isLost ? refusal('network') : error
        }
      },
    }),
  },
  {
    mistake: 'lists before it is asked',
    area: 'lazy',
    fails: ['Nothing is requested before the first item is wanted'],
    change: (driver) => ({
      ...driver,
      listObjects: (ref, query, call) => {
        driver
          .listBuckets()
          .toArray()
          .catch(() => {})
        return driver.listObjects(ref, query, call)
      },
    }),
  },
]
