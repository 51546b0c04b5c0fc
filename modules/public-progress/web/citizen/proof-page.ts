import { html, type Html } from '#platform/html'
import { dayWords, digits, instantWords, notice, pairs, plainDayWords, telephone, type PageParts } from '#base/pages'
import type { Proof } from '../../proof.ts'
import type { ProofFile } from '../../proof-file.ts'

export interface ProofPageFacts {
  proof: Proof
  /** Where the file is to be had. */
  fileHref: string
  back: { href: string; label: string }
  section: 'me' | 'progress'
}

/** Whether my timeline is what was published, in plain words, and everything needed to check it without us. */
export function proofPage({ proof, fileHref, back, section }: ProofPageFacts): PageParts {
  const { file, faults } = proof
  return {
    title: faults.length === 0 ? '核验：记录没有被改动' : '核验没有通过', section, back,
    main: html`<p class="soft">${file.title}　办件编号 ${digits(file.number)}</p>
<h1>核验我的办理记录</h1>
${verdict(proof)}
${file.pending.length > 0 && html`<p>${file.pending.map((day) => plainDayWords(day)).join('、')}的步骤，要等第二天公布那一天的摘要以后才能核验。</p>`}
<h2>每天公布的摘要</h2>
${file.days.length === 0 ? html`<p>本办件还没有公布过摘要。办理的第二天就有。</p>` : html`<ol class="plain">${file.days.map((day) => dayRow(file, day))}</ol>`}
<h2>自己核验，不用相信我们</h2>
<p>下载证明文件，在任何一台装了春风程序的电脑上运行下面这一句，不用联网，也不用登录：</p>
<p class="hash">chunfeng verify proof 证明文件</p>
<p>也可以请别人核验。文件里有您自己填写的内容，请只交给信得过的人；窗口和部门办的步骤只有摘要。</p>
<div class="actions"><a class="button second" href="${fileHref}" download="chunfeng-proof-${file.number}.json">下载证明文件（JSON）</a></div>
<details><summary>这是怎样算的</summary><div>
<p>每一步都有一个摘要（国密 SM3），由这一步的内容和上一步的摘要算出，所以改动任何一步，后面的摘要都对不上。</p>
<p>每天零点以后，把当天每个办件最后一步的摘要两两合并，一直合到只剩一个，这就是当天公布的摘要。公布以后不能再改。</p>
<p>证明文件里有从您的最后一步合到公布的摘要要用的每一个数。照着合一遍，结果和公布的一样，就说明您的记录在里面，一个字都没有改。</p></div></details>`,
  }
}

function verdict({ file, faults }: Proof): Html {
  if (faults.length > 0) return failed(faults)
  if (file.days.length === 0) return notice('plain', html`<p><strong>${file.events.length} 步前后衔接，内容与摘要相符。</strong>公布的摘要明天才有，请明天再来核验。</p>`)
  return notice('good', html`<p><strong>全部对得上。</strong>办理经过一共 ${file.events.length} 步，内容与摘要相符；其中 ${file.days.length} 天的记录都在当天公布的摘要里，没有被改动。</p>`)
}

function failed(faults: Proof['faults']): Html {
  return html`<div role="alert">${notice('bad', html`<p><strong>对不上：现在的记录和当时的不一样。</strong></p>
<ul>${faults.map(({ text }) => html`<li>${text}</li>`)}</ul>
<p>这不是您的错，您的办件也不因此受影响。请下载证明文件留存，并拨打 ${telephone()} 报办件编号，要求核查。</p>`)}</div>`
}

function dayRow({ events }: ProofFile, { day, root, cases, publishedAt, seq, proof }: ProofFile['days'][number]): Html {
  const label = events.find((event) => event.seq === seq)?.label ?? ''
  return html`<li><h3>${dayWords(day)}</h3>
${pairs([
    { label: '当天最后一步', value: `第 ${seq} 步　${label}` }, { label: '当天有动静的办件', value: `${cases} 件` },
    { label: '公布的摘要', value: html`<span class="hash">${root}</span>` }, { label: '公布时间', value: instantWords(publishedAt) },
  ])}
<details><summary>从我的最后一步到公布的摘要，合 ${proof.length} 次</summary>
<ol>${proof.map(({ side, hash }) => html`<li>${side === 'left' ? '左边' : '右边'}：<span class="hash">${hash}</span></li>`)}</ol></details></li>
`
}
