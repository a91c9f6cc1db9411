/** The kinds of resources that have a uniform resource name, in the API's words. */
export type UrnType = 'droplet' | 'floatingip' | 'loadbalancer' | 'volume' | 'vpc'

export const urnOf = (type: UrnType, id: string | number): string => `do:${type}:${id}`
