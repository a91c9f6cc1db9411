import { commandNames } from './cloudstack/command-names.ts'
import { operationNames as digitaloceanNames } from './digitalocean/operation-names.ts'
import { actionNames } from './ec2/action-names.ts'
import { priceListOperations } from './ec2/price-list.ts'
import { classicActionNames, v2ActionNames } from './elb/action-names.ts'
import { operationNames as gceNames } from './gce/operation-names.ts'
import { operationNames as s3Names } from './s3/operation-names.ts'

/** Of every API that a cloud here has, under its own names: a fault on any other would never hit. */
export const operationNames: readonly string[] = [
  ...actionNames,
  ...priceListOperations,
  ...digitaloceanNames,
  ...commandNames,
  ...s3Names,
  ...gceNames,
  ...v2ActionNames,
  ...classicActionNames,
]
