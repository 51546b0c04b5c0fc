/**
 * The stages of a life and of a firm by which 一件事 are listed, in the order of 国办发〔2025〕24号. An item says its stage among
 * its themes (主题分类); one that names none of these stands at the end of its list.
 */
export const STAGES = {
  person: ['出生', '教育', '就业', '生活', '置业', '出行', '就医', '救助', '养老', '身后'],
  enterprise: ['准入准营', '招聘用工', '纳税缴费', '经营发展', '工程建设', '注销退出'],
} as const
export type Side = keyof typeof STAGES

export const OTHER_STAGE = '其他'

/** Those of one side by stage, stages without any left out. */
export function byStage<One extends { audience: readonly string[]; joint: { stages: readonly string[] } }>(
  matters: readonly One[],
  side: Side,
): { stage: string; matters: One[] }[] {
  const own = matters.filter(({ audience }) => audience.includes(side))
  const stages = [...STAGES[side], OTHER_STAGE]
  return stages
    .map((stage) => ({ stage, matters: own.filter(({ joint }) => stageOf(joint.stages, side) === stage) }))
    .filter(({ matters: some }) => some.length > 0)
}

function stageOf(themes: readonly string[], side: Side): string {
  return STAGES[side].find((stage) => themes.includes(stage)) ?? OTHER_STAGE
}
