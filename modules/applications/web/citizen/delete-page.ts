import { html } from '#platform/html'
import { instantWords, type PageParts } from '#base/pages'

/** Asks before what was typed is gone for good. */
export function deletePage({ id, title, updatedAt }: { id: string; title: string; updatedAt: Date }): PageParts {
  return {
    title: '删除没填完的申请', section: 'me', hasSearch: false, back: { href: '/me', label: '不删除，返回我的办件' },
    main: html`<h1>删除没填完的申请</h1>
<p>${title}<br><span class="soft">${instantWords(updatedAt)} 保存，还没有提交</span></p>
<p>删除以后，填过的内容不能恢复。上传过的文件只有您自己看得到。</p>
<form class="actions" method="post" action="/apply/${id}/delete"><button class="button grave">删除</button></form>`,
  }
}
