/** What fetch throws where its connection is reset. */
export const lostConnection = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
