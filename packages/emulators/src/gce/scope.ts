/** Where a resource lives: `global`, `regions/europe-west1` or `zones/europe-west1-b`. */
export type Scope = string

export const globalScope: Scope = 'global'
export const zoneScope = (zone: string): Scope => `zones/${zone}`
export const regionScope = (region: string): Scope => `regions/${region}`

/** The region that a zone or a region is of; undefined for what is global. */
export function regionOfScope(scope: Scope): string | undefined {
  const [kind, name = ''] = scope.split('/')
  if (kind === 'zones') return name.replace(/-[a-z]$/, '')
  return kind === 'regions' ? name : undefined
}

export const nameOfScope = (scope: Scope): string => scope.split('/')[1] ?? ''
