/** The kind of case a bundle is, and the kind each of its units goes on as after the approval. */
export const BUNDLE_TYPE = 'bundled-eia'
export const UNIT_TYPE = 'eia-unit'

/** 建设项目环境影响报告表审批: a bundle is several applications for it in one. */
export const EIA_ITEM = 'SL4401140100008'
/** 环境影响评价法第二十二条: thirty days for a report form; we promise half of it, publicity and answers included. A default of ours. */
export const LIMITS = { limitWorkingDays: 15, statutoryWorkingDays: 30, joint: false } as const
/** As 花都区 publicises what it is about to approve: five working days; within the same five a hearing may be asked for (行政许可法第四十七条). */
export const PUBLICITY_WORKING_DAYS = 5

export const OVERVIEW_PATH = '/eia-bundle'
export const bundlePath = (caseId: string): string => `/eia-bundles/${caseId}`
export const draftPath = (draftId: string): string => `/eia-bundle/drafts/${draftId}`
export const noticePath = (caseId: string): string => `/eia-bundles/${caseId}/notice`
export const approvalPath = (caseId: string): string => `/eia-bundles/${caseId}/approval`
