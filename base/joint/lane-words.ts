import type { LaneEnd } from './family.ts'

/** How a lane ended, for people. */
export const DECIDED_STATES: Readonly<Record<LaneEnd, string>> = {
  delivered: '已办成', denied: '不予批准', withdrawn: '已撤回', terminated: '已终止', notAccepted: '不予受理', blocked: '办不了', separate: '已改为单独办理',
}

/** What the applicant can do where a lane did not come about; what it means for the others, `whatNextOf` adds. */
export const WHAT_NEXT: Readonly<Partial<Record<LaneEnd, string>>> = {
  denied: '可以按决定书写明的途径申请复议或者起诉，也可以符合条件后单独再申请',
  notAccepted: '可以补齐条件后单独再申请',
  terminated: '可以重新单独申请',
  blocked: '等前一项另行办成后，可以单独申请这一项',
}

/** How a lane stands, for people. */
export const STATUS_LABELS: Readonly<Record<LaneEnd | 'before' | 'waiting' | 'handling' | 'ready' | 'issued', string>> = {
  ...DECIDED_STATES, before: '等统一受理', waiting: '还没有开始，等前一项', handling: '办理中', ready: '已审完，等前一项核发', issued: '已制好，等一起送达',
}
