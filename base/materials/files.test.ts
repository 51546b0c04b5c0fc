import assert from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, it } from 'node:test'
import { peopleRoutes, seedDemoAccounts, seedOrganisations } from '#base/people'
import { testDatabase, type TestDatabase } from '#platform/testing'
import { Door } from '../door.test-support.ts'
import { filesById, materialRoutes, ownFiles } from './index.ts'
import { bytesMax } from './receive.ts'
import { DOCX_PARTS, jpeg, PDF, png, zip } from './samples.test-support.ts'
import type { MaterialTables } from './tables.ts'

process.env['CHUNFENG_PASSWORD_KIB'] = '64'
const NOW = '2026-03-02T09:00:00+08:00'

let test: TestDatabase
let door: Door
let folder = ''
let citizen = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'))
  process.env['CHUNFENG_DATA'] = folder
  test = await testDatabase(['platform/migrations', 'kernel/migrations', 'base/audit/migrations', 'base/people/migrations', 'base/materials/migrations'])
  await seedOrganisations(test.db)
  await seedDemoAccounts(test.db, new Date(NOW))
})
after(async () => {
  await test.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  door = new Door(test.db, [...peopleRoutes, ...materialRoutes], NOW)
  citizen = await door.signIn('citizen')
  await materials().deleteFrom('materials.file').execute()
  await rm(join(folder, 'files'), { recursive: true, force: true })
})

const materials = () => test.db.withTables<MaterialTables>()

interface Given { name?: string; type?: string; field?: string; cookie?: string }

async function upload(bytes: Buffer, { name = '材料.pdf', type = '', field = 'file', cookie = citizen }: Given = {}) {
  const form = new FormData()
  form.set(field, new Blob([new Uint8Array(bytes)], { type }), name)
  const request = new Request('http://a/', { method: 'POST', body: form })
  const headers = { 'content-type': String(request.headers.get('content-type')) }
  const answer = await door.ask('POST', '/api/files', { payload: Buffer.from(await request.arrayBuffer()), headers, cookie })
  return { status: answer.statusCode, body: answer.json() }
}

/** Every file below the folder, as paths. */
async function onDisk(): Promise<string[]> {
  const found = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true }).catch(() => [])
  return found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
}

describe('上传材料', () => {
  it('收下后得到编号、摘要、大小和类型，内容按摘要存放', async () => {
    const { status, body } = await upload(PDF)
    assert.equal(status, 201)
    assert.deepEqual(Object.keys(body), ['fileId', 'sm3', 'size', 'mediaType'])
    assert.deepEqual([body.size, body.mediaType], [PDF.length, 'application/pdf'])
    const place = join('files', body.sm3.slice(0, 2), body.sm3.slice(2, 4), body.sm3)
    assert.deepEqual(await onDisk(), [place])
    assert.deepEqual(await readFile(join(folder, place)), PDF)
  })

  it('同一个人再传同样的内容，还是那一个文件', async () => {
    const [first, again] = [await upload(PDF), await upload(PDF, { name: '另一个名字.pdf' })]
    assert.equal(again.status, 201)
    assert.equal(again.body.fileId, first.body.fileId)
    assert.equal((await materials().selectFrom('materials.file').select('id').execute()).length, 1)
  })

  it('两个人传同样的内容，各有各的文件，内容只存一份', async () => {
    const first = await upload(PDF)
    const second = await upload(PDF, { cookie: await door.signIn('enterprise') })
    assert.notEqual(first.body.fileId, second.body.fileId)
    assert.equal((await onDisk()).length, 1)
  })

  it('十次同时上传同样的内容，只记一个文件', async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => upload(PDF)))
    assert.deepEqual(answers.map(({ status }) => status), Array(10).fill(201))
    assert.equal(new Set(answers.map(({ body }) => body.fileId)).size, 1)
    assert.equal((await onDisk()).length, 1)
  })

  it('没有登录不能上传，什么也不留下', async () => {
    assert.equal((await upload(PDF, { cookie: '' })).status, 401)
    assert.deepEqual(await onDisk(), [])
  })

  it('名字或声明的类型与内容不符要说清楚，什么也不留下', async () => {
    const lies: [Buffer, Given, RegExp][] = [
      [PDF, { name: '照片.jpg' }, /以 \.jpg 结尾，内容却是PDF/], [png(5, 5), { name: 'a.pdf' }, /内容却是PNG/], [PDF, { name: 'a.exe' }, /\.exe/],
      [jpeg(5, 5), { name: 'a.jpg', type: 'application/pdf' }, /声明的类型是 application\/pdf/], [zip(DOCX_PARTS), { name: 'a.xlsx' }, /Word/],
      [
        Buffer.from('MZ\x90'), { name: 'a.pdf', type: 'application/pdf' }, /程序/,
      ], [Buffer.from('hello'), { name: 'a.pdf' }, /认不出/], [png(60_000, 60_000), { name: 'a.png' }, /像素/],
    ]
    for (const [bytes, given, reason] of lies) {
      const { status, body } = await upload(bytes, given)
      assert.equal(status, 415, given.name)
      assert.match(body.error.message, reason)
    }
    assert.deepEqual(await onDisk(), [])
  })

  it('名字没有结尾、类型没有说明，按内容收下', async () => {
    for (const given of [
      { name: 'scan' }, { name: 'A.PDF', type: 'application/octet-stream' }, { name: 'a.pdf', type: 'application/x-pdf' },
    ]) {
      assert.equal((await upload(PDF, given)).status, 201)
    }
    assert.equal(
      (await upload(zip(DOCX_PARTS), { name: 'a.docx', type: 'application/zip' })).body.mediaType,
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    )
  })

  it('超过 20 MB 的不收，什么也不留下', async () => {
    const { status, body } = await upload(Buffer.concat([PDF, Buffer.alloc(20 * 1_048_576)]))
    assert.deepEqual([status, body.error.code], [413, 'too-large'])
    assert.match(body.error.message, /20 MB/)
    assert.deepEqual(await onDisk(), [])
    assert.equal((await upload(Buffer.concat([PDF, Buffer.alloc(20 * 1_048_576 - PDF.length, 32)]))).status, 201)
  })

  it('多出来的字段、第二个文件要说出来，不是悄悄丢掉', async () => {
    const part = (name: string, file = ''): string => `--b\r\ncontent-disposition: form-data; name="${name}"`
      + `${file && `; filename="${file}"`}\r\n\r\n${file === '' ? '甲' : PDF.toString('latin1')}\r\n`
    const sent = async (...parts: string[]) => {
      const payload = Buffer.from(`${parts.join('')}--b--\r\n`, 'latin1')
      return door.ask('POST', '/api/files', { payload, headers: { 'content-type': 'multipart/form-data; boundary=b' }, cookie: citizen })
    }
    assert.equal((await sent(part('file', 'a.pdf'))).statusCode, 201)
    for (const parts of [[part('note'), part('file', 'a.pdf')], [part('file', 'a.pdf'), part('more', 'b.pdf')]]) {
      const { statusCode, ...answer } = await sent(...parts)
      assert.deepEqual([statusCode, answer.json().error.fields[0].message], [400, '没有这一项，请去掉'])
    }
  })

  it('没选文件、空文件、字段名不对', async () => {
    assert.equal((await upload(Buffer.alloc(0))).status, 400)
    assert.equal((await upload(PDF, { field: 'other' })).body.error.fields[0].path, 'file')
    const none = await door.ask(
      'POST', '/api/files', { payload: '--b--\r\n', headers: { 'content-type': 'multipart/form-data; boundary=b' }, cookie: citizen },
    )
    assert.match(none.json().error.message, /请选择/)
    assert.deepEqual(await onDisk(), [])
  })

  it('一天之内传得太多，请明天再来', async () => {
    const { body } = await upload(PDF)
    await materials().updateTable('materials.file').set({ size: 1001 * 1_048_576 }).where('id', '=', body.fileId).execute()
    assert.equal((await upload(png(5, 5), { name: 'a.png' })).status, 429)
    door.now = new Date('2026-03-03T10:00:00+08:00')
    assert.equal((await upload(png(5, 5), { name: 'a.png', cookie: await door.signIn('citizen') })).status, 201)
  })

  it('限度可以设置，设错了要说出来', () => {
    assert.equal(bytesMax({}), 20 * 1_048_576)
    assert.equal(bytesMax({ CHUNFENG_UPLOAD_MB: '5' }), 5 * 1_048_576)
    for (const wrong of ['0', 'x', '-3', '1000']) assert.throws(() => bytesMax({ CHUNFENG_UPLOAD_MB: wrong }), /CHUNFENG_UPLOAD_MB/)
  })
})

describe('用过的材料再用', () => {
  it('列出我传过的，新的在前，带名字、大小、日期', async () => {
    await upload(PDF, { name: '租赁合同.pdf' })
    door.now = new Date('2026-03-02T09:10:00+08:00')
    await upload(png(5, 5), { name: '门面照片.png' })
    const { total, files } = (await door.ask('GET', '/api/files', { cookie: citizen })).json()
    assert.equal(total, 2)
    assert.deepEqual(
      files.map(({ name, mediaType }: { name: string; mediaType: string }) => [name, mediaType]),
      [['门面照片.png', 'image/png'], ['租赁合同.pdf', 'application/pdf']],
    )
    assert.equal(files[1].size, PDF.length)
    assert.equal(files[1].createdAt, new Date(NOW).toISOString())
    const second = (await door.ask('GET', '/api/files?page=2&size=1', { cookie: citizen })).json()
    assert.deepEqual([second.total, second.files.length, second.files[0].name], [2, 1, '租赁合同.pdf'])
  })

  it('取回原样的内容和名字，浏览器不会当成别的东西', async () => {
    const { body } = await upload(PDF, { name: '租赁 合同.pdf' })
    const answer = await door.ask('GET', `/api/files/${body.fileId}`, { cookie: citizen })
    assert.deepEqual(answer.rawPayload, PDF)
    assert.deepEqual(
      [answer.headers['content-type'], answer.headers['content-length'], answer.headers['x-content-type-options']],
      ['application/pdf', String(PDF.length), 'nosniff'],
    )
    assert.equal(
      answer.headers['content-disposition'], "inline; filename=\"_____.pdf\"; filename*=UTF-8''%E7%A7%9F%E8%B5%81%20%E5%90%88%E5%90%8C.pdf",
    )
    assert.equal(answer.headers['cache-control'], 'no-store')
    const office = await upload(zip(DOCX_PARTS), { name: 'a.docx' })
    assert.match(
      String((await door.ask('GET', `/api/files/${office.body.fileId}`, { cookie: citizen })).headers['content-disposition']),
      /^attachment/,
    )
  })

  it('别人的文件对我来说不存在', async () => {
    const { body } = await upload(PDF)
    for (const stranger of ['enterprise', 'window', 'leader', 'sysadmin']) {
      const cookie = await door.signIn(stranger)
      assert.equal((await door.ask('GET', `/api/files/${body.fileId}`, { cookie })).statusCode, 404, stranger)
      assert.equal((await door.ask('GET', '/api/files', { cookie })).json().total, 0, stranger)
    }
    assert.equal((await door.ask('GET', `/api/files/${body.fileId}`)).statusCode, 401)
    const unknown = '00000000-0000-4000-8000-000000000000'
    assert.equal((await door.ask('GET', `/api/files/${unknown}`, { cookie: citizen })).statusCode, 404)
    for (const id of ['1', '------------------------------------']) {
      assert.equal((await door.ask('GET', `/api/files/${id}`, { cookie: citizen })).statusCode, 400)
    }
  })

  it('企业的材料，它的经办人都能用', async () => {
    const { body } = await upload(PDF, { cookie: await door.signIn('enterprise') })
    const colleague = { id: 'colleague', name: '另一位经办人', roles: ['enterprise'], organisation: null, party: 'demo-party' } as const
    assert.deepEqual(await ownFiles(door.call(colleague), [body.fileId, 'nonsense']), [body.fileId])
    assert.deepEqual(await ownFiles(door.call({ ...colleague, party: null }), [body.fileId]), [])
    assert.deepEqual(await ownFiles(door.call(colleague), []), [])
    const facts = (await filesById(test.db, [body.fileId, 'nonsense'])).get(body.fileId)
    assert.deepEqual([facts?.name, facts?.size], ['材料.pdf', PDF.length])
  })

  it('记录在而内容不在，说明取不到，不是系统错误', async () => {
    const { body } = await upload(PDF)
    await rm(join(folder, 'files'), { recursive: true })
    assert.equal((await door.ask('GET', `/api/files/${body.fileId}`, { cookie: citizen })).statusCode, 503)
  })
})
