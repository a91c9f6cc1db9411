import {
  addListenerCertificates,
  createListener,
  createRule,
  deleteListener,
  deleteRule,
  getListener,
  getListenerAttributes,
  getRule,
  listListenerCertificates,
  listListeners,
  listRules,
  modifyListener,
  modifyRule,
  removeListenerCertificates,
  setListenerAttributes,
  setRulePriorities,
} from '@cloud/elb'
import {
  answers,
  newBalancer,
  newListener,
  newRule,
  newSecured,
  type Operation,
  otherCertificate,
  reads,
  redirecting,
  rule,
  writes,
} from './given.ts'

const server = { 'routing.http.response.server.enabled': 'false' }

const ways: readonly Operation[] = [
  reads('listListeners', 'DescribeListeners', async (driver) => {
    const { id } = await newBalancer(driver)
    return () => listListeners(driver, id).toArray()
  }),
  reads('getListener', 'DescribeListeners', async (driver) => {
    const arn = await newListener(driver)
    return () => getListener(driver, arn)
  }),
  writes(
    'createListener',
    'CreateListener',
    async (driver) => {
      const { id } = await newBalancer(driver)
      return () => createListener(driver, id, redirecting)
    },
    { repeat: 'named', second: 'right', effect: ['+listener'] },
  ),
  writes('modifyListener', 'ModifyListener', async (driver) => {
    const arn = await newListener(driver)
    return () => modifyListener(driver, arn, { DefaultActions: answers('503') })
  }),
  writes(
    'deleteListener',
    'DeleteListener',
    async (driver) => {
      const arn = await newListener(driver)
      return () => deleteListener(driver, arn)
    },
    { effect: ['-listener'] },
  ),
  reads('listListenerCertificates', 'DescribeListenerCertificates', async (driver) => {
    const arn = await newSecured(driver)
    return () => listListenerCertificates(driver, arn).toArray()
  }),
  writes('addListenerCertificates', 'AddListenerCertificates', async (driver) => {
    const arn = await newSecured(driver)
    return () => addListenerCertificates(driver, arn, [otherCertificate])
  }),
  writes('removeListenerCertificates', 'RemoveListenerCertificates', async (driver) => {
    const arn = await newSecured(driver)
    await addListenerCertificates(driver, arn, [otherCertificate])
    return () => removeListenerCertificates(driver, arn, [otherCertificate])
  }),
  reads('getListenerAttributes', 'DescribeListenerAttributes', async (driver) => {
    const arn = await newListener(driver)
    return () => getListenerAttributes(driver, arn)
  }),
  writes('setListenerAttributes', 'ModifyListenerAttributes', async (driver) => {
    const arn = await newListener(driver)
    return () => setListenerAttributes(driver, arn, server)
  }),
]

const rules: readonly Operation[] = [
  reads('listRules', 'DescribeRules', async (driver) => {
    const arn = await newListener(driver)
    return () => listRules(driver, arn).toArray()
  }),
  reads('getRule', 'DescribeRules', async (driver) => {
    const arn = await newRule(driver)
    return () => getRule(driver, arn)
  }),
  writes(
    'createRule',
    'CreateRule',
    async (driver) => {
      const arn = await newListener(driver)
      return () => createRule(driver, arn, rule)
    },
    { repeat: 'named', effect: ['+rule'] },
  ),
  writes('modifyRule', 'ModifyRule', async (driver) => {
    const arn = await newRule(driver)
    return () => modifyRule(driver, arn, { actions: answers('503') })
  }),
  writes(
    'setRulePriorities',
    'SetRulePriorities',
    async (driver) => {
      const arn = await newRule(driver)
      return () => setRulePriorities(driver, [{ rule: arn, priority: 9 }])
    },
    { effect: ['~rule.priority'] },
  ),
  writes(
    'deleteRule',
    'DeleteRule',
    async (driver) => {
      const arn = await newRule(driver)
      return () => deleteRule(driver, arn)
    },
    { effect: ['-rule'] },
  ),
]

export const listening: readonly Operation[] = [...ways, ...rules]
