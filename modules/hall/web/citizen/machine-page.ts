import { html, type Html } from '#platform/html'
import type { Board, Place } from '../../queue/board.ts'
import { estimateWords } from '../../queue/pace.ts'
import type { Hall } from '../../register/register.ts'

/** The ticket machine: one large button for each kind of business, and a place for the number of an appointment. */
export function machineMain({ board: { hall, groups }, requestKey, fault }: { board: Board; requestKey: string; fault?: string | undefined }): Html {
  return html`<h1>${hall.name}　取号</h1>
${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
<form method="post" action="/hall/${hall.code}/tickets">
<input type="hidden" name="key" value="${requestKey}">
<label class="tick"><input type="checkbox" name="priority" value="yes"><span>60 岁以上、残疾人、孕妇、带婴幼儿的，请先点这里，优先叫号</span></label>
<h2>没有预约，请点要办的业务</h2>
${groups.map(({ letter, name, waiting }) => html`<button class="big" name="letter" value="${letter}">${name}<small>前面 ${waiting} 人</small></button>`)}
</form>
<form method="post" action="/hall/${hall.code}/arrivals">
<h2>有预约，请输入预约号</h2>
<label class="line" for="code">八位预约号</label>
<input class="typed" id="code" name="code" inputmode="numeric" maxlength="20" autocomplete="off">
<button class="big">签到取号</button>
</form>`
}

/** A machine that has not been told the key of its hall yet. */
export function unlockMain({ hall, fault }: { hall: Hall; fault?: string | undefined }): Html {
  return html`<h1>${hall.name}　取号机</h1>
${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
<p>这台机器还不是取号机。请工作人员输入取号机口令；口令由政务服务管理机构在“进驻与大厅”页面发。</p>
<p>来办事的：请到大厅的取号机上取号，或者请窗口代取。</p>
<form method="post" action="/hall/${hall.code}/machine">
<label class="line" for="key">取号机口令</label>
<input class="typed" id="key" name="key" type="password" maxlength="100" autocomplete="off">
<button class="big">设为取号机</button>
</form>`
}

/** The number just taken, large, with nothing to click but the way back for the next visitor. */
export function takenMain({ place, hall }: { place: Place; hall: Hall }): Html {
  const { ticket, groupName, ahead, estimate } = place
  return html`<p class="soft">${hall.name}　${groupName}</p>
<h1 class="number">${ticket.number} 号</h1>
<dl><div><dt>前面还有</dt><dd>${ahead} 人</dd></div><div><dt>还要等</dt><dd>${estimateWords(estimate)}</dd></div></dl>
<p class="tell">请记住号码，看大屏、听叫号。</p>
<p class="no-print"><a class="big" href="/hall/${hall.code}/machine">取好了，下一位取号</a></p>`
}
