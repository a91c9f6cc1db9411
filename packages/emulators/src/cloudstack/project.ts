export interface Project {
  readonly id: string
  name: string
  displayText: string
  state: 'Active' | 'Suspended' | 'Disabled'
  readonly createdAt: number
}
