import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import qrcode from 'qrcode'
import { qrDrawing } from './qr-drawing.ts'

const ADDRESS = 'https://hd.example/progress'

describe('页面上的二维码', () => {
  const drawing = String(qrDrawing(ADDRESS, '查<进度>'))

  it('每个黑格都画在它的位置上，四周留四格空白', () => {
    const { modules } = qrcode.create(ADDRESS, { errorCorrectionLevel: 'M' })
    const squares = new Set([...drawing.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${Number(x) - 4},${Number(y) - 4}`))
    for (let row = 0; row < modules.size; row += 1) {
      for (let column = 0; column < modules.size; column += 1) {
        assert.equal(squares.has(`${column},${row}`), modules.data[row * modules.size + column] === 1, `${column},${row}`)
      }
    }
    assert.match(drawing, new RegExp(`viewBox="0 0 ${modules.size + 8} ${modules.size + 8}"`))
  })

  it('看不见的人听得到它是什么，说明变不成代码', () => {
    assert.match(drawing, /role="img" aria-label="查&lt;进度&gt;"/)
  })

  it('别的地址是别的图', () => {
    assert.notEqual(String(qrDrawing(`${ADDRESS}x`, '')), String(qrDrawing(ADDRESS, '')))
  })
})
