// Derived from spec/ by `npm run generate`. Not edited by hand.

export interface paths {
    "/sdk/vim25/{release}/SessionManager/{moId}/TerminateSession": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
         * Works through the list in its order and stops at the first id that it cannot end. The sessions before that id stay ended,
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
         * The token of the new session comes in the response header `vmware-api-session-id`; it is not the session's key.
         */
        post: operations["SessionManager_Login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sdk/vim25/{release}/SessionManager/{moId}/LoginByToken": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a session by a token of single sign-on
         * Called without a session. How the token is carried over JSON is not documented: "in a transport specific way". The token of the new
         *     session, another one, comes in the response header `vmware-api-session-id`.
         */
        post: operations["SessionManager_LoginByToken"];
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
         * Requires System.View.
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
         * Requires Sessions.ValidateSession.
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        /**
         * Every session that is logged on
         * Requires Sessions.TerminateSession.
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        /**
         * The calling session
         * May be called without a session.
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
         * Requires System.View.
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
         * Called without a session, with a ticket of AcquireCloneTicket. The token of the new session comes in the response header.
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        /**
         * What the server is, and the ids of its managers
         * May be called without a session. `sessionManager.value` is the moId of the session operations.
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
         * May be called without a session.
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
         * Since 8.0.2.0. Called without a session.
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
        /** What TerminateSession takes. */
        TerminateSessionRequestType: {
            /** Keys of the sessions to end, in the order in which they are to be ended. Keys, not tokens. */
            sessionId: string[];
        };
        /** What Login takes. */
        LoginRequestType: {
            /** `name@domain` or `DOMAIN\name`. */
            userName: string;
            /**
             * Format: password
             * The password of the user.
             */
            password: string;
            /** The language of messages, `en` for one. By default, that of the server. */
            locale?: string;
        };
        /** What LoginByToken takes besides the token. */
        LoginByTokenRequestType: {
            /** The language of messages, `en` for one. By default, that of the server. */
            locale?: string;
        };
        /** What SessionIsActive takes. */
        SessionIsActiveRequestType: {
            /** The key of the session. Written with a capital D here, unlike in TerminateSession. */
            sessionID: string;
            /** The name of its user, as the session shows it. */
            userName: string;
        };
        /** What CloneSession takes. */
        CloneSessionRequestType: {
            /** The ticket of AcquireCloneTicket. Good once. */
            cloneTicket: string;
        };
        /** What hello takes. */
        HelloRequest: {
            /** The releases that the client speaks, best first. */
            api_releases: string[];
        };
        /** What hello answers. */
        HelloResponse: {
            /** The release agreed on, or the empty string where there is none in common. */
            api_release: string;
        };
        /** What every object has. */
        Any: {
            /** The name of the type, the discriminator of every object. */
            _typeName: string;
        };
        /** The base of data objects. */
        DataObject: Any;
        /** Names a managed object. */
        ManagedObjectReference: Any & {
            /** The type of the object, `SessionManager` for one. */
            type: string;
            /** Its moId, the id that stands in paths. */
            value: string;
        };
        /** A session as `sessionList`, `currentSession`, Login, LoginByToken and CloneSession show it. */
        UserSession: DataObject & {
            /** The id of the session, the one that TerminateSession takes. Not the token. */
            key: string;
            /** The name of the user, as the server writes it: `VSPHERE.LOCAL\Administrator`. */
            userName: string;
            /** The full name of the user. */
            fullName: string;
            /**
             * Format: date-time
             * When the session began, by the server's clock (RFC 3339).
             */
            loginTime: string;
            /**
             * Format: date-time
             * When it made its last call, by the server's clock (RFC 3339).
             */
            lastActiveTime: string;
            /** The language of the session. */
            locale: string;
            /** The language of its messages, where there is no text in that of the session. */
            messageLocale: string;
            /** Whether it belongs to an extension of the vCenter. */
            extensionSession: boolean;
            /** The address of the client. */
            ipAddress: string;
            /** The User-Agent header of the login. */
            userAgent: string;
            /**
             * Format: int64
             * How many calls it has made.
             */
            callCount: number;
        };
        /** The managers that this fragment needs, of about forty. */
        ServiceContent: DataObject & {
            /** The folder of all inventory. */
            rootFolder: ManagedObjectReference;
            /** Reads properties of many objects. */
            propertyCollector: ManagedObjectReference;
            /** What the server is. */
            about: AboutInfo;
            /** The object of the session operations: `value` is the moId in their paths. */
            sessionManager?: ManagedObjectReference;
        };
        /** What a server is. */
        AboutInfo: DataObject & {
            /** The short name of the product. */
            name: string;
            /** The name with version and build. */
            fullName: string;
            /** Who makes it. */
            vendor: string;
            /** The version, `8.0.3` for one. */
            version: string;
            /** The number of the build. */
            build: string;
            /** The operating system and processor. */
            osType: string;
            /** The product line: `vpx` is vCenter. */
            productLineId: string;
            /** `VirtualCenter`, or `HostAgent` on ESXi. */
            apiType: string;
            /** The version of the API, with four parts. */
            apiVersion: string;
        };
        /** A message in the language of the session, and what it was made from. */
        LocalizableMessage: DataObject & {
            /** The id of the message in its catalog. */
            key: string;
            /** What the text was made from. */
            arg?: KeyAnyValue[];
            /** The text, in the language of the session. */
            message?: string;
        };
        /** A name and a value of any type. */
        KeyAnyValue: DataObject & {
            /** The name. */
            key: string;
            /** The value; a string or a number is boxed, as `{"_typeName": "string", "_value": "x"}`. */
            value: Any;
        };
        /** The privileges that are missing on one object. */
        NoPermissionEntityPrivileges: DataObject & {
            /** The object. */
            entity: ManagedObjectReference;
            /** The privileges that are missing. */
            privilegeIds?: string[];
        };
        /** A way to log on that the server offers. */
        AuthenticationRequiredChallenge: DataObject & {
            /** Basic or Bearer. */
            scheme: string;
            /** The realm of the scheme. */
            realm?: string;
            /** The code of an error of OAuth 2.0 (RFC 6750). */
            error?: string;
            /** The text of that error. */
            errorDescription?: string;
            /** As the published file names it, without an explanation. */
            ovl?: string;
            /** Where the OpenID configuration is. */
            oidcConfigUrl?: string;
        };
        /** What every fault has. */
        MethodFault: Any & {
            /** The fault that caused this one. */
            faultCause?: MethodFault;
            /** Messages, the most specific first. */
            faultMessage?: LocalizableMessage[];
            /** Localized text. In no published schema, but in every recorded answer. */
            faultstring?: string;
        };
        /** The base of the faults that a method declares. */
        VimFault: MethodFault;
        /** The base of the faults that any method may raise. */
        RuntimeFault: MethodFault;
        /** The properties that NoPermission and NotAuthenticated share. In the published file, one extends the other. */
        PermissionFault: RuntimeFault & {
            /** The object on which it is missing. Deprecated, and still sent. */
            object?: ManagedObjectReference;
            /** The privilege that is missing. Deprecated, and still sent. */
            privilegeId?: string;
            /** What is missing, object by object. */
            missingPrivileges?: NoPermissionEntityPrivileges[];
        };
        /** An id names nothing that exists. TerminateSession: no session that is logged on has one of the keys. */
        NotFound: VimFault & {
            _typeName: "NotFound";
        };
        /** The user name, the password or the ticket is wrong. */
        InvalidLogin: VimFault & {
            _typeName: "InvalidLogin";
        };
        /** The server does not know the language. */
        InvalidLocale: VimFault & {
            _typeName: "InvalidLocale";
        };
        /** A parameter is not acceptable. TerminateSession: one of the keys is that of the calling session, which Logout ends. */
        InvalidArgument: RuntimeFault & {
            _typeName: "InvalidArgument";
            /** The name of the parameter. */
            invalidProperty?: string;
        };
        /** The request cannot be read. */
        InvalidRequest: RuntimeFault & {
            _typeName: "InvalidRequest";
        };
        /** The object has no such method. */
        MethodNotFound: RuntimeFault & {
            _typeName: "MethodNotFound";
            /** The object that was called. */
            receiver: ManagedObjectReference;
            /** The name of the method. */
            method: string;
        };
        /** The moId names no object. */
        ManagedObjectNotFound: RuntimeFault & {
            _typeName: "ManagedObjectNotFound";
            /** The object that was asked for. */
            obj: ManagedObjectReference;
        };
        /** The caller lacks a privilege. */
        NoPermission: PermissionFault & {
            _typeName: "NoPermission";
        };
        /** The request has no token, or one of a session that has ended. */
        NotAuthenticated: PermissionFault & {
            _typeName: "NotAuthenticated";
        };
        /** The server failed. */
        SystemError: RuntimeFault & {
            _typeName: "SystemError";
            /** Why, in the words of the server. */
            reason: string;
        };
        /** The request has no valid authentication. Since 9.1. */
        AuthenticationRequired: RuntimeFault & {
            _typeName: "AuthenticationRequired";
            /** The ways to log on that the server offers. */
            authenticate: AuthenticationRequiredChallenge[];
        };
        /** The runtime faults that any call may raise. They narrow on _typeName. */
        AnyRuntimeFault: InvalidArgument | InvalidRequest | MethodNotFound | ManagedObjectNotFound | NoPermission | NotAuthenticated | SystemError | AuthenticationRequired;
        /** The faults of a TerminateSession that was not carried out, or only in part. They narrow on _typeName. */
        TerminateSessionFault: NotFound | InvalidArgument | InvalidRequest | MethodNotFound | ManagedObjectNotFound | NoPermission | NotAuthenticated | SystemError | AuthenticationRequired;
        /** The faults of a Login or a LoginByToken that began no session. They narrow on _typeName. */
        LoginFault: InvalidLogin | InvalidLocale | InvalidArgument | InvalidRequest | MethodNotFound | ManagedObjectNotFound | NoPermission | NotAuthenticated | SystemError | AuthenticationRequired;
        /** The faults of a CloneSession that began no session. They narrow on _typeName. */
        CloneSessionFault: InvalidLogin | InvalidArgument | InvalidRequest | MethodNotFound | ManagedObjectNotFound | NoPermission | NotAuthenticated | SystemError | AuthenticationRequired;
    };
    responses: {
        /** One of the faults that any call may raise. */
        AnyCallFault: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["AnyRuntimeFault"];
            };
        };
        /** The login is refused, or one of the faults that any call may raise. */
        LoginRefused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["LoginFault"];
            };
        };
        /** The ticket is refused, or one of the faults that any call may raise. */
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
        /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
        release: string;
        /**
         * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
                "application/json": TerminateSessionRequestType;
            };
        };
        responses: {
            /** Every listed session is ended. No body. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * A fault. `NotFound`: an id names no session that is logged on. `InvalidArgument`: an id names the calling session,
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
                "application/json": LoginRequestType;
            };
        };
        responses: {
            /** The session that has begun. */
            200: {
                headers: {
                    /** The token to send under the same name with every later call. */
                    "vmware-api-session-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UserSession;
                };
            };
            500: components["responses"]["LoginRefused"];
        };
    };
    SessionManager_LoginByToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "locale": "en"
                 *     }
                 */
                "application/json": LoginByTokenRequestType;
            };
        };
        responses: {
            /** The session that has begun; its token is in the header. */
            200: {
                headers: {
                    /** The token to send under the same name with every later call. */
                    "vmware-api-session-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UserSession;
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The calling session is ended. No body. */
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
                "application/json": SessionIsActiveRequestType;
            };
        };
        responses: {
            /** Whether it is. */
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The sessions; `null` or no body where there are none. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UserSession[] | null;
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The session of the token in the request; `null` or no body where the caller is not logged on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UserSession | null;
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The ticket. As secret as a token. */
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
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
                "application/json": CloneSessionRequestType;
            };
        };
        responses: {
            /** The session that has begun; its token is in the header. */
            200: {
                headers: {
                    /** The token to send under the same name with every later call. */
                    "vmware-api-session-id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": UserSession;
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ServiceContent;
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
                /** The release of the schema that the client speaks, `8.0.3.0` for one. Older releases than the server's are accepted. */
                release: components["parameters"]["release"];
                /**
                 * The id of the managed object that the method belongs to: `value` of its ManagedObjectReference. A vCenter's SessionManager is
                 *     called `SessionManager`, but a client takes the id from ServiceContent. The ServiceInstance is always `ServiceInstance`.
                 */
                moId: components["parameters"]["moId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** The content. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": ServiceContent;
                };
            };
            500: components["responses"]["AnyCallFault"];
        };
    };
    System_hello: {
        parameters: {
            query: {
                /** Which action of the resource is meant. */
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
                "application/json": HelloRequest;
            };
        };
        responses: {
            /** The first release of the list that the server supports. */
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
                    "application/json": HelloResponse;
                };
            };
            /** The list is empty, has more than 128 entries, or an entry of more than 64 characters. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** The action is missing, or another one. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
type SchemaNamed<Name extends keyof components["schemas"]> = components["schemas"][Name];
/** What TerminateSession takes. */
export interface TerminateSessionRequestType extends SchemaNamed<"TerminateSessionRequestType"> {}
/** What Login takes. */
export interface LoginRequestType extends SchemaNamed<"LoginRequestType"> {}
/** What LoginByToken takes besides the token. */
export interface LoginByTokenRequestType extends SchemaNamed<"LoginByTokenRequestType"> {}
/** What SessionIsActive takes. */
export interface SessionIsActiveRequestType extends SchemaNamed<"SessionIsActiveRequestType"> {}
/** What CloneSession takes. */
export interface CloneSessionRequestType extends SchemaNamed<"CloneSessionRequestType"> {}
/** What hello takes. */
export interface HelloRequest extends SchemaNamed<"HelloRequest"> {}
/** What hello answers. */
export interface HelloResponse extends SchemaNamed<"HelloResponse"> {}
/** What every object has. */
export interface Any extends SchemaNamed<"Any"> {}
/** The base of data objects. */
export interface DataObject extends SchemaNamed<"DataObject"> {}
/** Names a managed object. */
export interface ManagedObjectReference extends SchemaNamed<"ManagedObjectReference"> {}
/** A session as `sessionList`, `currentSession`, Login, LoginByToken and CloneSession show it. */
export interface UserSession extends SchemaNamed<"UserSession"> {}
/** The managers that this fragment needs, of about forty. */
export interface ServiceContent extends SchemaNamed<"ServiceContent"> {}
/** What a server is. */
export interface AboutInfo extends SchemaNamed<"AboutInfo"> {}
/** A message in the language of the session, and what it was made from. */
export interface LocalizableMessage extends SchemaNamed<"LocalizableMessage"> {}
/** A name and a value of any type. */
export interface KeyAnyValue extends SchemaNamed<"KeyAnyValue"> {}
/** The privileges that are missing on one object. */
export interface NoPermissionEntityPrivileges extends SchemaNamed<"NoPermissionEntityPrivileges"> {}
/** A way to log on that the server offers. */
export interface AuthenticationRequiredChallenge extends SchemaNamed<"AuthenticationRequiredChallenge"> {}
/** What every fault has. */
export interface MethodFault extends SchemaNamed<"MethodFault"> {}
/** The base of the faults that a method declares. */
export interface VimFault extends SchemaNamed<"VimFault"> {}
/** The base of the faults that any method may raise. */
export interface RuntimeFault extends SchemaNamed<"RuntimeFault"> {}
/** The properties that NoPermission and NotAuthenticated share. In the published file, one extends the other. */
export interface PermissionFault extends SchemaNamed<"PermissionFault"> {}
/** An id names nothing that exists. TerminateSession: no session that is logged on has one of the keys. */
export interface NotFound extends SchemaNamed<"NotFound"> {}
/** The user name, the password or the ticket is wrong. */
export interface InvalidLogin extends SchemaNamed<"InvalidLogin"> {}
/** The server does not know the language. */
export interface InvalidLocale extends SchemaNamed<"InvalidLocale"> {}
/** A parameter is not acceptable. TerminateSession: one of the keys is that of the calling session, which Logout ends. */
export interface InvalidArgument extends SchemaNamed<"InvalidArgument"> {}
/** The request cannot be read. */
export interface InvalidRequest extends SchemaNamed<"InvalidRequest"> {}
/** The object has no such method. */
export interface MethodNotFound extends SchemaNamed<"MethodNotFound"> {}
/** The moId names no object. */
export interface ManagedObjectNotFound extends SchemaNamed<"ManagedObjectNotFound"> {}
/** The caller lacks a privilege. */
export interface NoPermission extends SchemaNamed<"NoPermission"> {}
/** The request has no token, or one of a session that has ended. */
export interface NotAuthenticated extends SchemaNamed<"NotAuthenticated"> {}
/** The server failed. */
export interface SystemError extends SchemaNamed<"SystemError"> {}
/** The request has no valid authentication. Since 9.1. */
export interface AuthenticationRequired extends SchemaNamed<"AuthenticationRequired"> {}
/** The runtime faults that any call may raise. They narrow on _typeName. */
export type AnyRuntimeFault = SchemaNamed<"AnyRuntimeFault">;
/** The faults of a TerminateSession that was not carried out, or only in part. They narrow on _typeName. */
export type TerminateSessionFault = SchemaNamed<"TerminateSessionFault">;
/** The faults of a Login or a LoginByToken that began no session. They narrow on _typeName. */
export type LoginFault = SchemaNamed<"LoginFault">;
/** The faults of a CloneSession that began no session. They narrow on _typeName. */
export type CloneSessionFault = SchemaNamed<"CloneSessionFault">;
