/** The header that carries the token of a session, in requests and in the answer to Login. */
export const sessionIdHeader = 'vmware-api-session-id'
