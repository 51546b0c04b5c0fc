import settings from './settings.json' with { type: 'json' }

/** Ours, configurable: each with its basis, shown beside the figures. */
export const SETTINGS = settings
