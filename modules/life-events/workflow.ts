import { jointWorkflow } from '#base/joint'

/** 一件事: several items of several departments, one application. Law: 行政许可法第二十六条第二款、第四十二条第二款. */
export const lifeEventWorkflow = jointWorkflow({ caseType: 'life-event', label: '一件事' })
