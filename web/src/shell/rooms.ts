import type { Me } from '../api/types.ts'

/** Pages of staff beside the queues, and whose work they are. What the server lets somebody see does not depend on this list. */
export const ROOMS = [
  { room: 'overview', label: '区里的办件', roles: ['leader', 'supervisor', 'bureau'] },
  { room: 'runs', label: '成批办理', roles: ['window', 'reviewer', 'approver'] },
  { room: 'ratings', label: '差评办件', roles: ['supervisor', 'reviewer', 'approver'] },
  { room: 'excluded', label: '不计入的评价', roles: ['supervisor', 'bureau'] },
  { room: 'catalogue', label: '事项目录', roles: ['bureau'] },
  // Everybody's own, reached from her name rather than from the list.
  { room: 'account', label: '账号与安全', roles: [] },
  { room: 'audit', label: '审计记录', roles: ['auditor'] },
  { room: 'people', label: '账号和岗位', roles: ['sysadmin', 'secadmin'] },
] as const

export type Room = (typeof ROOMS)[number]['room']

export const roomsFor = ({ roles }: Pick<Me, 'roles'>) => ROOMS.filter((room) => room.roles.some((role) => roles.includes(role)))

export const roomAddress = (room: Room, query = ''): string => `/staff/${room}${query === '' ? '' : `?${query}`}`
