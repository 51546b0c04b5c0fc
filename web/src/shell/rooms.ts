import type { Me } from '../api/types.ts'

/** Pages of staff beside the queues, and whose work they are. What the server lets somebody see does not depend on this list. */
export const ROOMS = [
  { room: 'overview', label: '区里的办件', roles: ['leader', 'supervisor', 'bureau'] },
  { room: 'efficiency', label: '效能指标', roles: ['leader', 'supervisor', 'bureau'] },
  { room: 'runs', label: '成批办理', roles: ['window', 'reviewer', 'approver'] },
  { room: 'promises', label: '容缺约定', roles: ['window', 'reviewer', 'approver'] },
  { room: 'calling', label: '叫号', roles: ['window', 'reviewer'] },
  { room: 'anywhere', label: '异地代收', roles: ['window', 'reviewer', 'approver', 'bureau', 'supervisor'] },
  { room: 'hall', label: '进驻与大厅', roles: ['bureau', 'supervisor', 'leader', 'window', 'reviewer', 'approver'] },
  // The work of one bureau only.
  { room: 'eia-bundles', label: '环评打捆', roles: ['reviewer', 'approver'], organisation: 'ecology' },
  { room: 'alerts', label: '监督预警', roles: ['supervisor', 'leader', 'bureau', 'window', 'reviewer', 'approver'] },
  { room: 'rectifications', label: '整改', roles: ['supervisor', 'leader', 'bureau', 'reviewer', 'approver'] },
  { room: 'standards', label: '标准与分值', roles: ['supervisor', 'leader', 'bureau', 'reviewer', 'approver'] },
  { room: 'rules', label: '规则与期限', roles: ['bureau', 'supervisor', 'leader', 'reviewer', 'approver'] },
  { room: 'report', label: '汇报', roles: ['supervisor', 'leader', 'bureau', 'reviewer', 'approver'] },
  { room: 'faces', label: '一网四面', roles: ['supervisor', 'leader', 'bureau'] },
  { room: 'ratings', label: '差评办件', roles: ['supervisor', 'reviewer', 'approver'] },
  { room: 'assessment', label: '考核通报', roles: ['supervisor', 'leader', 'bureau', 'approver', 'reviewer'] },
  { room: 'awards', label: '评优', roles: ['bureau', 'supervisor', 'leader', 'approver', 'reviewer', 'window'] },
  { room: 'excluded', label: '不计入的评价', roles: ['supervisor', 'bureau'] },
  { room: 'workflows', label: '办理流程', roles: ['bureau', 'leader', 'supervisor', 'window', 'reviewer', 'approver'] },
  { room: 'mining', label: '流程挖掘', roles: ['supervisor', 'leader', 'bureau'] },
  { room: 'what-if', label: '模拟推演', roles: ['supervisor', 'leader', 'bureau'] },
  { room: 'catalogue', label: '事项目录', roles: ['bureau'] },
  // Everybody's own, reached from her name rather than from the list.
  { room: 'account', label: '账号与安全', roles: [] },
  { room: 'audit', label: '审计记录', roles: ['auditor'] },
  { room: 'people', label: '账号和岗位', roles: ['sysadmin', 'secadmin'] },
  { room: 'webhooks', label: '事件推送', roles: ['sysadmin'] },
  { room: 'upper-exchange', label: '数据上报', roles: ['bureau', 'supervisor', 'sysadmin'] },
] as const

export type Room = (typeof ROOMS)[number]['room']

export const roomsFor = ({ roles, organisation }: Pick<Me, 'roles'> & Partial<Pick<Me, 'organisation'>>) =>
  ROOMS.filter((room) => room.roles.some((role) => roles.includes(role)) && (!('organisation' in room) || room.organisation === organisation))

/** The leaders' first page has an address of its own. */
export const LEADER_BASE = '/leader'
/** The big screen stands by itself, without the frame around it. */
export const SCREEN_ADDRESS = '/leader/screen'

export function roomAddress(room: Room, query = ''): string {
  const path = room === 'overview' ? LEADER_BASE : `/staff/${room}`
  return `${path}${query === '' ? '' : `?${query}`}`
}
