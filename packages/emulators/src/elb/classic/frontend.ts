import type { Frontend, HealthCheck } from '../../balancing/frontend.ts'
import type { Elb } from '../action.ts'
import type { ClassicBalancer } from './classic-balancer.ts'
import { classicKey } from './members.ts'

/** A listener's port at the balancer's name. */
export function classicFrontend({ ec2, classics }: Elb, host: string, port: number): Frontend | undefined {
  const balancer = [...classics.values()].find(({ dnsName }) => dnsName === host)
  const listener = balancer?.listeners.find((one) => one.port === port)
  if (!balancer || !listener) return undefined
  const http = listener.protocol === 'HTTP' || listener.protocol === 'HTTPS'
  return {
    protocol: http ? 'http' : 'tcp',
    algorithm: http ? 'least-connections' : 'round-robin',
    cookie: listener.policies.some((name) => balancer.policies.has(name)) ? 'AWSELB' : undefined,
    check: checkOf(balancer),
    members: [...balancer.members].flatMap(([id, { drainingSince }]) => {
      const server = ec2.instances.get(id)?.server
      const draining = drainingSince !== undefined
      return server ? [{ key: classicKey(balancer, id), server, port: listener.instancePort, draining }] : []
    }),
  }
}

function checkOf({ healthCheck: check }: ClassicBalancer): HealthCheck {
  const [, protocol = '', port, path] = /^(\w+):(\d+)(.*)$/.exec(check.Target) ?? []
  return {
    protocol: protocol.startsWith('HTTP') ? 'http' : 'tcp',
    port: Number(port),
    path,
    isWell: (status) => status === 200,
    intervalSeconds: check.Interval,
    healthy: check.HealthyThreshold,
    unhealthy: check.UnhealthyThreshold,
  }
}
