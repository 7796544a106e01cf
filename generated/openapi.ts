// Derived from spec/ by `npm run generate`. Not edited by hand.

export interface paths {
    "/sdk/vim25/{release}/SessionManager/{moId}/TerminateSession": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the listed sessions, one after the other
         * @description Works through the list in its order and stops at the first id that it cannot end. The sessions before that id stay ended,
         *     those after it stay as they were. Requires the privilege Sessions.TerminateSession.
         */
        post: operations["SessionManager_TerminateSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/Login": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session
         * @description The token of the new session comes in the response header `vmware-api-session-id`; it is not the session's key.
         */
        post: operations["SessionManager_Login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/Logout": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End the calling session
         * @description Requires System.View.
         */
        post: operations["SessionManager_Logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/SessionIsActive": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a user's session is logged on
         * @description Requires Sessions.ValidateSession.
         */
        post: operations["SessionManager_SessionIsActive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/sessionList": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        /**
         * Every session that is logged on
         * @description Requires Sessions.TerminateSession.
         */
        get: operations["SessionManager_getSessionList"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/currentSession": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        /**
         * The calling session
         * @description May be called without a session.
         */
        get: operations["SessionManager_getCurrentSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/AcquireCloneTicket": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A ticket, good once, for a second session of the same user
         * @description Requires System.View.
         */
        post: operations["SessionManager_AcquireCloneTicket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/CloneSession": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a second session by a clone ticket
         * @description Called without a session, with a ticket of AcquireCloneTicket. The token of the new session comes in the response header.
         */
        post: operations["SessionManager_CloneSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/ServiceInstance/{moId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        /**
         * What the server is, and the ids of its managers
         * @description May be called without a session. `sessionManager.value` is the moId of the session operations.
         */
        get: operations["ServiceInstance_getContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/ServiceInstance/{moId}/RetrieveServiceContent": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same content by a method call
         * @description May be called without a session.
         */
        post: operations["ServiceInstance_RetrieveServiceContent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/vcenter/system": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree on a release
         * @description Since 8.0.2.0. Called without a session.
         */
        post: operations["System_hello"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What TerminateSession takes. */
        TerminateSessionRequestType: {
            /** @description Keys of the sessions to end, in the order in which they are to be ended. Keys, not tokens. */
            sessionId: string[];
        };
        /** @description What Login takes. */
        LoginRequestType: {
            /** @description `name@domain` or `DOMAIN\name`. */
            userName: string;
            /**
             * Format: password
             * @description The password of the user.
             */
            password: string;
            /** @description The language of messages, `en` for one. By default, that of the server. */
            locale?: string;
        };
        /** @description What SessionIsActive takes. */
        SessionIsActiveRequestType: {
            /** @description The key of the session. Written with a capital D here, unlike in TerminateSession. */
            sessionID: string;
            /** @description The name of its user, as the session shows it. */
            userName: string;
        };
        /** @description What CloneSession takes. */
        CloneSessionRequestType: {
            /** @description The ticket of AcquireCloneTicket. Good once. */
            cloneTicket: string;
        };
        /** @description What hello takes. */
        HelloRequest: {
            /** @description The releases that the client speaks, best first. */
            api_releases: string[];
        };
        /** @description What hello answers. */
        HelloResponse: {
            /** @description The release agreed on, or the empty string where there is none in common. */
            api_release: string;
        };
        /** @description What every object has. */
        Any: {
            /** @description The name of the type, the discriminator of every object. */
            _typeName: string;
        };
        /** @description The base of data objects. */
        DataObject: components["schemas"]["Any"];
        /** @description Names a managed object. */
        ManagedObjectReference: components["schemas"]["Any"] & {
            /** @description The type of the object, `SessionManager` for one. */
            type: string;
            /** @description Its moId, the id that stands in paths. */
            value: string;
        };
        /** @description A session as `sessionList`, `currentSession`, Login and CloneSession show it. */
        UserSession: components["schemas"]["DataObject"] & {
            /** @description The id of the session, the one that TerminateSession takes. Not the token. */
            key: string;
            /** @description The name of the user, as the server writes it: `VSPHERE.LOCAL\Administrator`. */
            userName: string;
            /** @description The full name of the user. */
            fullName: string;
            /**
             * Format: date-time
             * @description When the session began, by the server's clock (RFC 3339).
             */
            loginTime: string;
            /**
             * Format: date-time
             * @description When it made its last call, by the server's clock (RFC 3339).
             */
            lastActiveTime: string;
            /** @description The language of the session. */
            locale: string;
            /** @description The language of its messages, where there is no text in that of the session. */
            messageLocale: string;
            /** @description Whether it belongs to an extension of the vCenter. */
            extensionSession: boolean;
            /** @description The address of the client. */
            ipAddress: string;
            /** @description The User-Agent header of the login. */
            userAgent: string;
            /**
             * Format: int64
             * @description How many calls it has made.
             */
            callCount: number;
        };
        /** @description The managers that this fragment needs, of about forty. */
        ServiceContent: components["schemas"]["DataObject"] & {
            /** @description The folder of all inventory. */
            rootFolder: components["schemas"]["ManagedObjectReference"];
            /** @description Reads properties of many objects. */
            propertyCollector: components["schemas"]["ManagedObjectReference"];
            /** @description What the server is. */
            about: components["schemas"]["AboutInfo"];
            /** @description The object of the session operations: `value` is the moId in their paths. */
            sessionManager?: components["schemas"]["ManagedObjectReference"];
        };
        /** @description What a server is. */
        AboutInfo: components["schemas"]["DataObject"] & {
            /** @description The short name of the product. */
            name: string;
            /** @description The name with version and build. */
            fullName: string;
            /** @description Who makes it. */
            vendor: string;
            /** @description The version, `8.0.3` for one. */
            version: string;
            /** @description The number of the build. */
            build: string;
            /** @description The operating system and processor. */
            osType: string;
            /** @description The product line: `vpx` is vCenter. */
            productLineId: string;
            /** @description `VirtualCenter`, or `HostAgent` on ESXi. */
            apiType: string;
            /** @description The version of the API, with four parts. */
            apiVersion: string;
        };
        /** @description A message in the language of the session, and what it was made from. */
        LocalizableMessage: components["schemas"]["DataObject"] & {
            /** @description The id of the message in its catalog. */
            key: string;
            /** @description What the text was made from. */
            arg?: components["schemas"]["KeyAnyValue"][];
            /** @description The text, in the language of the session. */
            message?: string;
        };
        /** @description A name and a value of any type. */
        KeyAnyValue: components["schemas"]["DataObject"] & {
            /** @description The name. */
            key: string;
            /** @description The value; a string or a number is boxed, as `{"_typeName": "string", "_value": "x"}`. */
            value: components["schemas"]["Any"];
        };
        /** @description The privileges that are missing on one object. */
        NoPermissionEntityPrivileges: components["schemas"]["DataObject"] & {
            /** @description The object. */
            entity: components["schemas"]["ManagedObjectReference"];
            /** @description The privileges that are missing. */
            privilegeIds?: string[];
        };
        /** @description A way to log on that the server offers. */
        AuthenticationRequiredChallenge: components["schemas"]["DataObject"] & {
            /** @description Basic or Bearer. */
            scheme: string;
            /** @description The realm of the scheme. */
            realm?: string;
            /** @description The code of an error of OAuth 2.0 (RFC 6750). */
            error?: string;
            /** @description The text of that error. */
            errorDescription?: string;
            /** @description As the published file names it, without an explanation. */
            ovl?: string;
            /** @description Where the OpenID configuration is. */
            oidcConfigUrl?: string;
        };
        /** @description What every fault has. */
        MethodFault: components["schemas"]["Any"] & {
            /** @description The fault that caused this one. */
            faultCause?: components["schemas"]["MethodFault"];
            /** @description Messages, the most specific first. */
            faultMessage?: components["schemas"]["LocalizableMessage"][];
            /** @description Localized text. In no published schema, but in every recorded answer. */
            faultstring?: string;
        };
        /** @description The base of the faults that a method declares. */
        VimFault: components["schemas"]["MethodFault"];
        /** @description The base of the faults that any method may raise. */
        RuntimeFault: components["schemas"]["MethodFault"];
        /** @description The properties that NoPermission and NotAuthenticated share. In the published file, one extends the other. */
        PermissionFault: components["schemas"]["RuntimeFault"] & {
            /** @description The object on which it is missing. Deprecated, and still sent. */
            object?: components["schemas"]["ManagedObjectReference"];
            /** @description The privilege that is missing. Deprecated, and still sent. */
            privilegeId?: string;
            /** @description What is missing, object by object. */
            missingPrivileges?: components["schemas"]["NoPermissionEntityPrivileges"][];
        };
        /** @description An id names nothing that exists. TerminateSession: no session that is logged on has one of the keys. */
        NotFound: components["schemas"]["VimFault"] & {
            /** @enum {string} */
            _typeName: "NotFound";
        };
        /** @description The user name, the password or the ticket is wrong. */
        InvalidLogin: components["schemas"]["VimFault"] & {
            /** @enum {string} */
            _typeName: "InvalidLogin";
        };
        /** @description The server does not know the language. */
        InvalidLocale: components["schemas"]["VimFault"] & {
            /** @enum {string} */
            _typeName: "InvalidLocale";
        };
        /** @description A parameter is not acceptable. TerminateSession: one of the keys is that of the calling session, which Logout ends. */
        InvalidArgument: components["schemas"]["RuntimeFault"] & {
            /** @enum {string} */
            _typeName: "InvalidArgument";
            /** @description The name of the parameter. */
            invalidProperty?: string;
        };
        /** @description The request cannot be read. */
        InvalidRequest: components["schemas"]["RuntimeFault"] & {
            /** @enum {string} */
            _typeName: "InvalidRequest";
        };
        /** @description The object has no such method. */
        MethodNotFound: components["schemas"]["RuntimeFault"] & {
            /** @enum {string} */
            _typeName: "MethodNotFound";
            /** @description The object that was called. */
            receiver: components["schemas"]["ManagedObjectReference"];
            /** @description The name of the method. */
            method: string;
        };
        /** @description The moId names no object. */
        ManagedObjectNotFound: components["schemas"]["RuntimeFault"] & {
            /** @enum {string} */
            _typeName: "ManagedObjectNotFound";
            /** @description The object that was asked for. */
            obj: components["schemas"]["ManagedObjectReference"];
        };
        /** @description The caller lacks a privilege. */
        NoPermission: components["schemas"]["PermissionFault"] & {
            /** @enum {string} */
            _typeName: "NoPermission";
        };
        /** @description The request has no token, or one of a session that has ended. */
        NotAuthenticated: components["schemas"]["PermissionFault"] & {
            /** @enum {string} */
            _typeName: "NotAuthenticated";
        };
        /** @description The server failed. */
        SystemError: components["schemas"]["RuntimeFault"] & {
            /** @enum {string} */
            _typeName: "SystemError";
            /** @description Why, in the words of the server. */
            reason: string;
        };
        /** @description The request has no valid authentication. Since 9.1. */
        AuthenticationRequired: components["schemas"]["RuntimeFault"] & {
            /** @enum {string} */
            _typeName: "AuthenticationRequired";
            /** @description The ways to log on that the server offers. */
            authenticate: components["schemas"]["AuthenticationRequiredChallenge"][];
        };
        /** @description The runtime faults that any call may raise. They narrow on _typeName. */
        AnyRuntimeFault: components["schemas"]["InvalidArgument"] | components["schemas"]["InvalidRequest"] | components["schemas"]["MethodNotFound"] | components["schemas"]["ManagedObjectNotFound"] | components["schemas"]["NoPermission"] | components["schemas"]["NotAuthenticated"] | components["schemas"]["SystemError"] | components["schemas"]["AuthenticationRequired"];
        /** @description The faults of a TerminateSession that was not carried out, or only in part. They narrow on _typeName. */
        TerminateSessionFault: components["schemas"]["NotFound"] | components["schemas"]["InvalidArgument"] | components["schemas"]["InvalidRequest"] | components["schemas"]["MethodNotFound"] | components["schemas"]["ManagedObjectNotFound"] | components["schemas"]["NoPermission"] | components["schemas"]["NotAuthenticated"] | components["schemas"]["SystemError"] | components["schemas"]["AuthenticationRequired"];
        /** @description The faults of a Login that began no session. They narrow on _typeName. */
        LoginFault: components["schemas"]["InvalidLogin"] | components["schemas"]["InvalidLocale"] | components["schemas"]["InvalidArgument"] | components["schemas"]["InvalidRequest"] | components["schemas"]["MethodNotFound"] | components["schemas"]["ManagedObjectNotFound"] | components["schemas"]["NoPermission"] | components["schemas"]["NotAuthenticated"] | components["schemas"]["SystemError"] | components["schemas"]["AuthenticationRequired"];
        /** @description The faults of a CloneSession that began no session. They narrow on _typeName. */
        CloneSessionFault: components["schemas"]["InvalidLogin"] | components["schemas"]["InvalidArgument"] | components["schemas"]["InvalidRequest"] | components["schemas"]["MethodNotFound"] | components["schemas"]["ManagedObjectNotFound"] | components["schemas"]["NoPermission"] | components["schemas"]["NotAuthenticated"] | components["schemas"]["SystemError"] | components["schemas"]["AuthenticationRequired"];
    };
    responses: {
        /** @description One of the faults that any call may raise. */
        AnyCallFault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AnyRuntimeFault"];
            };
        };
        /** @description The login is refused, or one of the faults that any call may raise. */
        LoginRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["LoginFault"];
            };
        };
        /** @description The ticket is refused, or one of the faults that any call may raise. */
        CloneSessionRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CloneSessionFault"];
            };
        };
    };
    parameters: {
        /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
        release: string;
        /**
         * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
         *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
         */
        moId: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    SessionManager_TerminateSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sessionId": [
                 *         "52e1bd62-0a34-4a7b-9a7e-0a5d1f6d1c55"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["TerminateSessionRequestType"];
            };
        };
        responses: {
            /** @description Every listed session is ended. No body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description A fault. `NotFound`: an id names no session that is logged on. `InvalidArgument`: an id names the calling session,
             *     which Logout ends. Or one of the runtime faults that any call may raise.
             */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TerminateSessionFault"];
                };
            };
        };
    };
    SessionManager_Login: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "userName": "administrator@vsphere.local",
                 *       "password": "example"
                 *     }
                 */
                "application/json": components["schemas"]["LoginRequestType"];
            };
        };
        responses: {
            /** @description The session that has begun. */
            200: {
                headers: {
                    /** @description The token to send under the same name with every later call. */
                    "vmware-api-session-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSession"];
                };
            };
            500: components["responses"]["LoginRefused"];
        };
    };
    SessionManager_Logout: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The calling session is ended. No body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    SessionManager_SessionIsActive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "sessionID": "52e1bd62-0a34-4a7b-9a7e-0a5d1f6d1c55",
                 *       "userName": "administrator@vsphere.local"
                 *     }
                 */
                "application/json": components["schemas"]["SessionIsActiveRequestType"];
            };
        };
        responses: {
            /** @description Whether it is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example true */
                    "application/json": boolean;
                };
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    SessionManager_getSessionList: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The sessions; `null` or no body where there are none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSession"][] | null;
                };
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    SessionManager_getCurrentSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session of the token in the request; `null` or no body where the caller is not logged on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSession"] | null;
                };
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    SessionManager_AcquireCloneTicket: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The ticket. As secret as a token. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example cst-VCT-52ef6b9e-52a0-8d7c-d1ff-1f6e1c9d8a77 */
                    "application/json": string;
                };
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    SessionManager_CloneSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cloneTicket": "cst-VCT-52ef6b9e-52a0-8d7c-d1ff-1f6e1c9d8a77"
                 *     }
                 */
                "application/json": components["schemas"]["CloneSessionRequestType"];
            };
        };
        responses: {
            /** @description The session that has begun; its token is in the header. */
            200: {
                headers: {
                    /** @description The token to send under the same name with every later call. */
                    "vmware-api-session-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserSession"];
                };
            };
            500: components["responses"]["CloneSessionRefused"];
        };
    };
    ServiceInstance_getContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceContent"];
                };
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    ServiceInstance_RetrieveServiceContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * @description The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceContent"];
                };
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    System_hello: {
        parameters: {
            query: {
                /** @description Which action of the resource is meant. */
                action: "hello";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "api_releases": [
                 *         "9.1.1.0",
                 *         "9.0.0.0",
                 *         "8.0.3.0"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["HelloRequest"];
            };
        };
        responses: {
            /** @description The first release of the list that the server supports. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "api_release": "8.0.3.0"
                     *     }
                     */
                    "application/json": components["schemas"]["HelloResponse"];
                };
            };
            /** @description The list is empty, has more than 128 entries, or an entry of more than 64 characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The action is missing, or another one. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
