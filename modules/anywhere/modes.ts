/** The four ways in which a matter is done away from its owner (国办发〔2020〕35号 as others quote it; the text itself was not read). */
export const MODES = {
  online: { name: '全程网办', means: '在网上申请，全部环节都在网上，不用到现场。' },
  proxy: { name: '异地代收代办', means: '就近的窗口代收材料、核对身份，再转给负责的部门决定；结果送回您选的地方。' },
  multi: { name: '多地联办', means: '原来要跑几个地方的，到一个地方交件，几个地方在内部配合。' },
  uniform: { name: '无差别办理', means: '到哪个窗口都按同样的标准受理，并且当地直接办。' },
} as const
export type Mode = keyof typeof MODES

export const MODE_IDS = ['online', 'proxy', 'multi', 'uniform'] as const satisfies readonly Mode[]

export function modeNamed(name: string): Mode | undefined {
  return MODE_IDS.find((mode) => MODES[mode].name === name)
}
