/** The law behind the clock, as it is cited to people. */
export const ARTICLE = {
  /** 一次告知补正，逾期不告知即为受理 */
  notice: '行政许可法第三十二条',
  /** 作出决定的期限和延长 */
  decision: '行政许可法第四十二条',
  delivery: '行政许可法第四十四条',
  specialProcedure: '行政许可法第四十五条',
  workingDays: '行政许可法第八十二条',
  /** 开始的当日不计入 */
  startingDay: '民法典第二百零一条',
  /** 最后一日遇休息日顺延 */
  restDay: '民法典第二百零三条',
} as const

/** Said wherever the law leaves a choice open and the platform made it. */
export const OUR_CHOICE = '法律未规定，本平台约定'
