import assert from 'node:assert/strict'
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { loadSigningKey } from './key-file.ts'
import { publicKeyIn } from './public-key.ts'
import { createKeyPair, isKeyPair, signSm2, verifySm2 } from './sm2.ts'

async function dataDirectory(context: TestContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'chunfeng-key-'))
  context.after(() => rm(directory, { recursive: true, force: true }))
  return directory
}

const silent = () => undefined

test('第一次启动生成签名密钥，只有本用户可读，并用中文说明', async (context) => {
  const directory = await dataDirectory(context)
  const lines: string[] = []
  const pair = await loadSigningKey(directory, (line) => lines.push(line))
  assert.equal(isKeyPair(pair), true)
  assert.equal((await stat(join(directory, 'keys/sm2-signing.json'))).mode & 0o777, 0o600)
  assert.equal((await stat(join(directory, 'keys'))).mode & 0o777, 0o700)
  assert.equal(lines.length, 1)
  assert.match(lines[0] ?? '', /已生成文书签名密钥/)
})

test('日志里没有私钥', async (context) => {
  const lines: string[] = []
  const { privateKey } = await loadSigningKey(await dataDirectory(context), (line) => lines.push(line))
  assert.equal(lines.some((line) => line.includes(privateKey)), false)
})

test('以后的启动用同一把密钥，不再出声', async (context) => {
  const directory = await dataDirectory(context)
  const first = await loadSigningKey(directory, silent)
  const lines: string[] = []
  assert.deepEqual(await loadSigningKey(directory, (line) => lines.push(line)), first)
  assert.deepEqual(lines, [])
})

test('公布的公钥能核验签名', async (context) => {
  const directory = await dataDirectory(context)
  const pair = await loadSigningKey(directory, silent)
  const published = publicKeyIn(await readFile(join(directory, 'sm2-public-key.pem'), 'utf8'))
  assert.equal(verifySm2('文书', signSm2('文书', pair), published), true)
})

test('几个进程同时第一次启动，得到同一把密钥，不留草稿', async (context) => {
  const directory = await dataDirectory(context)
  const lines: string[] = []
  const pairs = await Promise.all(Array.from({ length: 8 }, () => loadSigningKey(directory, (line) => lines.push(line))))
  assert.equal(new Set(pairs.map(({ privateKey }) => privateKey)).size, 1)
  assert.equal(lines.length, 1)
  assert.deepEqual(await readdir(join(directory, 'keys')), ['sm2-signing.json'])
})

test('密钥文件损坏时拒绝启动，绝不另造一把', async (context) => {
  const directory = await dataDirectory(context)
  const path = join(directory, 'keys/sm2-signing.json')
  await loadSigningKey(directory, silent)
  const whole = await readFile(path, 'utf8')
  const others = JSON.stringify({ algorithm: 'SM2', ...createKeyPair(), publicKey: createKeyPair().publicKey })
  for (const damaged of ['', '{', whole.slice(0, -200), whole.replace(/"privateKey": "..../, '"privateKey": "0000'), others]) {
    await writeFile(path, damaged)
    await assert.rejects(loadSigningKey(directory, silent), { code: 'unavailable', message: /从备份恢复/ })
    assert.equal(await readFile(path, 'utf8'), damaged)
  }
})

test('别人也能读的私钥文件收紧权限，并提醒', async (context) => {
  const directory = await dataDirectory(context)
  const path = join(directory, 'keys/sm2-signing.json')
  const pair = await loadSigningKey(directory, silent)
  await chmod(path, 0o644)
  const lines: string[] = []
  assert.deepEqual(await loadSigningKey(directory, (line) => lines.push(line)), pair)
  assert.equal((await stat(path)).mode & 0o777, 0o600)
  assert.match(lines[0] ?? '', /已改为仅本用户可读/)
})

test('读不了的密钥文件不当作没有', async (context) => {
  const directory = await dataDirectory(context)
  await writeFile(join(directory, 'keys'), '这里本应是一个文件夹')
  await assert.rejects(loadSigningKey(directory, silent), { code: 'ENOTDIR' })
})
