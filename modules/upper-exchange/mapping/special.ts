/** The special procedures by the names the law gives them (行政许可法第四十五条), as our log names them. */
export const SPECIAL_NAMES: Readonly<Record<string, string>> = {
  hearing: '听证', bidding: '招标', auction: '拍卖', inspection: '检验', testing: '检测', quarantine: '检疫', appraisal: '鉴定', 'expert-review': '专家评审',
}
