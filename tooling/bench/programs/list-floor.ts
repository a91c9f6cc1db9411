/**
 * The least work that a listing can be: `list-floor.ts CLOUD COUNT bytes|scan|json|together`, unsigned, over undici. `together` asks for the pages
 * after the first at once. The second listing is measured, or with `first` the first.
 */
import { Agent } from 'undici'
import { measured, measuredOften, server } from './measured.ts'

const [cloud = '', count = '0', how = '', which] = process.argv.slice(2)
const origin = server.endpoint
const agent = new Agent()

async function ask(path: string, form?: string): Promise<string> {
  const headers = form === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }
  const method = form === undefined ? 'GET' : 'POST'
  const { body } = await agent.request({ origin, path, method, headers, body: form ?? null })
  if (how !== 'bytes') return body.text()
  const bytes = Buffer.from(await body.arrayBuffer())
  return bytes.toString('latin1', Math.max(0, bytes.length - 400))
}

interface Element {
  [name: string]: string | Element | (string | Element)[]
}

/** One pass over the tags into nested objects; no attributes, no checks, and of references the five that XML has. */
function scan(xml: string): Element {
  const stack: Element[] = [{}]
  const names: string[] = []
  for (let at = xml.indexOf('<'), text = 0; ; at = xml.indexOf('<', text)) {
    const end = xml.indexOf('>', at)
    const first = xml.charCodeAt(at + 1)
    if (first === slash) {
      const own = stack.pop() as Element
      put(
        stack.at(-1) as Element,
        names.pop() as string,
        hasMembers(own) ? own : unescaped(xml.slice(text, at)),
      )
      if (names.length === 0) return stack[0] as Element
    } else if (xml.charCodeAt(end - 1) === slash) {
      put(stack.at(-1) as Element, xml.slice(at + 1, end - 1), '')
    } else if (first !== questionMark) {
      const space = xml.indexOf(' ', at)
      stack.push({})
      names.push(xml.slice(at + 1, space > 0 && space < end ? space : end))
    }
    text = end + 1
  }
}

const [slash, questionMark] = [47, 63]

function hasMembers(element: Element): boolean {
  for (const _ in element) return true
  return false
}

function put(into: Element, name: string, value: string | Element): void {
  const there = into[name]
  if (name !== 'item') into[name] = value
  else if (Array.isArray(there)) there.push(value)
  else into[name] = [value]
}

const references: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string) =>
  text.includes('&') ? text.replace(/&(\w+);/g, (all, name: string) => references[name] ?? all) : text

const kept: unknown[] = []

async function list(): Promise<number> {
  kept.length = 0
  if (how === 'together') {
    await onePage(0)
    const others = Array.from({ length: Math.ceil(Number(count) / 200) - 1 }, (_, at) => at + 1)
    await Promise.all(others.map(onePage))
    return kept.length
  }
  for (let page = 0; ; page += 1) {
    const next = await onePage(page)
    if (!next) return kept.length
  }
}

async function onePage(page: number): Promise<boolean> {
  if (cloud === 'ec2') {
    const xml = await ask(
      '/',
      `Action=DescribeInstances&Version=2016-11-15&MaxResults=1000&NextToken=${page}`,
    )
    if (how === 'scan') {
      const { DescribeInstancesResponse: answer } = scan(xml) as { DescribeInstancesResponse: Element }
      kept.push(...((answer.reservationSet as Element).item as Element[]))
    } else kept.length += 1000
    return xml.includes('</nextToken>')
  }
  if (cloud === 'digitalocean') {
    const answer = JSON.parse(await ask(`/v2/droplets?page=${page + 1}&per_page=200`))
    kept.push(...answer.droplets)
    return answer.links.pages !== undefined
  }
  const answer = JSON.parse(
    await ask(`/compute/v1/projects/bench/aggregated/instances?maxResults=500&pageToken=${page}`),
  )
  for (const scope of Object.values(answer.items) as { instances?: unknown[] }[])
    kept.push(...(scope.instances ?? []))
  return answer.nextPageToken !== undefined
}

async function checked(): Promise<void> {
  const seen = await list()
  if (seen !== Number(count)) throw new Error(`${seen} nodes came`)
}

if (which === 'first') await measured(1, checked)
await checked()
await measuredOften(checked)
