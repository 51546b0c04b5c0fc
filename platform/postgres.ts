export { joinEmbedded, removeAbandoned, startEmbedded, type Embedded, type Wishes } from './postgres/launcher.ts'
export { DatabaseTrouble } from './postgres/trouble.ts'
