import { get } from 'node:http'
import {
  type BalancerProtocol,
  type Compute,
  deployNode,
  type LoadBalancers,
  type Node,
  script,
  waitForBalancer,
  waitForDetached,
  waitForNode,
} from '@cloud/core'
import type { LocalCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'
import type { Job } from './main-job.ts'
import { heading } from './print.ts'

interface BalancedJob extends Omit<Job, 'install'> {
  readonly protocol: BalancerProtocol
  /** Where on this computer a port of a balancer is. */
  readonly reach: LocalCloud['balancerAt']
}

/**
 * The same on every cloud that balances: two nodes that serve, behind a balancer, under requests that do not stop while one of them is drained and
 * destroyed. Not one of them is lost.
 */
export async function balancedJob(
  driver: Compute,
  balancers: LoadBalancers,
  { cloud, protocol, reach, ...job }: BalancedJob,
): Promise<void> {
  heading(`${cloud}: two nodes behind a balancer`)
  const [one, two] = await Promise.all([serve(driver, 'web-1', job), serve(driver, 'web-2', job)])
  const made = await balancers.createBalancer({
    name: 'web',
    listeners: [{ protocol, port: 80 }],
    members: [{ node: one }, { node: two }],
  })
  const balancer = await waitForBalancer(balancers, made, 'active')
  const host = balancer.hostname ?? balancer.ips[0] ?? ''
  console.log(`${balancer.name} is ${balancer.state} at ${host}`)

  const at = await reach({ host, port: 80 })
  await firstAnswer(at)
  const asking = askWithoutEnd(at)
  await asking.more(20)
  console.log(`answered: ${asking.told()}`)

  heading(`${cloud}: drain one and destroy it`)
  await balancers.detachMember(balancer, { node: one })
  await waitForDetached(balancers, balancer, { node: one })
  // Requests follow each other: what it still had to answer is answered by then.
  await asking.more(2)
  await driver.destroyNode(one)
  await waitForNode(driver, one, 'terminated')
  await asking.more(20)
  const lost = await asking.stop()
  console.log(`answered: ${asking.told()}`)
  if (lost.length > 0) throw new Error(`${lost.length} requests were lost: ${lost[0]}`)
  console.log('no request was lost')

  heading(`${cloud}: destroy the rest`)
  await balancers.destroyBalancer(balancer)
  await driver.destroyNode(two)
  await waitForNode(driver, two, 'terminated')
  const left = [...(await driver.listNodes().toArray()), ...(await balancers.listBalancers().toArray())]
  if (left.length > 0) throw new Error(`Still there: ${left.map(({ id }) => id).join(', ')}`)
  console.log('nothing is left')
}

/** A node whose web server tells the node's name. */
async function serve(
  driver: Compute,
  name: string,
  { node, login }: Pick<Job, 'node' | 'login'>,
): Promise<Node> {
  const deployed = await deployNode(driver, {
    name,
    ...node,
    shell: ssh(login),
    steps: [
      script(
        `apt-get -y install nginx && mkdir -p /var/www/html && echo ${name} > /var/www/html/index.html`,
        {
          sudo: login.user !== 'root',
        },
      ),
    ],
    onFailure: 'destroy',
  })
  console.log(`deployed ${name}: ${deployed.node.id}`)
  return deployed.node
}

/** A new balancer brings clients to nobody until it has seen that somebody is well. */
async function firstAnswer({ host, port }: { readonly host: string; readonly port: number }): Promise<void> {
  const endsAt = Date.now() + 60_000
  for (;;) {
    try {
      await page(host, port)
      return
    } catch (error) {
      if (Date.now() > endsAt) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

/** Asks again and again, one request after the other. */
function askWithoutEnd({ host, port }: { readonly host: string; readonly port: number }) {
  const answers = new Map<string, number>()
  const lost: unknown[] = []
  let asked = 0
  let stopped = false
  const asking = (async () => {
    for (; !stopped; asked += 1) {
      try {
        const name = await page(host, port)
        answers.set(name, (answers.get(name) ?? 0) + 1)
      } catch (error) {
        lost.push(error)
      }
    }
  })()
  return {
    told: () => [...answers.keys()].sort().join(' and '),
    /** Resolves when so many more were asked. */
    more: async (count: number) => {
      const enough = asked + count
      while (asked < enough) await new Promise((resolve) => setTimeout(resolve, 5))
    },
    /** What became of those that were not answered as they should be. */
    stop: async () => {
      stopped = true
      await asking
      return lost
    },
  }
}

/** Over a connection of its own: behind a balancer of connections, one that is kept stays at its node. */
const page = (host: string, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    get({ host, port, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
      })
      response.on('error', reject)
      response.on('end', () =>
        response.statusCode === 200
          ? resolve(text.trim())
          : reject(new Error(`${response.statusCode}: ${text}`)),
      )
    }).on('error', reject)
  })
