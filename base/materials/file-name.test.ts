import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dispositionOf, endingOf, tidyName } from './file-name.ts'

describe('文件名', () => {
  it('只留最后一段，去掉路径、控制字符、反转书写方向的符号', () => {
    const names = {
      '身份证 正面.jpg': '身份证 正面.jpg', 'C:\\fakepath\\合同.pdf': '合同.pdf', '../../etc/passwd': 'passwd', '/tmp/a.pdf': 'a.pdf',
      'a\u0000\r\nb.pdf': 'ab.pdf', 'photo\u202Egpj.exe': 'photogpj.exe', '<script>.pdf': 'script.pdf', 'a"b\'c.pdf': 'ab\'c.pdf',
      '.htaccess': 'htaccess', '  a   b .pdf  ': 'a b .pdf', '...': '未命名文件', '': '未命名文件', '/': '未命名文件',
      'e\u0301.pdf': 'é.pdf', '\ud800.pdf': '\ufffd.pdf',
    }
    for (const [given, tidy] of Object.entries(names)) assert.equal(tidyName(given), tidy, JSON.stringify(given))
  })

  it('太长的截短，结尾保留', () => {
    const name = tidyName(`${'长'.repeat(300)}.pdf`)
    assert.equal([...name].length, 120)
    assert.ok(name.endsWith('长.pdf'))
    assert.equal(tidyName(`${'x'.repeat(119)} tail`), 'x'.repeat(119))
  })

  it('任何名字整理后都干净，再整理一次不变', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (given) => {
      const tidy = tidyName(given)
      assert.ok(tidy.length > 0 && [...tidy].length <= 120 && tidy.isWellFormed())
      assert.doesNotMatch(tidy, /[\p{Cc}<>:"/\\|?*]/u)
      assert.equal(tidyName(tidy), tidy)
    }), { numRuns: 500 })
  })

  it('结尾一律小写，没有就是空', () => {
    assert.deepEqual(
      ['A.PDF', 'a.tar.gz', 'a', 'a.', '.pdf', 'a.很长', 'a.toolongending'].map(endingOf), ['pdf', 'gz', '', '', 'pdf', '', ''],
    )
  })

  it('放进响应头的名字不会带出别的头', () => {
    assert.equal(
      dispositionOf('inline', '合同 (1).pdf'), "inline; filename=\"____1_.pdf\"; filename*=UTF-8''%E5%90%88%E5%90%8C%20%281%29.pdf",
    )
    fc.assert(fc.property(fc.string({ unit: 'binary' }).map(tidyName), (name) => {
      const header = dispositionOf('attachment', name)
      assert.match(header, /^attachment; filename="[\w.-]*"; filename\*=UTF-8''[\w.%!~-]*$/)
      assert.equal(decodeURIComponent(header.split("UTF-8''")[1] ?? ''), name)
    }))
  })
})
