/** The regions that an account has without opting in. */
export const regionNames = [
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'ca-central-1',
  'eu-central-1',
  'eu-north-1',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'sa-east-1',
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
] as const

export interface Zone {
  readonly name: string
  readonly id: string
  readonly region: string
  /** Its place among the region's zones, from 0. */
  readonly index: number
}

/** `eu-west-1` is `euw1` in zone ids. */
const shortRegion = (region: string) => {
  const [area = '', direction = '', number = ''] = region.split('-')
  const points = direction.replace(/north|south|east|west|central/g, (point) => point.charAt(0))
  return `${area}${points}${number}`
}

export function zonesOf(region: string): readonly Zone[] {
  return ['a', 'b', 'c'].map((letter, index) => ({
    name: `${region}${letter}`,
    id: `${shortRegion(region)}-az${index + 1}`,
    region,
    index,
  }))
}
