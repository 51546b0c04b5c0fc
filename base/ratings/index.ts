export { Rating, RATING_LEVELS, RATING_TAGS, rateStep } from './rating.ts'
export { ratingRoutes } from './routes.ts'
