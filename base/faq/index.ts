/** 常见问题: what was asked and answered about an item, and made public. */
export { faqOf, publishFaq, QUESTION_TYPE, questionPath, withdrawFaq, type FaqEntry, type FaqWords } from './faq.ts'
export { personalNumbersIn } from './personal-numbers.ts'
export { faqRoutes } from './routes.ts'
