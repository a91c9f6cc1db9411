import { CloudError, type HealthCheck, isCloudError } from '@cloud/core'
import { anyId, type BrokenBalancers, forgiven, refusal } from './broken.ts'

export const brokenBalancerAbilities: readonly BrokenBalancers[] = [
  {
    mistake: "tells the provider's own name of an algorithm",
    area: 'algorithms',
    fails: ['A new balancer has one of the algorithms that the contract knows'],
    change: (driver) => ({
      ...driver,
      getAlgorithm: async (ref, call) =>
        (await driver.getAlgorithm(ref, call)).replace('-', '_') as 'round-robin',
    }),
  },
  {
    mistake: 'sets no algorithm',
    area: 'algorithms',
    fails: ['setAlgorithm sets each that every provider has, also twice, and getAlgorithm tells it'],
    change: (driver) => ({
      ...driver,
      setAlgorithm: async (ref, _algorithm, call) => {
        await driver.getAlgorithm(ref, call)
      },
    }),
  },
  {
    mistake: 'sets an algorithm by a replacement that forgets the name',
    area: 'algorithms',
    fails: ['setAlgorithm changes nothing else'],
    change: (driver) => ({
      ...driver,
      setAlgorithm: async (ref, algorithm, call) => {
        await driver.setAlgorithm(ref, algorithm, call)
        const { name } = await driver.getBalancer(ref, call)
        await driver.updateBalancer(ref, { name: `${name}-2` }, call)
      },
    }),
  },
  {
    mistake: 'takes an algorithm that it does not know for the default',
    area: 'algorithms',
    fails: ['An algorithm that is none, or of what is no balancer, is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      setAlgorithm: (ref, algorithm, call) =>
        driver.setAlgorithm(ref, algorithm === 'least-connections' ? algorithm : 'round-robin', call),
    }),
  },
  {
    mistake: 'tells intervals in seconds',
    area: 'health checks',
    fails: ['setHealthCheck makes it this one, and getHealthCheck tells it'],
    change: (driver) => ({
      ...driver,
      getHealthCheck: async (ref, call) => {
        const { intervalMs, ...check } = await driver.getHealthCheck(ref, call)
        return { ...check, ...(intervalMs && { intervalMs: intervalMs / 1000 }) }
      },
    }),
  },
  {
    mistake: 'keeps of a health check what the next one leaves out',
    area: 'health checks',
    fails: ['What setHealthCheck leaves out is the default, and not what was before'],
    change: (driver) => {
      const last = new Map<string, HealthCheck>()
      return {
        ...driver,
        setHealthCheck: async (ref, check, call) => {
          const { path: _, ...numbers } = last.get(anyId(ref)) ?? check
          await driver.setHealthCheck(ref, { ...numbers, ...check }, call)
          last.set(anyId(ref), check)
        },
      }
    },
  },
  {
    mistake: 'looks for health at the port that clients come to',
    area: 'health checks',
    fails: [
      'A health check without a port looks at the target port of the first listener that is not of UDP',
    ],
    change: (driver) => ({
      ...driver,
      setHealthCheck: async (ref, check, call) => {
        const [listener] = (await driver.getBalancer(ref, call)).listeners
        await driver.setHealthCheck(ref, { port: listener?.port, ...check }, call)
      },
    }),
  },
  {
    mistake: 'shows a health check with members of its own',
    area: 'health checks',
    fails: ['A new balancer has a health check, in its shape'],
    change: (driver) => ({
      ...driver,
      getHealthCheck: async (ref, call) => ({
        ...(await driver.getHealthCheck(ref, call)),
        response_timeout_seconds: 5,
      }),
    }),
  },
  {
    mistake: 'sets a health check by a replacement that forgets the name',
    area: 'health checks',
    fails: ['setHealthCheck changes nothing else'],
    change: (driver) => ({
      ...driver,
      setHealthCheck: async (ref, check, call) => {
        await driver.setHealthCheck(ref, check, call)
        const { name } = await driver.getBalancer(ref, call)
        await driver.updateBalancer(ref, { name: `${name}-2` }, call)
      },
    }),
  },
  {
    mistake: 'clamps what is out of range',
    area: 'health checks',
    fails: ["A health check out of the provider's range is invalid, and the old one stays"],
    change: (driver) => ({
      ...driver,
      setHealthCheck: async (ref, check, call) => {
        const { intervalMs } = check
        const clamped = intervalMs === undefined ? {} : { intervalMs: Math.min(intervalMs, 300_000) }
        await driver.setHealthCheck(ref, { ...check, ...clamped }, call)
      },
    }),
  },
  {
    mistake: 'rounds half seconds',
    area: 'health checks',
    fails: [
      'A health check that cannot be right, or of what is no balancer, is invalid before anything is sent',
    ],
    change: (driver) => ({
      ...driver,
      setHealthCheck: async (ref, { intervalMs, ...check }, call) => {
        const whole = intervalMs === undefined ? {} : { intervalMs: Math.round(intervalMs / 1000) * 1000 }
        await driver.setHealthCheck(ref, { ...check, ...whole }, call)
      },
    }),
  },
  {
    mistake: 'replaces all listeners by the one to add',
    area: 'listeners',
    fails: ['addListener adds one beside those that are there, removeListener takes it away'],
    change: (driver) => ({
      ...driver,
      addListener: async (ref, listener, call) => {
        await driver.addListener(ref, listener, call)
        return driver.removeListener(ref, { port: 80 }, call)
      },
    }),
  },
  {
    mistake: 'refuses a listener that is there',
    area: 'listeners',
    fails: ['addListener of one that is there resolves and adds nothing'],
    change: (driver) => ({
      ...driver,
      addListener: async (ref, listener, call) => {
        const { listeners } = await driver.getBalancer(ref, call)
        if (listeners.some(({ port }) => port === listener.port)) throw refusal('already-exists')
        return driver.addListener(ref, listener, call)
      },
    }),
  },
  {
    mistake: 'resolves where another listener has the port',
    area: 'listeners',
    fails: ['addListener on a port that another has rejects with already-exists'],
    change: (driver) => ({
      ...driver,
      addListener: async (ref, listener, call) => {
        await forgiven(driver.addListener(ref, listener, call), 'already-exists')
        return driver.getBalancer(ref, call)
      },
    }),
  },
  {
    mistake: 'takes both listeners of a port away',
    area: 'listeners',
    fails: ['A port can have one of TCP and one of UDP, each with its protocol, or UDP is invalid'],
    change: (driver) => ({
      ...driver,
      removeListener: async (ref, listener, call) => {
        try {
          return await driver.removeListener(ref, listener, call)
        } catch (error) {
          if (!isCloudError(error, 'invalid')) throw error
          return driver.removeListener(ref, { port: listener.port, protocol: 'udp' }, call)
        }
      },
    }),
  },
  {
    mistake: 'calls a listener that is not there not found',
    area: 'listeners',
    fails: ['removeListener of what is not there resolves, and takes nothing away'],
    change: (driver) => ({
      ...driver,
      removeListener: async (ref, listener, call) => {
        const { listeners } = await driver.getBalancer(ref, call)
        if (!listeners.some(({ port }) => port === listener.port)) throw refusal('not-found')
        return driver.removeListener(ref, listener, call)
      },
    }),
  },
  {
    mistake: 'calls the end of the last listener invalid',
    area: 'listeners',
    fails: ['removeListener of the last one leaves none, or rejects with conflict'],
    change: (driver) => ({
      ...driver,
      removeListener: (ref, listener, call) =>
        driver.removeListener(ref, listener, call).catch((error: CloudError) => {
          throw new CloudError(error.message, {
            ...error,
            code: error.code === 'conflict' ? 'invalid' : error.code,
          })
        }),
    }),
  },
  {
    mistake: 'drops what it does not know of a listener',
    area: 'listeners',
    fails: ['A listener that cannot be right, or of what is no balancer, is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      addListener: (ref, { protocol, port, targetProtocol, targetPort, certificate }, call) =>
        driver.addListener(
          ref,
          {
            protocol,
            port,
            ...(targetProtocol && { targetProtocol }),
            ...(targetPort !== undefined && { targetPort }),
            ...(certificate && { certificate }),
          },
          call,
        ),
    }),
  },
  {
    mistake: 'has a cookie on every new balancer',
    area: 'stickiness',
    fails: ['Clients of a new balancer go anywhere'],
    change: (driver) => ({
      ...driver,
      getStickiness: async (ref, call) =>
        (await driver.getStickiness(ref, call)) ?? { by: 'cookie', durationMs: 1000 },
    }),
  },
  {
    mistake: 'tells the duration of a cookie in seconds',
    area: 'stickiness',
    fails: ['setStickiness by a cookie holds for as long as it says, and undefined ends it'],
    change: (driver) => ({
      ...driver,
      getStickiness: async (ref, call) => {
        const told = await driver.getStickiness(ref, call)
        return told?.by === 'cookie' ? { ...told, durationMs: told.durationMs / 1000 } : told
      },
    }),
  },
  {
    mistake: 'names the cookie itself, whatever was chosen',
    area: 'stickiness',
    fails: ['A cookie bears the name that was chosen, or choosing is invalid'],
    change: (driver) => ({
      ...driver,
      setStickiness: (ref, stickiness, call) =>
        driver.setStickiness(ref, stickiness && { ...stickiness, cookieName: 'LB' }, call),
    }),
  },
  {
    mistake: 'sets stickiness by a replacement that forgets the name',
    area: 'stickiness',
    fails: ['setStickiness changes nothing else'],
    change: (driver) => ({
      ...driver,
      setStickiness: async (ref, stickiness, call) => {
        await driver.setStickiness(ref, stickiness, call)
        const { name } = await driver.getBalancer(ref, call)
        await driver.updateBalancer(ref, { name: `${name}-2` }, call)
      },
    }),
  },
  {
    mistake: 'swallows that nothing can set a cookie',
    area: 'stickiness',
    fails: ['A cookie where no listener speaks http is invalid'],
    change: (driver) => ({
      ...driver,
      setStickiness: (ref, stickiness, call) =>
        forgiven(driver.setStickiness(ref, stickiness, call), 'invalid'),
    }),
  },
  {
    mistake: 'drops what it does not know of a cookie',
    area: 'stickiness',
    fails: ['Stickiness that cannot be right, or of what is no balancer, is invalid before anything is sent'],
    change: (driver) => ({
      ...driver,
      setStickiness: (ref, stickiness, call) => {
        if (stickiness === undefined || stickiness === null)
          return driver.setStickiness(ref, stickiness, call)
        const { by, durationMs, cookieName } = stickiness
        return driver.setStickiness(ref, { by, durationMs, cookieName }, call)
      },
    }),
  },
]
