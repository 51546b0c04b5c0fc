import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { inProject } from '#platform/project'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { addWorkingDays, buildCalendar, loadCalendars, openCase, recalculateOpenCases, withProvisionalYears, type Kernel } from '#kernel'
import { person, World } from '#kernel/testing'
import { assembleKernel } from '../app.ts'

const citizen = person('recalculate-citizen', ['citizen'])
const clerk = person('recalculate-window', ['window'], 'hall')

describe('放假安排公布以后', () => {
  let database: TestDatabase
  let world: World
  let caseId: string
  const kernel = assembleKernel({ sendJobs: async () => {} })

  before(async () => {
    database = await testDatabase()
    world = new World(database.db, kernel, '2026-12-21')
    const { opened } = await world.as(citizen, (call) => openCase(call, {
      type: 'application', item: { code: 'SLTEST1', version: 1, name: '某事' }, applicant: { kind: 'person', id: citizen.id, name: citizen.name }, agentId: null,
      ownerOrganisation: 'housing', receivingOrganisation: 'hall', place: '440114', form: {}, traits: {},
      limits: { limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false },
    }))
    caseId = opened.id
    await world.step(clerk, caseId, 'accept')
  })
  after(() => database.close())

  it('未公布的年份按周一至周五暂推', async () => {
    assert.equal((await world.caseNow(caseId)).dueOn, addWorkingDays(kernel.calendar, '2026-12-21', 10))
  })
  it('公布后重算，到期日顺延过新公布的假日，记录不变', async () => {
    const published: Kernel = { ...kernel, calendar: withProvisionalYears(calendarWith2027()) }
    const version = (await world.caseNow(caseId)).version
    assert.deepEqual(await recalculateOpenCases(database.db, published), { seen: 1, changed: 1 })
    const found = await world.caseNow(caseId)
    assert.equal(found.dueOn, addWorkingDays(published.calendar, '2026-12-21', 10))
    assert.notEqual(found.dueOn, addWorkingDays(kernel.calendar, '2026-12-21', 10))
    assert.equal(found.version, version)
  })
  it('再重算一次什么也不变', async () => {
    const published: Kernel = { ...kernel, calendar: withProvisionalYears(calendarWith2027()) }
    assert.deepEqual(await recalculateOpenCases(database.db, published), { seen: 1, changed: 0 })
  })
})

/** 2027 as this test imagines it: nobody has published it yet. */
function calendarWith2027() {
  const source = '测试'
  const holidays = ['2027-01-01', '2027-01-04', '2027-01-05'].map((day) => ({ day, name: '测试假日' }))
  return buildCalendar([...loadedYears(), { year: 2027, source, notices: [], holidays, makeUpWorkdays: [] }])
}

function loadedYears() {
  return loadCalendars(inProject('data/calendars')).published
}
