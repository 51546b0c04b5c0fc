/** Materials: uploaded files, kept under the digest of their content, and who may have them. */
export { filesById, ownFiles, type FileFacts } from './files.ts'
export { receiveFile, type Received } from './receive.ts'
export { sniff } from './content/sniff.ts'
export { lookInto, type Window } from './content/window.ts'
export { readZip } from './content/zip.ts'
export { materialRoutes } from './routes.ts'
export { openFile, sendFile } from './send.ts'
export { discard, sweepIncoming, takeIn } from './store.ts'
