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
        /** Begin a second session by a clone ticket */
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
        /** The same content by a method call */
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
        TerminateSessionRequestType: {
            /** @description Keys of the sessions to end, in the order in which they are to be ended. Keys, not tokens. */
            sessionId: string[];
        };
        LoginRequestType: {
            userName: string;
            /** Format: password */
            password: string;
            locale?: string;
        };
        SessionIsActiveRequestType: {
            /** @description The key of the session. Written with a capital D here, unlike in TerminateSession. */
            sessionID: string;
            userName: string;
        };
        CloneSessionRequestType: {
            cloneTicket: string;
        };
        HelloRequest: {
            /** @description The releases that the client speaks, best first. */
            api_releases: string[];
        };
        HelloResponse: {
            /** @description The release agreed on, or the empty string where there is none in common. */
            api_release: string;
        };
        Any: {
            /** @description The name of the type, the discriminator of every object. */
            _typeName: string;
        };
        DataObject: components["schemas"]["Any"];
        ManagedObjectReference: components["schemas"]["Any"] & {
            type: string;
            value: string;
        };
        UserSession: components["schemas"]["Any"] & {
            /** @description The id of the session, the one that TerminateSession takes. Not the token. */
            key: string;
            userName: string;
            fullName: string;
            /** Format: date-time */
            loginTime: string;
            /** Format: date-time */
            lastActiveTime: string;
            locale: string;
            messageLocale: string;
            extensionSession: boolean;
            ipAddress: string;
            userAgent: string;
            /** Format: int64 */
            callCount: number;
        };
        /** @description The managers that this fragment needs, of about forty. */
        ServiceContent: components["schemas"]["Any"] & {
            rootFolder: components["schemas"]["ManagedObjectReference"];
            propertyCollector: components["schemas"]["ManagedObjectReference"];
            about: components["schemas"]["AboutInfo"];
            sessionManager?: components["schemas"]["ManagedObjectReference"];
        };
        AboutInfo: components["schemas"]["Any"] & {
            name: string;
            fullName: string;
            vendor: string;
            version: string;
            build: string;
            osType: string;
            productLineId: string;
            apiType: string;
            apiVersion: string;
        };
        LocalizableMessage: components["schemas"]["Any"] & {
            key: string;
            arg?: components["schemas"]["KeyAnyValue"][];
            message?: string;
        };
        KeyAnyValue: components["schemas"]["Any"] & {
            key: string;
            value: components["schemas"]["Any"];
        };
        NoPermissionEntityPrivileges: components["schemas"]["Any"] & {
            entity: components["schemas"]["ManagedObjectReference"];
            privilegeIds?: string[];
        };
        AuthenticationRequiredChallenge: components["schemas"]["Any"] & {
            /** @description Basic or Bearer. */
            scheme: string;
            realm?: string;
            error?: string;
            errorDescription?: string;
            ovl?: string;
            oidcConfigUrl?: string;
        };
        MethodFault: components["schemas"]["Any"] & {
            faultCause?: components["schemas"]["MethodFault"];
            faultMessage?: components["schemas"]["LocalizableMessage"][];
            /** @description Localized text. In no published schema, but in every recorded answer. */
            faultstring?: string;
        };
        VimFault: components["schemas"]["MethodFault"];
        RuntimeFault: components["schemas"]["MethodFault"];
        /** @description The properties that NoPermission and NotAuthenticated share. In the published file, one extends the other. */
        PermissionFault: components["schemas"]["MethodFault"] & {
            object?: components["schemas"]["ManagedObjectReference"];
            privilegeId?: string;
            missingPrivileges?: components["schemas"]["NoPermissionEntityPrivileges"][];
        };
        NotFound: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "NotFound";
        };
        InvalidLogin: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "InvalidLogin";
        };
        InvalidLocale: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "InvalidLocale";
        };
        InvalidArgument: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "InvalidArgument";
            invalidProperty?: string;
        };
        InvalidRequest: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "InvalidRequest";
        };
        MethodNotFound: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "MethodNotFound";
            receiver: components["schemas"]["ManagedObjectReference"];
            method: string;
        };
        ManagedObjectNotFound: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "ManagedObjectNotFound";
            obj: components["schemas"]["ManagedObjectReference"];
        };
        NoPermission: components["schemas"]["PermissionFault"] & {
            /** @constant */
            _typeName?: "NoPermission";
        };
        NotAuthenticated: components["schemas"]["PermissionFault"] & {
            /** @constant */
            _typeName?: "NotAuthenticated";
        };
        SystemError: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "SystemError";
            reason: string;
        };
        /** @description Since 9.1. */
        AuthenticationRequired: components["schemas"]["MethodFault"] & {
            /** @constant */
            _typeName?: "AuthenticationRequired";
            authenticate: components["schemas"]["AuthenticationRequiredChallenge"][];
        };
        /** @description The runtime faults that any call may raise. They narrow on _typeName. */
        AnyRuntimeFault: components["schemas"]["InvalidArgument"] | components["schemas"]["InvalidRequest"] | components["schemas"]["MethodNotFound"] | components["schemas"]["ManagedObjectNotFound"] | components["schemas"]["NoPermission"] | components["schemas"]["NotAuthenticated"] | components["schemas"]["SystemError"] | components["schemas"]["AuthenticationRequired"];
        /** @description The faults of a TerminateSession that was not carried out, or only in part. Narrows on _typeName. */
        TerminateSessionFault: components["schemas"]["NotFound"] | components["schemas"]["AnyRuntimeFault"];
    };
    responses: {
        /** @description One of the faults that any call may raise. */
        RuntimeFault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AnyRuntimeFault"];
            };
        };
        /** @description The login is refused, or one of the faults that any call may raise. */
        LoginFault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["InvalidLogin"] | components["schemas"]["InvalidLocale"] | components["schemas"]["AnyRuntimeFault"];
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
            500: components["responses"]["LoginFault"];
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
            500: components["responses"]["RuntimeFault"];
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
                    "application/json": boolean;
                };
            };
            500: components["responses"]["RuntimeFault"];
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
            500: components["responses"]["RuntimeFault"];
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
            500: components["responses"]["RuntimeFault"];
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
                    "application/json": string;
                };
            };
            500: components["responses"]["RuntimeFault"];
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
            500: components["responses"]["LoginFault"];
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
            500: components["responses"]["RuntimeFault"];
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
            500: components["responses"]["RuntimeFault"];
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
