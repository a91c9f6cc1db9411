/**
 * Writes the parameter tables of the emulated Elastic Load Balancing, current and classic, from the vendor's service models:
 * `node tooling/check/elb-table.ts`. With `--check` it writes nothing and exits 1 when a table is not what its model says.
 */
import { classicActionNames, v2ActionNames } from '../../packages/emulators/src/elb/action-names.ts'
import { writeTable } from './query-table.ts'

const common = {
  program: 'elb-table.ts',
  dialect: { wireName: (name: string) => name, textLengths: true, namedLists: true },
}

writeTable({
  ...common,
  model: 'elbv2',
  file: '../../packages/emulators/src/elb/v2/parameter-table.ts',
  actionNames: v2ActionNames,
})
writeTable({
  ...common,
  model: 'elb',
  file: '../../packages/emulators/src/elb/classic/parameter-table.ts',
  actionNames: classicActionNames,
})
