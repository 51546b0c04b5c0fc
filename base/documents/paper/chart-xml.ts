import { TONES, type BarChart } from './paper.ts'

export const CHART_TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'
export const CHART_RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart'
/** Where the figures of a chart stand in a workbook: its cells are then what the chart shows. `above`, `below`: how far the range goes from the value. */
export interface CellRanges { labels: string; values: string; above?: string; below?: string }

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const AXES = { category: 111111111, value: 222222222 } as const

/** The chart as DrawingML, drawn by the office program itself: bars with error bars for the ranges, one colour for each tone. */
export function chartXml(chart: BarChart, cells?: CellRanges): string {
  return `${HEAD}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"`
    + ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><c:roundedCorners val="0"/><c:chart>'
    + `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="1200" b="1"/></a:pPr>`
    + `<a:r><a:rPr lang="zh-CN" sz="1200" b="1"/><a:t>${escaped(chart.title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
    + `<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>${barChart(chart, cells)}${axes(chart)}`
    + `</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart></c:chartSpace>`
}

/** Text and attributes of XML; characters XML does not have are left out. */
export function escaped(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}

/** The numbers stand at the foot of the bars, on white: at their ends the lines of the ranges would go through them. */
function barChart(chart: BarChart, cells: CellRanges | undefined): string {
  const { bars, title, digits } = chart
  const points = bars.map(({ tone }, index) =>
    `<c:dPt><c:idx val="${index}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>`
      + `<c:spPr><a:solidFill><a:srgbClr val="${TONES[tone].slice(1)}"/></a:solidFill></c:spPr></c:dPt>`)
  return '<c:barChart><c:barDir val="bar"/><c:grouping val="clustered"/><c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/>'
    + `<c:tx><c:v>${escaped(title)}</c:v></c:tx><c:invertIfNegative val="0"/>${points.join('')}`
    + `<c:dLbls><c:numFmt formatCode="${digits === 0 ? '0' : `0.${'0'.repeat(digits)}`}" sourceLinked="0"/>`
    + '<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill></c:spPr><c:dLblPos val="inBase"/>'
    + '<c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    + `${errorBars(chart, cells)}<c:cat>${labels(chart, cells?.labels)}</c:cat><c:val>${numbers(bars.map(({ value }) => value), cells?.values)}</c:val></c:ser>`
    + `<c:gapWidth val="60"/><c:axId val="${AXES.category}"/><c:axId val="${AXES.value}"/></c:barChart>`
}

/** How far the range of each bar goes from its value, to two digits. */
export function distances({ bars }: BarChart, end: 'low' | 'high'): number[] {
  return bars.map((bar) => Math.round(Math.abs((bar[end] ?? bar.value) - bar.value) * 100) / 100)
}

function errorBars(chart: BarChart, cells: CellRanges | undefined): string {
  if (chart.bars.every(({ low }) => low === null)) return ''
  return '<c:errBars><c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
    + `<c:plus>${numbers(distances(chart, 'high'), cells?.above)}</c:plus><c:minus>${numbers(distances(chart, 'low'), cells?.below)}</c:minus>`
    + '<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="111111"/></a:solidFill></a:ln></c:spPr></c:errBars>'
}

function labels({ bars }: BarChart, range: string | undefined): string {
  const points = bars.map(({ label, word }, index) =>
    `<c:pt idx="${index}"><c:v>${escaped(word === '' || range !== undefined ? label : `${label} ${word}`)}</c:v></c:pt>`)
  const cache = `<c:ptCount val="${bars.length}"/>${points.join('')}`
  return range === undefined ? `<c:strLit>${cache}</c:strLit>` : `<c:strRef><c:f>${escaped(range)}</c:f><c:strCache>${cache}</c:strCache></c:strRef>`
}

function numbers(values: readonly number[], range?: string): string {
  const points = values.map((value, index) => `<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`)
  const cache = `<c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${points.join('')}`
  return range === undefined ? `<c:numLit>${cache}</c:numLit>` : `<c:numRef><c:f>${escaped(range)}</c:f><c:numCache>${cache}</c:numCache></c:numRef>`
}

/** The first bar on top, as in the table. */
function axes({ max, unit }: BarChart): string {
  const { category, value } = AXES
  const unitTitle = `<c:title><c:tx><c:rich><a:bodyPr/><a:p>`
    + `<a:r><a:rPr lang="zh-CN" sz="900"/><a:t>${escaped(unit.trim())}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`
  return `<c:catAx><c:axId val="${category}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>`
    + '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
    + '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
    + `<c:crossAx val="${value}"/><c:crosses val="autoZero"/></c:catAx>`
    + `<c:valAx><c:axId val="${value}"/><c:scaling><c:orientation val="minMax"/><c:max val="${max}"/><c:min val="0"/></c:scaling>`
    + '<c:delete val="0"/><c:axPos val="b"/><c:majorGridlines><c:spPr><a:ln w="6350"><a:solidFill><a:srgbClr val="D5DDE3"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>'
    + `${unitTitle}<c:numFmt formatCode="General" sourceLinked="0"/>`
    + `<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:crossAx val="${category}"/><c:crosses val="max"/></c:valAx>`
}
