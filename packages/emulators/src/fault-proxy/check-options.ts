import { type Check, flag, members, methods, whole } from '../checks/checks.ts'
import type { FaultProxyOptions } from './start-fault-proxy.ts'

const target: Check = (value, name) => {
  if (typeof value === 'string' && URL.parse(value)?.protocol === 'http:') return
  throw new TypeError(
    `${name} takes the address of an HTTP server, such as http://127.0.0.1:8080, not ${value}`,
  )
}

const options: Readonly<Record<keyof FaultProxyOptions, Check>> = {
  target,
  seed: whole,
  tls: flag,
  clock: methods('now', 'elapsed', 'after'),
}

export function checkProxyOptions(given: unknown): asserts given is FaultProxyOptions {
  members(options)(given, 'options')
  target(Reflect.get(Object(given), 'target'), 'options.target')
}
