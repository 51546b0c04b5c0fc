/** 考核与通报: monthly and quarterly assessment of the organisations, and the bulletin that says how they did. */
import { defineModule, type Module } from '#kernel'
import { figureValues } from './figure-values.ts'
import { tellAppellant } from './notices.ts'
import { routesWith } from './routes.ts'
import type { AssessedValues } from './values.ts'
import { appealWorkflow } from './workflow.ts'

export { seedDemoAssessment } from './seed-demo.ts'

const assessmentWith = (values: AssessedValues): Module =>
  defineModule({ name: 'assessment', measure: '九', workflows: [appealWorkflow], routes: routesWith(values), after: [tellAppellant] })

export const assessment = assessmentWith(figureValues)
