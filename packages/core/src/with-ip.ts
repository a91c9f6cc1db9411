/**
 * A list with one more address, unless that is unknown or there already. Nodes have few of them and are many: a list that is pushed to keeps
 * room for sixteen more.
 */
export function withIp(ips: readonly string[], ip: string | undefined): readonly string[] {
  if (ip === undefined || ip === '' || ips.includes(ip)) return ips
  return ips.length === 0 ? [ip] : [...ips, ip]
}
