/** Materials: uploaded files, kept under the digest of their content, and who may have them. */
export { filesById, ownFiles, type FileFacts } from './files.ts'
export { receiveFile, type Received } from './receive.ts'
export { materialRoutes } from './routes.ts'
export { openFile, sendFile } from './send.ts'
export { sweepIncoming } from './store.ts'
