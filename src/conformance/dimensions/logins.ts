/** How a login may differ from the others of its account. */
export type LoginForm =
  /** The language of the session. */
  | { locale: string }
  /** The User-Agent begins as that of a browser. */
  | { asBrowser: true; locale?: string }
  /** The token of a session that has ended stands in its header. */
  | { ended: { token: string; loginTag: string | undefined } }
  | { userName: UserNameForm }

export const userNameForms = {
  'the user name in the other letter case': (userName) =>
    userName === userName.toUpperCase() ? userName.toLowerCase() : userName.toUpperCase(),
  /** `DOMAIN\\user` for `user@domain`, and the other way round. */
  'the user name in its other form': (userName) => {
    const [domain, user] = userName.split('\\')
    if (user !== undefined) return `${user}@${domain}`
    return userName.replace(/^(.+)@(.+)$/, '$2\\$1')
  },
} as const satisfies Record<string, (userName: string) => string>

export type UserNameForm = keyof typeof userNameForms
