import { once } from 'node:events'
import { BEHAVIOURS, UpperSimulator, wrongBehaviours } from '#modules/upper-exchange'
import type { Command } from './command.ts'

const PORT_DEFAULT = 8099

/** A platform above, to try the exchange against: on this machine only, in memory only. */
export const upperSimulatorCommand: Command = {
  name: 'upper-simulator',
  summary: '模拟的上级平台：按规则检查每一列，可以让它不应答、很慢、说谎、说两遍',
  usage: 'upper-simulator --secret 密钥 [--port 8099] [--behave 毛病,毛病]',
  options: { port: { type: 'string' }, secret: { type: 'string' }, behave: { type: 'string' } },
  details: [
    `  --port 端口    只在本机监听，默认 ${PORT_DEFAULT}`, '  --secret 密钥  在“数据上报”登记地址时出现的那一串',
    '  --behave 毛病  一开始怎样表现，几样用逗号隔开：', ...Object.entries(BEHAVIOURS).map(([name, words]) => `      ${name.padEnd(12)}${words}`),
    '  运行中改：curl -d losing,slow http://127.0.0.1:8099/behaviours；什么也不写就是照常。',
    '  看它收到了什么：curl http://127.0.0.1:8099/state。关掉就什么都没有了，对账会把丢的补上。',
    '  服务要允许这个主机：CHUNFENG_UPPER_HOSTS=127.0.0.1:8099',
  ],
  examples: ['upper-simulator --secret 0123abcd…', 'upper-simulator --secret 0123abcd… --port 8099 --behave losing,duplicating'],
  run: async ({ options, out, note }) => {
    const port = Number(options['port'] ?? PORT_DEFAULT)
    const secret = String(options['secret'] ?? '')
    const named = String(options['behave'] ?? '').split(',').map((name) => name.trim()).filter((name) => name !== '')
    const wrong = wrongBehaviours(named)
    if (!Number.isInteger(port) || port < 0 || port > 65_535) { note('--port 应为 0 到 65535 的整数'); return 2 }
    if (!/^[0-9a-f]{64}$/.test(secret)) { note('--secret 应为登记地址时出现的 64 位十六进制密钥'); return 2 }
    if (wrong.length > 0) { note(`没有“${wrong.join('、')}”这种毛病，可用的见 --help`); return 2 }
    const simulator = await UpperSimulator.open(secret, port)
    simulator.behave(named)
    out(`模拟的上级平台在 ${simulator.url}，${named.length === 0 ? '照常' : named.join('、')}；按 Ctrl+C 结束`)
    await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
    await simulator.close()
    return 0
  },
}
