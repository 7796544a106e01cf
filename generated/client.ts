// Derived from spec/ by `npm run generate`. Not edited by hand.

import createClient, { type ClientOptions, type FetchOptions } from 'openapi-fetch'
import type { paths } from './openapi.ts'

/**
 * Every operation of the document, by its operationId, over openapi-fetch.
 *
 * @param options those of openapi-fetch: `baseUrl` is what stands in front of every path (`https://{vcenter-host}`), `fetch` carries the requests.
 * @returns methods that resolve to `{ data, error, response }`. Decide by `response.status`: an empty error body leaves `error` undefined.
 */
export function createOperations(options: ClientOptions) {
  const client = createClient<paths>(options)
  return {
    /**
     * End the listed sessions, one after the other. `POST /sdk/vim25/{release}/SessionManager/{moId}/TerminateSession`
     *
     * Works through the list in its order and stops at the first id that it cannot end. The sessions before that id stay ended,
     * those after it stay as they were. Requires the privilege Sessions.TerminateSession.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_TerminateSession: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/TerminateSession"]['post']>) =>
      client.POST("/sdk/vim25/{release}/SessionManager/{moId}/TerminateSession", init),
    /**
     * Begin a session. `POST /sdk/vim25/{release}/SessionManager/{moId}/Login`
     *
     * The token of the new session comes in the response header `vmware-api-session-id`; it is not the session's key.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_Login: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/Login"]['post']>) =>
      client.POST("/sdk/vim25/{release}/SessionManager/{moId}/Login", init),
    /**
     * Begin a session by a token of single sign-on. `POST /sdk/vim25/{release}/SessionManager/{moId}/LoginByToken`
     *
     * Called without a session. How the token is carried over JSON is not documented: "in a transport specific way". The token of the new
     * session, another one, comes in the response header `vmware-api-session-id`.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_LoginByToken: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/LoginByToken"]['post']>) =>
      client.POST("/sdk/vim25/{release}/SessionManager/{moId}/LoginByToken", init),
    /**
     * End the calling session. `POST /sdk/vim25/{release}/SessionManager/{moId}/Logout`
     *
     * Requires System.View.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_Logout: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/Logout"]['post']>) =>
      client.POST("/sdk/vim25/{release}/SessionManager/{moId}/Logout", init),
    /**
     * Whether a user's session is logged on. `POST /sdk/vim25/{release}/SessionManager/{moId}/SessionIsActive`
     *
     * Requires Sessions.ValidateSession.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_SessionIsActive: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/SessionIsActive"]['post']>) =>
      client.POST("/sdk/vim25/{release}/SessionManager/{moId}/SessionIsActive", init),
    /**
     * Every session that is logged on. `GET /sdk/vim25/{release}/SessionManager/{moId}/sessionList`
     *
     * Requires Sessions.TerminateSession.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_getSessionList: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/sessionList"]['get']>) =>
      client.GET("/sdk/vim25/{release}/SessionManager/{moId}/sessionList", init),
    /**
     * The calling session. `GET /sdk/vim25/{release}/SessionManager/{moId}/currentSession`
     *
     * May be called without a session.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_getCurrentSession: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/currentSession"]['get']>) =>
      client.GET("/sdk/vim25/{release}/SessionManager/{moId}/currentSession", init),
    /**
     * A ticket, good once, for a second session of the same user. `POST /sdk/vim25/{release}/SessionManager/{moId}/AcquireCloneTicket`
     *
     * Requires System.View.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_AcquireCloneTicket: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/AcquireCloneTicket"]['post']>) =>
      client.POST("/sdk/vim25/{release}/SessionManager/{moId}/AcquireCloneTicket", init),
    /**
     * Begin a second session by a clone ticket. `POST /sdk/vim25/{release}/SessionManager/{moId}/CloneSession`
     *
     * Called without a session, with a ticket of AcquireCloneTicket. The token of the new session comes in the response header.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    SessionManager_CloneSession: (init: FetchOptions<paths["/sdk/vim25/{release}/SessionManager/{moId}/CloneSession"]['post']>) =>
      client.POST("/sdk/vim25/{release}/SessionManager/{moId}/CloneSession", init),
    /**
     * What the server is, and the ids of its managers. `GET /sdk/vim25/{release}/ServiceInstance/{moId}/content`
     *
     * May be called without a session. `sessionManager.value` is the moId of the session operations.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    ServiceInstance_getContent: (init: FetchOptions<paths["/sdk/vim25/{release}/ServiceInstance/{moId}/content"]['get']>) =>
      client.GET("/sdk/vim25/{release}/ServiceInstance/{moId}/content", init),
    /**
     * The same content by a method call. `POST /sdk/vim25/{release}/ServiceInstance/{moId}/RetrieveServiceContent`
     *
     * May be called without a session.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    ServiceInstance_RetrieveServiceContent: (init: FetchOptions<paths["/sdk/vim25/{release}/ServiceInstance/{moId}/RetrieveServiceContent"]['post']>) =>
      client.POST("/sdk/vim25/{release}/ServiceInstance/{moId}/RetrieveServiceContent", init),
    /**
     * Agree on a release. `POST /api/vcenter/system`
     *
     * Since 8.0.2.0. Called without a session.
     *
     * @throws what `fetch` throws. A fault is not thrown: it is `error`.
     */
    System_hello: (init: FetchOptions<paths["/api/vcenter/system"]['post']>) =>
      client.POST("/api/vcenter/system", init),
  }
}

/** The methods of {@link createOperations}. */
export type Operations = ReturnType<typeof createOperations>
