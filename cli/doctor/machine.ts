import { existsSync, globSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { inProject } from '#platform/project'
import { fine, healing, quoted, wrong, type Check, type Machine } from './check.ts'
import { removeStaleFiles } from './stale-files.ts'

const NODE_MAJOR_MIN = 24

const node: Check<Machine> = {
  id: 'node',
  look: async () => Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN
    ? fine(`Node.js ${process.versions.node}`)
    : wrong(`Node.js ${process.versions.node} 太旧，要 ${NODE_MAJOR_MIN} 以上`, 'npm ci --include=optional'),
}

/** Says how the doctor found things; never a fault in itself. */
const server: Check<Machine> = {
  id: 'server',
  look: async ({ state, config }) => fine({
    running: '内置数据库正在运行，由一个本系统的进程使用',
    stopped: '内置数据库没有运行，体检时临时启动，结束即停',
    leftover: '内置数据库在运行，但启动它的进程已经不在',
    absent: `${config.dataDirectory} 里还没有内置数据库`,
    external: '使用 DATABASE_URL 指定的数据库',
  }[state]),
}

const disk: Check<Machine> = {
  id: 'disk',
  look: async ({ config, limits }) => {
    const { bavail, bsize } = await statfs(existing(config.dataDirectory))
    const free = Math.floor(bavail * bsize / 1_048_576)
    return free >= limits['disk-free-mb']
      ? fine(`数据目录所在的盘还剩 ${free} MB`)
      : wrong(`数据目录所在的盘只剩 ${free} MB，少于 ${limits['disk-free-mb']} MB`, healing('disk'))
  },
  mend: async ({ config, now }) => void await removeStaleFiles(config.dataDirectory, now),
}

const dataRights: Check<Machine> = {
  id: 'data-rights',
  look: async ({ config }) => {
    const open = ['', 'files', 'keys'].map((name) => join(config.dataDirectory, name))
      .filter((path) => existsSync(path) && (statSync(path).mode & 0o022) !== 0)
    return open.length === 0
      ? fine('数据目录只有本用户可写')
      : wrong(`别的用户可以改写 ${open.join('、')}`, `chmod go-w ${open.map(quoted).join(' ')}`)
  },
}

const staffPages: Check<Machine> = {
  id: 'staff-pages',
  look: async () => existsSync(inProject('web/dist/index.html'))
    ? fine('工作人员页面已生成')
    : wrong('工作人员页面没有生成，/staff/ 打不开', 'node_modules/.bin/node bin/build-web.ts'),
}

const fonts: Check<Machine> = {
  id: 'fonts',
  look: async () => globSync('node_modules/@expo-google-fonts/noto-sans-sc/**/*.ttf', { cwd: inProject('.') }).length > 0
    ? fine('文书用的字体齐全')
    : wrong('文书用的中文字体不见了，文书生成不了', 'npm ci'),
}

/** The directory itself, or the nearest above it that is there. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(join(path, '..'))
}

export const machineChecks: readonly Check<Machine>[] = [node, server, disk, dataRights, staffPages, fonts]
