import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { evaluateGuide } from './evaluate-guide.ts'

let folder: string
before(async () => { folder = await mkdtemp(join(tmpdir(), 'chunfeng-guide-')) })
after(() => rm(folder, { recursive: true }))

const ITEMS = [
  {
    TASK_CODE: 'X1', TASK_NAME: '养犬登记', DEPT_NAME: '公安局', matter_daily: '上狗牌', matter_short: '无',
    accept_standard: '本市居民', material_intro: ['犬只照片'], service_object_name: ['自然人'],
  },
  {
    TASK_CODE: 'X2', TASK_NAME: '旅馆业许可', DEPT_NAME: '公安局', matter_daily: null, matter_short: null,
    accept_standard: null, material_intro: '无', service_object_name: ['企业法人'],
  },
  { TASK_CODE: 'X3', TASK_NAME: '养犬登记', DEPT_NAME: '农业局' },
  { TASK_CODE: 'X4', TASK_NAME: '户外广告审批' },
]
const ask = (question: string, ...accept: string[]) => ({ question, accept })

async function file(name: string, lines: readonly (object | string)[]): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'))
  return path
}

interface Ran { code: number; out: string[]; notes: string[] }

async function run(...args: string[]): Promise<Ran> {
  const out: string[] = []
  const notes: string[] = []
  const code = await evaluateGuide(args, (line) => out.push(line), (line) => notes.push(line))
  return { code, out, notes }
}

interface Given { items?: readonly (object | string)[]; flags?: string[] }

async function measured(questions: readonly (object | string)[], { items = ITEMS, flags = [] }: Given = {}) {
  const files = ['--items', await file('items.jsonl', items), '--questions', await file('questions.jsonl', questions)]
  const ran = await run(...files, '--json', ...flags)
  assert.equal(ran.out.length, 1)
  return { ...ran, figures: JSON.parse(ran.out[0] ?? '') }
}

describe('chunfeng evaluate guide', () => {
  it('少了文件、多了参数、文件不在、选项不认识，都是用法不对', async () => {
    const items = await file('items.jsonl', ITEMS)
    const absent = join(folder, 'none')
    const both = ['--items', items, '--questions']
    const wrong = [[], ['--items', items], [...both, absent], [...both, items, 'more'], ['--fast']]
    for (const args of wrong) {
      const { code, out, notes } = await run(...args)
      assert.deepEqual([code, out], [2, []])
      assert.match(notes.join(), /\p{Script=Han}/u)
    }
  })

  it('帮助是中文，写明每个选项', async () => {
    const { code, out } = await run('--help')
    assert.equal(code, 0)
    assert.match(out.join('\n'), /找事项[^]*--items[^]*--questions[^]*--json[^]*--without-everyday-names/)
  })

  it('报出题数、首位、前三、平均倒数名次和耗时，一个平的 JSON', async () => {
    const { code, figures } = await measured([ask('养狗登记', 'X1'), ask('旅馆', 'X2'), ask('旅馆许可', 'X4')])
    assert.equal(code, 0)
    assert.deepEqual(Object.keys(figures), ['n', 'top1', 'top3', 'mrr', 'p50Ms', 'p99Ms'])
    assert.deepEqual([figures.n, figures.top1, figures.top3, figures.mrr], [3, 0.6667, 0.6667, 0.6667])
    assert.ok(figures.p50Ms >= 0 && figures.p99Ms >= figures.p50Ms)
  })

  it('不要 JSON 时用中文写出来', async () => {
    const ran = await run('--items', await file('items.jsonl', ITEMS), '--questions', await file('questions.jsonl', [ask('旅馆', 'X2')]))
    assert.match(ran.out.join('\n'), /首位命中 top1：100\.0 %[^]*前三命中 top3[^]*mrr：1\.000[^]*毫秒/)
  })

  it('同名的事项算同一个，哪怕括号写法不同', async () => {
    const items = [...ITEMS, { TASK_CODE: 'X5', TASK_NAME: '审核(（聘用人员）)' }, { TASK_CODE: 'X6', TASK_NAME: '审核(聘用人员)' }]
    const { figures } = await measured([ask('养犬登记', 'X3'), ask('聘用人员审核', 'X6'), ask('聘用人员审核', 'X5')], { items })
    assert.equal(figures.top1, 1)
  })

  it('也认得日常用语测试集的写法', async () => {
    const { code, figures } = await measured([{ query: '户外广告', row: 9, TASK_CODE: 'X4', TASK_NAME: '户外广告审批', kind: '简称' }])
    assert.deepEqual([code, figures.n, figures.top1], [0, 1, 1])
  })

  it('可以不用日常用语，可以不用说法对照', async () => {
    const asked = [ask('上狗牌', 'X1')]
    assert.equal((await measured(asked)).figures.top1, 1)
    assert.equal((await measured(asked, { flags: ['--without-everyday-names'] })).figures.top1, 0)
    const hotel = [ask('开民宿', 'X2')]
    assert.equal((await measured(hotel)).figures.top1, 1)
    assert.equal((await measured(hotel, { flags: ['--without-synonyms'] })).figures.top1, 0)
  })
})

describe('坏的行', () => {
  it('指出文件和行号，其余照算，退出码为一', async () => {
    const bad = [
      '{', '[]', '7', 'null', '{"question":"","accept":["X1"]}', '{"question":"登记","accept":[]}',
      '{"question":5,"accept":["X1"]}', '{"accept":["X1"]}',
    ]
    const { code, figures, notes } = await measured([...bad, '', ask('养犬', 'X1')])
    assert.equal(code, 1)
    assert.deepEqual([figures.n, figures.top1, notes.length], [1, 1, bad.length])
    notes.forEach((note, at) => assert.match(note, new RegExp(`questions\\.jsonl 第 ${at + 1} 行：.*\\p{Script=Han}`, 'u')))
  })

  it('事项缺编码、缺名称、写法不对，说出是哪一列', async () => {
    const items = [...ITEMS, { TASK_NAME: '甲' }, { TASK_CODE: 'X8' }, { TASK_CODE: 'X9', TASK_NAME: '乙', matter_daily: 5 }]
    const { code, notes, figures } = await measured([ask('养犬', 'X1')], { items })
    assert.deepEqual([code, figures.n], [1, 1])
    assert.match(notes.join('\n'), /第 5 行：“TASK_CODE”[^]*第 6 行：“TASK_NAME”[^]*第 7 行：“matter_daily/)
  })

  it('事项编码重复的只用第一个，并指出来', async () => {
    const { code, notes } = await measured([ask('养犬', 'X1')], { items: [...ITEMS, { TASK_CODE: 'X1', TASK_NAME: '别的' }] })
    assert.equal(code, 1)
    assert.match(notes.join(), /X1 出现不止一次/)
  })

  it('可接受的事项都不在文件里的问题不计入，并指出来', async () => {
    const { code, figures, notes } = await measured([ask('养犬', 'X0'), ask('旅馆', 'X0', 'X2')])
    assert.deepEqual([code, figures.n], [1, 1])
    assert.match(notes.join(), /“养犬”可接受的事项都不在/)
  })

  it('空的问题文件：零题，各项为零', async () => {
    const { code, figures } = await measured([])
    assert.deepEqual([code, figures.n, figures.top1, figures.mrr, figures.p99Ms], [0, 0, 0, 0, 0])
  })
})
