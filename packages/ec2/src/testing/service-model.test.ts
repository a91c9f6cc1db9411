import { describe, expect, it } from 'vitest'
import { modelIsHere, violations } from './service-model.ts'

const title = modelIsHere
  ? "the check against Amazon's model"
  : "the check against Amazon's model (not run: no model)"

describe.skipIf(!modelIsHere)(title, () => {
  const run = 'Action=RunInstances&Version=2016-11-15&ImageId=ami-1&MinCount=1&MaxCount=1'

  it('accepts a request that fits', () => {
    expect(
      violations(`${run}&TagSpecification.1.ResourceType=instance&TagSpecification.1.Tag.1.Key=a`),
    ).toEqual([])
  })

  it.each([
    ['an unknown action', 'Action=RunInstance&Version=2016-11-15', 'there is no action RunInstance'],
    ['another version', run.replace('2016-11-15', '2014-01-01'), 'Version is 2014-01-01'],
    ['an unknown parameter', `${run}&Colour=red`, 'RunInstances.Colour: unknown'],
    ['an unknown nested one', `${run}&Placement.Zone=a`, 'RunInstances.Placement.Zone: unknown'],
    ['a missing one', run.replace('&MaxCount=1', ''), 'RunInstances.MaxCount: required'],
    ['a wrong number', run.replace('MaxCount=1', 'MaxCount=one'), 'RunInstances.MaxCount: integer expected'],
    [
      'a wrong enumeration',
      `${run}&InstanceInitiatedShutdownBehavior=explode`,
      'explode is not in the enumeration',
    ],
    ['a list without numbers', `${run}&SecurityGroupId=sg-1`, 'RunInstances.SecurityGroupId: list expected'],
    ['a list numbered from 0', `${run}&SecurityGroupId.0=sg-1`, 'items are numbered from 1'],
    ['a value for a structure', `${run}&Placement=here`, 'RunInstances.Placement: structure expected'],
  ])('refuses %s', (_what, form, complaint) => {
    expect(violations(form).join('\n')).toContain(complaint)
  })
})
