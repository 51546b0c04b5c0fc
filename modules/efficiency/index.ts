import { defineModule } from '#kernel'
import { registerSources } from '#base/figures'
import { routes } from './routes.ts'
import { caseSources } from './sources/cases.ts'
import { catalogSources } from './sources/catalog.ts'

registerSources([...catalogSources, ...caseSources])

export const efficiency = defineModule({ name: 'efficiency', measure: '九', routes })
