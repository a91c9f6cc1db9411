import {
  activateProject,
  createProject,
  deleteProject,
  getProject,
  listProjects,
  suspendProject,
  updateProject,
} from '@cloud/cloudstack'
import type { Driver } from './driver.ts'
import { type Operation, reads, writes } from './given.ts'

const newProject = (driver: Driver) => createProject(driver, { name: 'one' })

export const account: readonly Operation[] = [
  reads('listProjects', 'listProjects', async (driver) => {
    await newProject(driver)
    return () => listProjects(driver).toArray()
  }),
  reads('getProject', 'listProjects', async (driver) => {
    const project = await newProject(driver)
    return () => getProject(driver, project)
  }),
  writes('createProject', 'createProject', 'lookup', async (driver) => () => newProject(driver), {
    effect: ['+project'],
  }),
  writes('updateProject', 'updateProject', 'lookup', async (driver) => {
    const project = await newProject(driver)
    return () => updateProject(driver, project, { displayText: 'two' })
  }),
  writes(
    'suspendProject',
    'suspendProject',
    'lookup',
    async (driver) => {
      const project = await newProject(driver)
      return () => suspendProject(driver, project)
    },
    { effect: ['~project.state'] },
  ),
  writes(
    'activateProject',
    'activateProject',
    'lookup',
    async (driver) => {
      const project = await newProject(driver)
      await suspendProject(driver, project)
      return () => activateProject(driver, project)
    },
    { effect: ['~project.state'] },
  ),
  writes(
    'deleteProject',
    'deleteProject',
    'lookup',
    async (driver) => {
      const project = await newProject(driver)
      return () => deleteProject(driver, project)
    },
    { effect: ['-project'] },
  ),
]
