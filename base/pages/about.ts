import { html, type Html } from '#platform/html'
import { route, type Route } from '#kernel'
import { showPage } from './page.ts'
import { telephone } from './telephone.ts'
import { visitOf } from './visit.ts'

export const aboutRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/accessibility', summary: '无障碍和长者服务', for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), { title: '无障碍和长者服务', main: accessibility() }),
  }),
]

function accessibility(): Html {
  return html`<h1>无障碍和长者服务</h1>
<p>每个人都应当能自己办成事。看不清、听不清、不方便用鼠标，都可以用这个网站。</p>
<h2>字太小，看不清</h2>
<p>按页面上方的“长者版”，字会变大，页面也变简单：少选择，一页只问一件事，打电话、到窗口、请家人代办一按就到。按“高对比”，变成黑底亮字。您的选择会记住一年。也可以用浏览器自己的放大功能，放大到四倍，内容不会丢，也不用左右拖动。</p>
<h2>想听</h2>
<p>浏览器有中文声音的，页面上方有“朗读”，一句一句读给您听，读到哪里标出哪里；按“停止朗读”或者 <kbd>Esc</kbd> 键停。没有这个按钮，就是这个浏览器不会读，可以换一个试试，或者用手机自带的读屏。</p>
<h2>不用鼠标</h2>
<p>所有操作都可以只用键盘：<kbd>Tab</kbd> 键走到下一处，<kbd>空格</kbd> 选中，<kbd>回车</kbd> 确定。走到哪里，哪里就有粗框。</p>
<h2>用读屏软件</h2>
<p>每一页都有一个标题，每个填写框都有名称；填错的地方，会在页面最上面列出来，按一下就到那里。办件状态用文字写明，不只靠颜色区分。</p>
<h2>网络慢、手机旧</h2>
<p>页面很小，不靠脚本，没有广告和弹窗，也没有时间限制：填到一半可以保存，改天接着填。断了网会说明怎么办；每一页都可以打印。</p>
<h2>不想在网上办</h2>
<p>到政务服务大厅的综合窗口，工作人员会帮您办，也可以请家人陪同。行动不便的，可以拨打 ${telephone()} 询问上门服务或者委托他人代办。</p>
<h2>还有用起来不方便的地方</h2>
<p>请拨打 ${telephone()} 告诉我们是哪一页、遇到了什么。目前已知的不足：部分上传的原始材料由申请人自己制作，读屏软件可能读不出；文书是 PDF 文件，可以在办件页面上看到同样内容的文字。</p>`
}
