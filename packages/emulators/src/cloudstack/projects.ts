import { type CloudStack, timeText } from './cloud.ts'
import { type Commands, type Fields, job, now } from './command.ts'
import { beginExpunge, finishExpunge } from './expunge.ts'
import { found } from './found.ts'
import { answerList, type ListInput, named } from './listing.ts'
import type { Project } from './project.ts'
import { releaseIp } from './public-ip.ts'
import { invalid } from './refusal.ts'
import { forget } from './resource-jobs.ts'
import { hasTags, type TagFilter, tagsWire } from './tag.ts'

interface ProjectInput {
  readonly name: string
  readonly displaytext: string
}

interface UpdateInput extends Partial<ProjectInput> {
  readonly id: string
}

interface ProjectList extends ListInput {
  readonly state?: string
  readonly displaytext?: string
  readonly tags?: TagFilter
}

export const projectCommands: Commands<
  'createProject' | 'updateProject' | 'deleteProject' | 'activateProject' | 'suspendProject' | 'listProjects'
> = {
  createProject: job<ProjectInput>('name displaytext', (cloud, { name, displaytext }) => {
    checkName(cloud, name)
    const project: Project = {
      id: cloud.newId(),
      name,
      displayText: displaytext,
      state: 'Active',
      createdAt: cloud.centre.clock.now(),
    }
    cloud.projects.set(project.id, project)
    return {
      ...work(cloud, project),
      created: project.id,
      abort: () => forget(cloud, cloud.projects, project.id),
    }
  }),

  updateProject: job<UpdateInput>('id name displaytext', (cloud, { id, name, displaytext }) => {
    const project = existing(cloud, id)
    return {
      ...work(cloud, project),
      begin: () => {
        if (name !== undefined && name !== project.name) checkName(cloud, name)
        project.name = name ?? project.name
        project.displayText = displaytext ?? project.displayText
      },
    }
  }),

  activateProject: job<{ readonly id: string }>('id', (cloud, { id }) => change(cloud, id, 'Active')),
  suspendProject: job<{ readonly id: string }>('id', (cloud, { id }) => change(cloud, id, 'Suspended')),

  deleteProject: job<{ readonly id: string; readonly cleanup?: boolean }>(
    'id cleanup',
    (cloud, { id, cleanup }) => {
      const project = existing(cloud, id)
      return {
        ...work(cloud, project),
        begin: () => {
          const left = contentsOf(cloud, id).reduce((count, ids) => count + ids.length, 0)
          if (left > 0 && cleanup !== true)
            throw invalid(
              `Can't delete the project yet as it has ${left} resources; cleanup takes them with it`,
            )
        },
        finish: () => {
          empty(cloud, id)
          forget(cloud, cloud.projects, id)
          return { success: true }
        },
      }
    },
  ),

  listProjects: now<ProjectList>('id name displaytext state details tags', (cloud, input, call) => {
    const projects = named(cloud, input, [...cloud.projects.values()]).filter(
      ({ id, state, displayText }) =>
        (input.state === undefined || input.state.toLowerCase() === state.toLowerCase()) &&
        (input.displaytext === undefined || input.displaytext === displayText) &&
        hasTags(cloud, id, input.tags),
    )
    return answerList(cloud, call, 'project', projects, (project) => projectWire(cloud, project))
  }),
}

const existing = (cloud: CloudStack, id: string): Project => found(cloud.projects, 'id', id)

const work = (cloud: CloudStack, project: Project) => ({
  instance: { type: 'Project', id: project.id },
  queue: project.id,
  ms: cloud.centre.times.actionMs,
  finish: (): Fields => ({ project: projectWire(cloud, project) }),
})

function change(cloud: CloudStack, id: string, state: Project['state']) {
  const project = existing(cloud, id)
  return {
    ...work(cloud, project),
    begin: () => {
      project.state = state
    },
  }
}

function checkName({ projects, account }: CloudStack, name: string): void {
  if (name.trim() === '') throw invalid('A project has a name')
  if ([...projects.values()].some((project) => project.name === name))
    throw invalid(`Project with name ${name} already exists in domain id=${account.domainId}`)
}

/** The ids of what is a project's, kind by kind, in the order in which it can go. */
function contentsOf(cloud: CloudStack, id: string): readonly (readonly string[])[] {
  return stores(cloud).map((things) =>
    [...things].filter(([, { projectId }]) => projectId === id).map(([thing]) => thing),
  )
}

type Things = Map<string, { readonly projectId: string | undefined }>

const stores = (cloud: CloudStack): readonly Things[] => [
  cloud.virtualMachines,
  cloud.volumes,
  cloud.snapshots,
  cloud.publicIps,
  cloud.networks,
  cloud.vpcs,
  cloud.securityGroups,
  cloud.affinityGroups,
  cloud.keyPairs,
]

function empty(cloud: CloudStack, id: string): void {
  for (const machine of cloud.virtualMachines.values()) {
    if (machine.projectId !== id) continue
    beginExpunge(cloud, machine)
    finishExpunge(cloud, machine)
  }
  for (const ip of cloud.publicIps.values()) if (ip.projectId === id) releaseIp(cloud, ip)
  for (const things of stores(cloud)) {
    for (const [thing, { projectId }] of things) if (projectId === id) forget(cloud, things, thing)
  }
}

function projectWire(cloud: CloudStack, { id, name, displayText, state, createdAt }: Project): Fields {
  const { account } = cloud
  return {
    id,
    name,
    displaytext: displayText,
    state,
    domain: account.domain,
    domainid: account.domainId,
    created: timeText(createdAt),
    owner: [{ account: account.name, userid: account.userId }],
    projectaccountname: `PrjAcct-${name}`,
    tags: tagsWire(cloud, id),
  }
}
