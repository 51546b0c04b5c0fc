import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { documentFactsOf, qrTextOf } from '#base/documents'
import { createKeyPair, publicKeyPem } from '#platform/sm'
import { runCommand } from './command.ts'
import { verifyDocumentCommand } from './verify-document.ts'

const key = createKeyPair()
const facts = documentFactsOf({
  kind: 'denial', number: '花市监不准〔2026〕3号', issuedOn: '2026-11-25', isLicence: true,
  case: {
    number: '4401142611230000017', itemName: '食品经营许可', itemCode: 'SL440114SPJY001', applicantName: '李群众',
    ownerName: '花都区市场监督管理局', receivingName: '花都区政务服务中心综合窗口',
  },
  clock: { receivedOn: '2026-11-23' }, data: { reason: '场所不符合要求。' }, basis: [],
})
const qr = qrTextOf(facts, key)
let directory = ''
const path = (name: string) => join(directory, name)

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'chunfeng-verify-'))
  await writeFile(path('key.pem'), publicKeyPem(key.publicKey))
  await writeFile(path('key.hex'), `${key.publicKey}\n`)
  await writeFile(path('other.pem'), publicKeyPem(createKeyPair().publicKey))
  await writeFile(path('facts.json'), JSON.stringify(facts))
  await writeFile(path('changed.json'), JSON.stringify({ ...facts, issuedOn: '2026-11-26' }))
  await writeFile(path('broken.json'), '{')
})

after(() => rm(directory, { recursive: true, force: true }))

async function run(...args: string[]): Promise<{ code: number; out: string; note: string }> {
  const lines: Record<'out' | 'note', string[]> = { out: [], note: [] }
  const code = await runCommand([verifyDocumentCommand], ['verify', 'document', ...args], {
    out: (line) => lines.out.push(line), note: (line) => lines.note.push(line),
  })
  return { code, out: lines.out.join('\n'), note: lines.note.join('\n') }
}

test('真的文书核验通过，说出文号、办件编号、机关和日期', async () => {
  const { code, out } = await run('--qr', qr, '--key', path('key.pem'))
  assert.equal(code, 0)
  for (const word of ['核验通过', '花市监不准〔2026〕3号', '4401142611230000017', '花都区市场监督管理局', '2026-11-25', '不予办理决定书']) {
    assert(out.includes(word), word)
  }
})

test('公钥写成十六进制、二维码前后有空白，一样核验', async () => {
  assert.equal((await run('--qr', `  ${qr}\n`, '--key', path('key.hex'))).code, 0)
})

test('--json 给别的程序读', async () => {
  const { code, out } = await run('--qr', qr, '--key', path('key.pem'), '--json')
  const verdict: unknown = JSON.parse(out)
  assert.equal(code, 0)
  assert(typeof verdict === 'object' && verdict !== null && 'valid' in verdict && 'kind' in verdict && 'factsSm3' in verdict)
  assert.deepEqual([verdict.valid, verdict.kind], [true, 'denial'])
})

test('改过的二维码退出码为1，并说明原因', async () => {
  const changed = `${qr.slice(0, 40)}${qr[40] === 'A' ? 'B' : 'A'}${qr.slice(41)}`
  const { code, out } = await run('--qr', changed, '--key', path('key.pem'))
  assert.equal(code, 1)
  assert.match(out, /^核验不通过：/)
  assert.deepEqual(Object.keys(JSON.parse((await run('--qr', changed, '--key', path('key.pem'), '--json')).out)), ['valid', 'why'])
})

test('别的机关的公钥核验不通过', async () => {
  const { code, out } = await run('--qr', qr, '--key', path('other.pem'))
  assert.equal(code, 1)
  assert.match(out, /另一把密钥/)
})

test('给出文书内容时，一并核对内容', async () => {
  assert.equal((await run('--qr', qr, '--key', path('key.pem'), '--facts', path('facts.json'))).code, 0)
  const { code, out } = await run('--qr', qr, '--key', path('key.pem'), '--facts', path('changed.json'))
  assert.equal(code, 1)
  assert.match(out, /属于另一份内容/)
})

test('用法不对、文件读不出来，退出码为2，不说通过也不说不通过', async () => {
  const right = ['--qr', qr, '--key', path('key.pem')]
  const wrong = [
    [], ['--qr', qr], ['--key', path('key.pem')], [...right, '--sign'], [...right, '--facts', path('没有.json')],
    [...right, '--facts', path('broken.json')], [...right, '--facts', path('key.hex')],
    ...['没有.pem', 'facts.json', ''].map((name) => ['--qr', qr, '--key', path(name)]),
  ]
  for (const args of wrong) {
    const { code, out, note } = await run(...args)
    assert.equal(code, 2, args.join(' '))
    assert.equal(out, '')
    assert.match(note, /[一-鿿]/)
  }
})
