import { open } from 'node:fs/promises'

/** A file that is looked at piece by piece; past its end there is nothing. */
export interface Window {
  size: number
  read: (offset: number, length: number) => Promise<Buffer>
}

/** Lets the work look into the file and closes it afterwards. */
export async function lookInto<Result>(path: string, work: (window: Window) => Promise<Result>): Promise<Result> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const read = async (offset: number, length: number): Promise<Buffer> => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset)
      return buffer.subarray(0, bytesRead)
    }
    return await work({ size, read })
  } finally {
    await handle.close()
  }
}
