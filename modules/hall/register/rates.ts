/** The rates of measure five, and what exactly they mean. Pure. */

export interface Rate { part: number; whole: number; percent: number | null }

/** Per cent with one decimal, rounded down: 99.96 is not a hundred. Null where there is nothing to divide by. */
export function rateOf(part: number, whole: number): Rate {
  return { part, whole, percent: whole === 0 ? null : Math.floor((part / whole) * 1000) / 10 }
}

export const RATE_DEFINITIONS = {
  residentRate: {
    label: '进驻率（应进必进）', part: '现在至少在一个开着的窗口办的事项', whole: '应当进驻的事项：在用的事项，减去例外没有到期的事项',
    note: '例外到期仍未进驻的算应进未进。目录和登记表一改，数字就变',
  },
  generalRate: { label: '综合窗口受理率', part: '已进驻的事项里，至少在一个综合窗口办的', whole: '已进驻的事项', note: '' },
  oneDoorRate: {
    label: '一门办理率', part: '由大厅收件的办件：收件单位设了大厅，或在大厅里有自己的窗口；在窗口交的和在网上交给大厅的都算', whole: '这段时间收到的全部申请办件',
    note: '按收件的日子算。从办件记录数出来，差评等平台自己开的办件不算',
  },
} as const
