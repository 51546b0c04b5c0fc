import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** A folder of built files served under a prefix that ends in '/'. */
export interface StaticFolder {
  prefix: string
  folder: string
  /** Paths below the prefix that are no file belong to the single-page app and get its index.html. */
  singlePage?: true
}

const YEAR_SECONDS = 31_536_000

export function addStaticFolders(scope: FastifyInstance, folders: readonly StaticFolder[]): void {
  folders.forEach(({ prefix, folder }, index) => {
    scope.register(fastifyStatic, {
      root: folder,
      prefix,
      decorateReply: index === 0,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (reply, path) => reply.header('cache-control', freshnessOf(path)),
    })
  })
}

/** The single-page app a path belongs to. A path with a file ending is a missing file, not a page. */
export function singlePageFor(path: string, folders: readonly StaticFolder[]): StaticFolder | undefined {
  if (/\.\w+$/.test(path)) return undefined
  return folders.find(({ prefix, singlePage }) => singlePage === true && `${path}/`.startsWith(prefix))
}

/** The bundler puts a digest into the names below assets/, so their content never changes. */
function freshnessOf(path: string): string {
  return /[/\\]assets[/\\]/.test(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache'
}
