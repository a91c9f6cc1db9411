export interface Region {
  readonly name: string
  readonly id: string
  /** The region's block of every network whose subnetworks are made by themselves. */
  readonly autoRange: string
  readonly zones: readonly string[]
}

export interface Zone {
  readonly name: string
  readonly id: string
  readonly region: string
}

/** Name, zones by their letters, and the third byte of 10.x.0.0/20. */
type Row = readonly [string, string, number]

const rows: readonly Row[] = [
  ['asia-east1', 'abc', 140],
  ['asia-northeast1', 'abc', 146],
  ['asia-southeast1', 'abc', 148],
  ['australia-southeast1', 'abc', 152],
  ['europe-north1', 'abc', 166],
  ['europe-west1', 'bcd', 132],
  ['europe-west2', 'abc', 154],
  ['europe-west3', 'abc', 156],
  ['europe-west4', 'abc', 164],
  ['southamerica-east1', 'abc', 158],
  ['us-central1', 'abcf', 128],
  ['us-east1', 'bcd', 142],
  ['us-east4', 'abc', 150],
  ['us-west1', 'abc', 138],
]

/** Some of the vendor's regions, with the names and ranges that they have in every project. */
export const regions: readonly Region[] = rows.map(([name, letters, block], index) => ({
  name,
  id: String(1_100 + index * 10),
  autoRange: `10.${block}.0.0/20`,
  zones: [...letters].map((letter) => `${name}-${letter}`),
}))

export const zones: readonly Zone[] = regions.flatMap((region, place) =>
  region.zones.map((name, index) => ({ name, id: String(2_000 + place * 10 + index), region: region.name })),
)
