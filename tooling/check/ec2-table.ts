/**
 * Writes the emulated EC2's parameter table from the vendor's service model: `node tooling/check/ec2-table.ts`. With `--check` it
 * writes nothing and exits 1 when the table is not what the model says.
 *
 * On the wire a parameter's name is its `queryName`, else its `locationName` with a capital, else its member name; lists are flat.
 */
import { actionNames } from '../../packages/emulators/src/ec2/action-names.ts'
import { writeTable } from './query-table.ts'

writeTable({
  program: 'ec2-table.ts',
  model: 'ec2',
  file: '../../packages/emulators/src/ec2/parameter-table.ts',
  actionNames,
  dialect: {
    wireName: (name, { queryName, locationName = name }) =>
      queryName ?? locationName.charAt(0).toUpperCase() + locationName.slice(1),
  },
})
