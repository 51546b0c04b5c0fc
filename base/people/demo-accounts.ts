import type { Role } from '#kernel'
import type { AccountKind } from './tables.ts'

/** Only ever loaded with the demo data; printed at start, so no secret. */
export const DEMO_PASSWORD = 'Chunfeng-2026'

/** A firm that does not exist: the body of its credit code is all noughts, only the check character is right. */
export const DEMO_PARTY = { id: 'demo-party', name: '某餐饮公司（示例）', uscc: '91440114000000000D' }

/** Three plants of one park, invented as well, for what firms do together. */
const DEMO_PLANTS = [
  { id: 'demo-plant-a', name: '甲皮具厂（示例）', uscc: '91440114000000001G' },
  { id: 'demo-plant-b', name: '乙皮具厂（示例）', uscc: '91440114000000002K' },
  { id: 'demo-plant-c', name: '丙皮具厂（示例）', uscc: '91440114000000003N' },
] as const

export const DEMO_PARTIES = [DEMO_PARTY, ...DEMO_PLANTS] as const

export interface DemoAccount {
  login: string
  name: string
  kind: AccountKind
  role: Role
  organisation: string | null
  party: string | null
}

/** Everybody of the demo district: those the interface names, a reviewer and an approver for every other organisation, and a window for every town. */
export function demoAccounts(organisations: readonly { id: string; kind: string }[]): DemoAccount[] {
  const handling = organisations.filter(({ id, kind }) => (kind === 'department' || kind === 'town') && id !== MARKET_REGULATION)
  const towns = organisations.filter(({ kind }) => kind === 'town')
  return [...NAMED, ...handling.flatMap(({ id }, index) => handlersOf(id, index)), ...towns.map(({ id }, index) => townWindow(id, index))]
}

const MARKET_REGULATION = 'market-regulation'
const SURNAMES = '赵钱孙李周吴郑王冯陈卫蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马方'

const NAMED: readonly DemoAccount[] = [
  { login: 'citizen', name: '李群众', kind: 'citizen', role: 'citizen', organisation: null, party: null },
  { login: 'enterprise', name: '某餐饮公司经办人', kind: 'enterprise', role: 'enterprise', organisation: null, party: DEMO_PARTY.id },
  ...DEMO_PLANTS.map(({ id, name }): DemoAccount => ({
    login: id.replace('demo-', ''),
    name: `${name}经办人`,
    kind: 'enterprise',
    role: 'enterprise',
    organisation: null,
    party: id,
  })),
  staff('window', '综合窗口', 'window', 'hall'),
  staff('hall-lead', '大厅负责人（示例）', 'approver', 'hall'),
  staff('reviewer', '陈审查（示例）', 'reviewer', MARKET_REGULATION),
  staff('approver', '周审批（示例）', 'approver', MARKET_REGULATION),
  staff('supervisor', '效能监督', 'supervisor', 'government-services'),
  // Who reviews an award may not approve it: it takes two.
  staff('supervisor-chief', '效能监督负责人（示例）', 'supervisor', 'government-services'),
  staff('bureau', '政数局管理员', 'bureau', 'government-services'),
  staff('leader', '区领导', 'leader', 'district'),
  staff('hotline', '热线坐席', 'hotline', 'government-services'),
  staff('discipline', '纪检', 'discipline', 'discipline'),
  staff('sysadmin', '系统管理员', 'sysadmin', 'government-services'),
  staff('secadmin', '安全管理员', 'secadmin', 'government-services'),
  staff('auditor', '审计管理员', 'auditor', 'government-services'),
]

function handlersOf(organisation: string, index: number): DemoAccount[] {
  const surname = (step: number): string => SURNAMES[(index * 2 + step) % SURNAMES.length] ?? '赵'
  return [
    staff(organisation, `${surname(0)}审查（示例）`, 'reviewer', organisation),
    staff(`${organisation}-approver`, `${surname(1)}审批（示例）`, 'approver', organisation),
  ]
}

/** Towns take in papers for others (异地代收). */
function townWindow(organisation: string, index: number): DemoAccount {
  return staff(`${organisation}-window`, `${SURNAMES[(index * 3) % SURNAMES.length] ?? '赵'}窗口（示例）`, 'window', organisation)
}

function staff(login: string, name: string, role: Role, organisation: string): DemoAccount {
  return { login, name, kind: 'staff', role, organisation, party: null }
}

/** What a post with this role is called there. In the hall nobody decides on cases: who approves there is its head (负责人). */
export function postName({ organisation, role }: Pick<DemoAccount, 'organisation' | 'role'>): string {
  return organisation === 'hall' && role === 'approver' ? '大厅负责人岗' : POST_NAMES[role] ?? role
}

const POST_NAMES: Readonly<Partial<Record<Role, string>>> = {
  window: '综合窗口岗', reviewer: '审查岗', approver: '审批岗', supervisor: '效能监督岗', bureau: '政务数据管理岗', leader: '区领导',
  hotline: '热线坐席岗', discipline: '纪检监察岗', sysadmin: '系统管理岗', secadmin: '安全管理岗', auditor: '审计岗',
}
