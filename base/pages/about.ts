import { html, type Html } from '#platform/html'
import { route, type Route } from '#kernel'
import { showPage } from './page.ts'
import { visitOf } from './visit.ts'

export const aboutRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/accessibility', summary: '无障碍和长者服务', for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), { title: '无障碍和长者服务', main: accessibility() }),
  }),
  route({
    method: 'GET', path: '/privacy', summary: '个人信息怎样使用', for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), { title: '个人信息怎样使用', main: privacy() }),
  }),
]

function accessibility(): Html {
  return html`<h1>无障碍和长者服务</h1>
<p>每个人都应当能自己办成事。看不清、听不清、不方便用鼠标，都可以用这个网站。</p>
<h2>字太小，看不清</h2>
<p>按页面上方的“长者版”，字会变大；按“高对比”，变成黑底亮字。您的选择会记住一年。也可以用浏览器自己的放大功能，放大到四倍，内容不会丢，也不用左右拖动。</p>
<h2>不用鼠标</h2>
<p>所有操作都可以只用键盘：<kbd>Tab</kbd> 键走到下一处，<kbd>空格</kbd> 选中，<kbd>回车</kbd> 确定。走到哪里，哪里就有粗框。</p>
<h2>用读屏软件</h2>
<p>每一页都有一个标题，每个填写框都有名称；填错的地方，会在页面最上面列出来，按一下就到那里。办件状态用文字写明，不只靠颜色区分。</p>
<h2>网络慢、手机旧</h2>
<p>页面很小，不需要运行脚本，没有广告和弹窗，也没有时间限制：填到一半可以保存，改天接着填。</p>
<h2>不想在网上办</h2>
<p>到政务服务大厅的综合窗口，工作人员会帮您办，也可以请家人陪同。行动不便的，可以拨打 <a href="tel:12345">12345</a> 询问上门服务或者委托他人代办。</p>
<h2>还有用起来不方便的地方</h2>
<p>请拨打 <a href="tel:12345">12345</a> 告诉我们是哪一页、遇到了什么。目前已知的不足：部分上传的原始材料由申请人自己制作，读屏软件可能读不出；文书是 PDF 文件，可以在办件页面上看到同样内容的文字。</p>`
}

function privacy(): Html {
  return html`<h1>个人信息怎样使用</h1>
<p>我们只为办成您申请的事使用您的信息。（默认说明，运营单位启用前应当核对并补充单位名称和联系方式。）</p>
<h2>收集什么</h2>
<ul><li>注册时：姓名、居民身份证号码、手机号，用来确认是您本人。</li><li>申请时：您在表里填写的内容和上传的材料，每一项都是这件事的办事指南要求的。</li><li>登录的时间和网络地址，用来保护您的账号。</li></ul>
<h2>给谁看</h2>
<ul><li>只有办理这件事的窗口和部门能看到您填写的内容和材料。</li><li>监督人员只看到进度，看不到您的个人信息。</li><li>凭办件编号和查询密码公开查询的，姓名只显示一个字，没有其他个人信息。</li></ul>
<h2>留下记录</h2>
<p>谁在什么时候办了哪一步，都留下不能更改的记录，您随时可以查看。</p>
<h2>您可以</h2>
<ul><li>在“我的”里查看自己提交的全部内容和文书。</li><li>在作出决定之前撤回申请；没有提交的草稿可以随时删除。</li><li>发现信息有误，要求更正。请联系办理部门，或者拨打 <a href="tel:12345">12345</a>。</li></ul>`
}
