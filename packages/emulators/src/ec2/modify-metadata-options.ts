import { type Action, action } from './action.ts'
import { findInstance } from './instance.ts'
import { type MetadataInput, metadataFields, readMetadata } from './metadata-options.ts'
import { Refusal } from './refusal.ts'

interface ModifyInput extends MetadataInput {
  readonly InstanceId: string
}

export const modifyInstanceMetadataOptions: Action = action<ModifyInput>((ec2, input) => {
  const { InstanceId: id, ...changes } = input
  const instance = findInstance(ec2, id)
  if (Object.keys(changes).every((name) => name === 'DryRun')) {
    throw new Refusal('InvalidParameterCombination', 'At least one metadata option must be specified')
  }
  const { state } = instance.server
  if (state === 'terminating' || state === 'terminated') {
    throw new Refusal('IncorrectInstanceState', `The instance '${id}' is ${state}`)
  }
  const metadata = readMetadata(changes, instance.metadata)
  return () => {
    instance.metadata = metadata
    return { instanceId: id, instanceMetadataOptions: metadataFields(metadata, true) }
  }
})
