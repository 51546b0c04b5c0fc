import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { applications } from '#modules/applications'
import { togetherReactions } from './reactions.ts'

/** The clock of an archived case no longer moves; what it says has been told before. */
const OVER = ['delivered', 'denied', 'withdrawn', 'terminated', 'notAccepted']

describe('总件听得见各项', () => {
  it('一项无论以哪一步结束，总件都被告知；由总件带着走的那几步除外', () => {
    const told = togetherReactions('joint-permits').flatMap(({ on }) => on)
    const ending = (applications.workflows ?? []).flatMap(({ steps }) => Object.entries(steps))
      .flatMap(([name, { to }]) => (OVER.includes(String(to)) ? [name] : []))
    assert(ending.includes('refuseAcceptance') && ending.includes('deliver'), ending.join())
    const unheard = ending.filter((name) => !name.endsWith('Together') && !told.includes(`application.${name}`))
    assert.deepEqual(unheard, [])
  })
})
