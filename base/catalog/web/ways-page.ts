import { html, type Html } from '#platform/html'
import { buttonLink, HOTLINE, printButton, telephone, unbroken, type PageParts } from '#base/pages'
import type { Item } from '../item.ts'
import { isAsked } from './material-words.ts'

/** What is to be done by another way, if the reader came from an item. */
export type Matter = Pick<Item, 'code' | 'name' | 'consultPhone' | 'materials'> | undefined

/** No rule of ours: what the window wants to see is the department's to say. */
const ASK_FIRST = html`<p class="soft">（默认说明。各部门的要求可能不同，去之前最好先打电话问清楚。）</p>`

/** 到窗口办: where, what to bring, and what to say there. */
export function windowPage(matter: Matter): PageParts {
  return {
    ...frameOf('到窗口办', matter),
    main: html`<h1>到窗口办</h1>
${matter && html`<p>要办的事：<strong>${matter.name}</strong></p>`}
<p>到政务服务大厅的综合窗口，工作人员会帮您查、帮您填、帮您交。</p>
<h2>先打个电话</h2>
<p>问清楚几点开门、要带什么：${phoneOf(matter)}</p>
<h2>到哪里去</h2>
${placesOf(matter)}
<h2>要带什么</h2>
<ul><li>您的身份证原件</li>${materialLines(matter)}</ul>
${matter && html`<div class="actions">${buttonLink(`/items/${matter.code}/questions`, '看我到底要带哪些', 'second')}</div>`}
${ASK_FIRST}`,
  }
}

/** 请家人代办: three ways a relative can help, and what she needs for each. */
export function familyPage(matter: Matter): PageParts {
  const query = matter === undefined ? '' : `?item=${matter.code}`
  return {
    ...frameOf('请家人代办', matter),
    main: html`<h1>请家人代办</h1>
${matter && html`<p>要办的事：<strong>${matter.name}</strong></p>`}
<h2>一、家人陪您在网上办</h2>
<p>您登录自己的账号，家人在旁边帮您填。密码不要交给别人保管。</p>
<h2>二、家人替您到窗口办</h2>
<p>请家人带上：</p>
<ul><li>您签了名的委托书（<a href="/ways/letter${query}">打印一张空白的</a>）</li><li>您的身份证复印件</li><li>家人自己的身份证原件</li>${materialLines(matter)}</ul>
<p>有的事必须本人到场，不能代办，先打电话问：${phoneOf(matter)}</p>
<h2>三、家人替您查办到哪一步</h2>
<p>把回执上的办件编号和查询密码告诉家人，在“<a href="/progress">查进度</a>”里一填就能看，不用登录。</p>
${ASK_FIRST}`,
  }
}

/** A letter of authority (委托书) to print and sign; nothing typed into it passes through the site. */
export function letterPage(matter: Matter): PageParts {
  const item = matter === undefined ? '' : `?item=${matter.code}`
  return {
    title: '委托书', section: 'search', back: { href: `/ways/family${item}`, label: '返回' }, ...(matter && { item: matter.code }),
    main: html`<h1>委托书</h1>
<p class="no-print">用浏览器的“打印”把这一页打出来，用笔填写并签名。没有打印机的，照着抄在纸上也可以，窗口也有空白的。</p>
<p>委托人：${BLANK}　<span class="blank">身份证号码：${LONG_BLANK}</span></p>
<p>受托人：${BLANK}　<span class="blank">身份证号码：${LONG_BLANK}</span></p>
<p>与委托人的关系：${BLANK}　<span class="whole">电话：${BLANK}</span></p>
<p>委托人因不便亲自办理，委托上述受托人代为办理“${matter?.name ?? LONG_BLANK}”，包括提交申请和材料、补正材料、领取文书。受托人在办理中签署的有关文件，委托人都认可。</p>
<p>委托期限：自＿＿＿＿年＿＿月＿＿日至＿＿＿＿年＿＿月＿＿日。</p>
<p>委托人（签名、按指印）：${BLANK}</p>
<p>受托人（签名）：${BLANK}</p>
<p>＿＿＿＿年＿＿月＿＿日</p>
<p class="small soft">这是示例文本，办理部门另有要求的，用部门的。</p>
<div class="actions">${printButton()}</div>`,
  }
}

/** A line to write on, which stays in one piece where it fits. */
const BLANK = html`<span class="blank">＿＿＿＿＿＿＿＿</span>`
const LONG_BLANK = '＿'.repeat(16)

function phoneOf(matter: Matter): Html {
  return matter?.consultPhone === undefined ? telephone() : unbroken(matter.consultPhone)
}

function frameOf(title: string, matter: Matter): Pick<PageParts, 'title' | 'section' | 'back' | 'item'> {
  const back = matter === undefined ? { href: '/', label: '返回首页' } : { href: `/items/${matter.code}`, label: '返回办事指南' }
  return { title: matter === undefined ? title : `${title}：${matter.name}`, section: 'search', back, ...(matter && { item: matter.code }) }
}

/** The halls, their windows and their hours are registered; which of them is the item's own is said there. */
function placesOf(matter: Matter): Html {
  if (matter === undefined) return html`<div class="actions">${buttonLink('/hall', '看有哪些大厅、现在要等多久')}</div>`
  return html`<div class="actions">${buttonLink(`/items/${matter.code}/window`, '看在哪个大厅、哪个窗口，先约个时间')}</div>`
}

function materialLines(matter: Matter): Html {
  if (matter === undefined) return html`<li>和这件事有关的证件。拿不准的，先拨打 ${HOTLINE.number} 问</li>`
  const asked = matter.materials.filter(isAsked)
  return html`${asked.filter(({ when }) => when === undefined).map(({ name }) => html`<li>${name}</li>`)}
${asked.some(({ when }) => when !== undefined) && html`<li>有的情形还要别的材料，先回答几个小问题就知道</li>`}`
}
