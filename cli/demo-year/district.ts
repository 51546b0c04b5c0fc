/** The demo district as far as the year needs it: who asks for what, and who works where. Invented numbers, ours. */

/** How often which item is asked for, by weight; items of the sample catalogue. */
export const ITEM_WEIGHTS: Readonly<Record<string, number>> = {
  // 医保、人社、民政、残联
  SL44011400126: 4, SL44011400129: 4, SL44011400120: 4, SL44011400121: 3, SL44011400122: 4, SL4401142000012: 3, SL4401140500014: 2,
  SL44011400184: 1, SL44011400185: 1,
  // 公积金、公安、司法、教育
  SL44011400131: 8, SL44011400132: 3, SL44011400133: 3, SL44011400116: 6, SL44011400115: 4, SL44011400173: 2, SL44011400165: 1,
  // 市场监管、卫生
  SL44011400101: 5, SL44011400102: 5, SL4401140700002: 5, SL4401140100001: 4, SL44011400104: 2, SL4401140100003: 2, SL44011400162: 1.5,
  // 交通、城管
  SL44011400142: 3, SL44011400143: 4, SL44011400144: 3, SL4401141000010: 5, SL44011400177: 2, SL44011400179: 1,
  // 生态、住建、水务、规划
  SL4401140100008: 0.8, SL4401140100004: 0.8, SL44011400147: 1, SL44011400138: 5, SL44011400140: 4, SL44011400141: 5,
}

/** Where people live and have their business, by weight; names of organisations and the codes of the divisions (data/organisations.json). */
export const TOWN_WEIGHTS: Readonly<Record<string, number>> = {
  xinhua: 17, huacheng: 12, xiuquan: 11, xinya: 9, shiling: 14, huadong: 10, huashan: 8, tanbu: 12, chini: 4, timian: 3,
}
/** What a person asks for may be handed in at the window of the town. */
export const TOWN_WINDOW_SHARE = 0.55

/** Weekday factors, Monday first; on rest days people file online only. */
export const WEEKDAY_FACTORS = [1.25, 1.1, 1, 0.95, 0.9, 0.9, 0.9] as const
export const REST_DAY_FACTOR = 0.22
export const ONLINE_SHARE = 0.55
/** By hour, from midnight on: online in the evening too, at the window when it is open. */
export const ONLINE_HOURS = [1, 0, 0, 0, 0, 1, 2, 4, 9, 14, 15, 12, 7, 9, 11, 12, 11, 8, 5, 5, 7, 7, 5, 3] as const
export const WINDOW_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 14, 18, 12, 0, 7, 12, 13, 9, 0, 0, 0, 0, 0, 0, 0] as const

export interface Staffing { clerks: number; load: number }

/** Clerks of the windows, and how much of their time ordinary demand takes. */
export const WINDOWS: Readonly<Record<string, Staffing>> = {
  hall: { clerks: 12, load: 0.65 },
  tanbu: { clerks: 1, load: 0.6 },
  chini: { clerks: 1, load: 0.5 },
  timian: { clerks: 1, load: 0.45 },
}
export const WINDOW_DEFAULT: Staffing = { clerks: 2, load: 0.6 }
export const REVIEWERS_DEFAULT: Staffing = { clerks: 3, load: 0.55 }
export const APPROVERS_DEFAULT: Staffing = { clerks: 1, load: 0.45 }
/** Little to do but in the season. */
export const REVIEWERS: Readonly<Record<string, Staffing>> = { 'medical-insurance': { clerks: 3, load: 0.19 } }
export const APPROVERS: Readonly<Record<string, Staffing>> = { 'medical-insurance': { clerks: 1, load: 0.15 } }
