import type { CreateFirewall } from '@cloud/core'
import { checkFirewallRules, checkList, checkNames, checkText, idOf, invalid } from '@cloud/core/driver'
import type { Ec2Peers, Ec2Rule } from './firewall-rules.ts'

/** What `createFirewall` takes under `native`. */
export interface Ec2CreateFirewall {
  /** At most 255 characters; left out, the name. EC2 does not let it be changed. */
  readonly description?: string | undefined
  /** The id of the network; left out, the default one. */
  readonly vpcId?: string | undefined
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSecurityGroup.html */
const nameForm = /^(?!sg-)(?! )[\w .\-:/()#,@[\]+=&;{}!$*]{1,255}(?<! )$/

export function checkCreateFirewall(options: CreateFirewall<Ec2CreateFirewall, Ec2Peers>): void {
  checkNames('createFirewall', options, ['name', 'rules', 'native'])
  const { name, rules, native = {} } = options
  checkNames('createFirewall under native', native, ['description', 'vpcId'])
  if (typeof name !== 'string' || !nameForm.test(name)) {
    throw invalid(
      `The name ${JSON.stringify(name)} is none of a firewall`,
      'at most 255 letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*, not beginning with sg-',
    )
  }
  checkRules(rules)
  const { description, vpcId } = native
  if (description !== undefined) checkDescription('The description', description)
  if (vpcId !== undefined) idOf('network', vpcId, 'network')
}

export function checkRules(rules: readonly Ec2Rule[]): void {
  checkFirewallRules<Ec2Peers>(rules, (what, native) => {
    checkNames(what, native, ['groups', 'prefixListIds', 'description', 'ipProtocol', 'icmp'])
    const { groups = [], prefixListIds = [], description } = native
    checkList(`${what}.groups`, groups, checkId)
    checkList(`${what}.prefixListIds`, prefixListIds, checkId)
    if (description !== undefined) checkDescription(`${what}.description`, description)
    return [...groups, ...prefixListIds]
  })
  for (const [index, rule] of rules.entries()) checkProtocol(`rules[${index}].native`, rule)
}

const checkId = (what: string, id: string) => checkText(what, id, { max: 255 })

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpRange.html */
function checkDescription(what: string, description: string): void {
  checkText(what, description, { max: 255 })
  if (!/^[\w .\-:/()#,@[\]+=&;{}!$*]+$/.test(description))
    throw invalid(
      `${what} has characters that EC2 refuses`,
      'letters, digits, spaces and ._-:/()#,@[]+=&;{}!$*',
    )
}

/** TCP, UDP, ICMP and ICMP of IPv6 have words of their own. */
const named = ['1', '6', '17', '58']

function checkProtocol(what: string, { protocol, native: { ipProtocol, icmp } = {} }: Ec2Rule): void {
  if (ipProtocol !== undefined) {
    const isNumber = /^\d{1,3}$/.test(ipProtocol) && Number(ipProtocol) <= 255 && !named.includes(ipProtocol)
    const fits = protocol === 'icmp' ? /^icmp(v6)?$/.test(ipProtocol) : protocol === 'all' && isNumber
    if (!fits)
      throw invalid(
        `${what}.ipProtocol ${JSON.stringify(ipProtocol)} is none of a rule for ${protocol}`,
        'of all the number of a protocol without a name here; of icmp icmp or icmpv6',
      )
  }
  if (icmp === undefined) return
  if (protocol !== 'icmp') throw invalid(`${what}.icmp is for rules of icmp alone`)
  checkNames(`${what}.icmp`, icmp, ['type', 'code'])
  const { type, code } = icmp
  if (![type, code].every((one) => Number.isInteger(one) && one >= -1 && one <= 255))
    throw invalid(`${what}.icmp is type ${type}, code ${code}`, 'each from 0 to 255, or -1 for all')
}
