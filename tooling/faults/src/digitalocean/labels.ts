import {
  assignResources,
  createProject,
  deleteProject,
  listProjectResources,
  listProjects,
  removeSpentTags,
  updateProject,
} from '@cloud/digitalocean'
import { newNode, newVolume, type Operation } from './given.ts'

const project = { name: 'one', purpose: 'IoT' }

/** Tags and projects. */
export const labels: readonly Operation[] = [
  {
    name: 'setTags',
    operation: 'tags_assign_resources',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      // The word is there already: to make it is another request.
      await driver.createVolume({ name: 'one', sizeGiB: 1, tags: { role: 'web' } })
      const node = await newNode(driver)
      return () => driver.setTags(node, { role: 'web' })
    },
    effect: ['~droplet.tags'],
  },
  {
    name: 'setTags (a new one)',
    operation: 'tags_create',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const node = await newNode(driver)
      return () => driver.setTags(node, { role: 'web' })
    },
    effect: ['+tag', '~droplet.tags'],
    partly: ['+tag'],
  },
  {
    name: 'removeTags',
    operation: 'tags_unassign_resources',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      const node = await newNode(driver, { role: 'web' })
      return () => driver.removeTags(node, ['role'])
    },
    effect: ['~droplet.tags'],
    forgives: ['not-found'],
  },
  {
    name: 'removeSpentTags',
    operation: 'tags_delete',
    repeat: 'idempotent',
    looksFirst: true,
    given: async (driver) => {
      await driver.destroyVolume(await newVolume(driver))
      return () => removeSpentTags(driver)
    },
    effect: ['-tag'],
  },
  {
    name: 'listProjects',
    operation: 'projects_list',
    repeat: 'read',
    given: async (driver) => () => listProjects(driver).toArray(),
  },
  {
    name: 'createProject',
    operation: 'projects_create',
    repeat: 'named',
    second: 'conflict',
    given: async (driver) => () => createProject(driver, project),
    effect: ['+project'],
  },
  {
    name: 'updateProject',
    operation: 'projects_patch',
    repeat: 'idempotent',
    given: async (driver) => {
      const made = await createProject(driver, project)
      return () => updateProject(driver, made, { name: 'two' })
    },
    effect: ['~project.name'],
  },
  {
    name: 'deleteProject',
    operation: 'projects_delete',
    repeat: 'idempotent',
    given: async (driver) => {
      const made = await createProject(driver, project)
      return () => deleteProject(driver, made)
    },
    effect: ['-project'],
    // A project that is not empty.
    codes: { precondition: 'conflict' },
  },
  {
    name: 'assignResources',
    operation: 'projects_assign_resources',
    repeat: 'idempotent',
    given: async (driver) => {
      const [made, volume] = [await createProject(driver, project), await newVolume(driver)]
      return () => assignResources(driver, made, [volume])
    },
  },
  {
    name: 'listProjectResources',
    operation: 'projects_list_resources',
    repeat: 'read',
    given: async (driver) => {
      const made = await createProject(driver, project)
      return () => listProjectResources(driver, made).toArray()
    },
  },
]
