// Derived from spec/ by `npm run generate`. Not edited by hand.

/** Every requirement that the suite decides, in the order of the ledger. */
export const requirements = [
  {
    "id": "terminate.success.no-content",
    "level": "must",
    "statement": "A call that ends every listed session answers 204 without a body.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 1,
      "sha256": "fc56dbc6d4652b315b86b71c8d688c1ccdea9c5f1fd07763d2659fde2e2fc49a"
    }
  },
  {
    "id": "terminate.success.all-listed",
    "level": "must",
    "statement": "Every listed session is ended when the answer arrives.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 3,
      "sha256": "eb7dc578fccc80885a0d67953b8957d0da9b803aadcfa83194e8639b06efd845"
    }
  },
  {
    "id": "terminate.success.bystanders-untouched",
    "level": "must",
    "statement": "Sessions that are not listed stay alive: the caller's own, those of its user and those of other users.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 6,
      "sha256": "15189d9b8950dc0e9dad967b4552fc5b1b32933f3a7c2163cac7a99ebd825f3d"
    }
  },
  {
    "id": "terminate.success.long-list",
    "level": "must",
    "statement": "A long list comes out as a short one does: every session before the first failing id is ended, and none after it. The list has no upper bound.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 5,
      "sha256": "f6c254b67a7f252bcdf0a2796a8f814410311f7222d03bf4cae288672a65c159"
    }
  },
  {
    "id": "terminate.success.clones",
    "level": "must",
    "statement": "A session and its clone are two sessions: each can be ended, and survives the end of the other.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 6,
      "sha256": "15189d9b8950dc0e9dad967b4552fc5b1b32933f3a7c2163cac7a99ebd825f3d"
    }
  },
  {
    "id": "terminate.success.every-session",
    "level": "must",
    "statement": "Every session can be ended: of either user, begun by Login or by CloneSession, just begun, unused, in use, or idle for some time.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 3,
      "sha256": "eb7dc578fccc80885a0d67953b8957d0da9b803aadcfa83194e8639b06efd845"
    }
  },
  {
    "id": "terminate.success.only-session",
    "level": "must",
    "statement": "The first session that a user has begun is ended, also where it is the only one left, and that user can log in again; the caller stays logged on when it ends the only other session of its user.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 3,
      "sha256": "eb7dc578fccc80885a0d67953b8957d0da9b803aadcfa83194e8639b06efd845"
    }
  },
  {
    "id": "terminate.success.every-caller",
    "level": "must",
    "statement": "The outcome of a call does not depend on the caller: a session after many calls, after faults, or with another call at once; a clone; a session on a shared connection, or of another locale.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 3,
      "sha256": "eb7dc578fccc80885a0d67953b8957d0da9b803aadcfa83194e8639b06efd845"
    }
  },
  {
    "id": "terminate.not-found.fault",
    "level": "must",
    "statement": "An id that names no session is answered with the fault NotFound.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 5,
      "sha256": "fa3fe2613b9c38891959c4497ae25b066f21049a3cef7775d61f715c07c1a9b8"
    }
  },
  {
    "id": "terminate.not-found.ended-session",
    "level": "must",
    "statement": "The id of a session that was terminated, or that logged out, is answered with NotFound.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 5,
      "sha256": "fa3fe2613b9c38891959c4497ae25b066f21049a3cef7775d61f715c07c1a9b8"
    }
  },
  {
    "id": "terminate.current-session.fault",
    "level": "must",
    "statement": "The caller's own id is answered with the fault InvalidArgument.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 6,
      "sha256": "5379d84dd6c18fff5fddbec633a1c88ea14c3523f1bc414392f98393314fd530"
    }
  },
  {
    "id": "terminate.current-session.survives",
    "level": "must",
    "statement": "A caller that lists its own id stays logged on and can make further calls.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 6,
      "sha256": "5379d84dd6c18fff5fddbec633a1c88ea14c3523f1bc414392f98393314fd530"
    }
  },
  {
    "id": "terminate.current-session.logout-instead",
    "level": "should",
    "statement": "Logout ends the current session, which TerminateSession refuses to end.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 7,
      "sha256": "bb54f68baaff7d3c026f75e7acd3fe7a9ffba0e4a6a7ad24adb232a01bccb7f4"
    }
  },
  {
    "id": "terminate.sequence.prefix-terminated",
    "level": "must",
    "statement": "Sessions before the first failing id are ended and stay ended, wherever that id stands and whichever fault it causes.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 4,
      "sha256": "07be6cdfe83a7dcbc3f79487fc82619d6c48e583e8a8c61b19ed0ee4c8821cfb"
    }
  },
  {
    "id": "terminate.sequence.suffix-untouched",
    "level": "must",
    "statement": "Sessions after the first failing id are left alive, in short lists and in long ones.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 7,
      "sha256": "f3f3191603a10dd4c868c6eb7262c962588f0ba8fe79f72041beba229d72ff0b"
    }
  },
  {
    "id": "terminate.sequence.list-order",
    "level": "must",
    "statement": "Sessions are ended in the order of the list, not in the order of their ids, logins or users.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 5,
      "sha256": "3fba0f1302e6fca7748f67afddf857d1dade752908dd2b2993937d90976fd555"
    }
  },
  {
    "id": "terminate.sequence.duplicate-id",
    "level": "must",
    "statement": "An id that is listed twice fails the second time with NotFound, and the sessions after it are left alive.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 6,
      "sha256": "a853a36894306dfa3fb827925921e9a5fe6844ee59d38a569178b017be93d5b5"
    }
  },
  {
    "id": "terminate.sequence.first-failure-decides",
    "level": "must",
    "statement": "The first of several failing ids decides the fault.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 6,
      "sha256": "a853a36894306dfa3fb827925921e9a5fe6844ee59d38a569178b017be93d5b5"
    }
  },
  {
    "id": "terminate.sequence.model",
    "level": "must",
    "statement": "Pairwise and random lists (of live, ended, unknown and own ids, also repeated, of several users) come out as the text of the page predicts.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 6,
      "sha256": "a853a36894306dfa3fb827925921e9a5fe6844ee59d38a569178b017be93d5b5"
    }
  },
  {
    "id": "terminate.sequence.every-failure",
    "level": "must",
    "statement": "The call stops at the first failing id of whatever kind: unknown, terminated by anybody, logged out, repeated, own, or like a key.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 6,
      "sha256": "a853a36894306dfa3fb827925921e9a5fe6844ee59d38a569178b017be93d5b5"
    }
  },
  {
    "id": "terminate.sequence.lengths",
    "level": "must",
    "statement": "A list comes out the same at every length, also in a request of over 64 KB.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 5,
      "sha256": "f6c254b67a7f252bcdf0a2796a8f814410311f7222d03bf4cae288672a65c159"
    }
  },
  {
    "id": "terminate.fault.media-type",
    "level": "must",
    "statement": "A fault is sent as application/json.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 8,
      "sha256": "4da818ce5b7301301e6e3adb24bb510f6ff2ad5fbeac3408959682068d041a48"
    }
  },
  {
    "id": "terminate.fault.schema",
    "level": "must",
    "statement": "A fault is valid against the schema; unknown properties are allowed.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 9,
      "sha256": "c80d2d63679aae190014df4cb18cd19f92f7ac7b991b73a803ae1eccf18748cc"
    }
  },
  {
    "id": "terminate.fault.no-secrets",
    "level": "should",
    "statement": "No answer contains a token or a password.",
    "source": {
      "document": "convention",
      "basis": "A fault text is shown and logged by clients; whoever reads a token there can use the session."
    }
  },
  {
    "id": "terminate.request.body-required",
    "level": "must",
    "statement": "A call without a body is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 1,
      "sha256": "b95613bfe2e7b068f5d7fe12e27bf3c021b01d8f0d16dfbaff5bb7e18457e5c8"
    }
  },
  {
    "id": "terminate.request.session-id-required",
    "level": "must",
    "statement": "A body without sessionId is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 5,
      "sha256": "f6c254b67a7f252bcdf0a2796a8f814410311f7222d03bf4cae288672a65c159"
    }
  },
  {
    "id": "terminate.request.malformed-json",
    "level": "must",
    "statement": "A body that is not JSON is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 1,
      "sha256": "b95613bfe2e7b068f5d7fe12e27bf3c021b01d8f0d16dfbaff5bb7e18457e5c8"
    }
  },
  {
    "id": "terminate.request.session-id-type",
    "level": "should",
    "statement": "A bare string in place of the list is refused, not taken for a list of one.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 5,
      "sha256": "f6c254b67a7f252bcdf0a2796a8f814410311f7222d03bf4cae288672a65c159"
    }
  },
  {
    "id": "terminate.request.element-type",
    "level": "should",
    "statement": "A list with an element that is not a string is refused, or stops there; the element is not skipped.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 4,
      "sha256": "e3f5ad7bf791b47b370c5ace085505482295e5f92b94edb7d401aa97ad939394"
    }
  },
  {
    "id": "terminate.request.body-type",
    "level": "should",
    "statement": "A body that is no object, and a sessionId that is no list of strings, are refused and end nothing.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 1,
      "sha256": "b95613bfe2e7b068f5d7fe12e27bf3c021b01d8f0d16dfbaff5bb7e18457e5c8"
    }
  },
  {
    "id": "terminate.request.member-name",
    "level": "should",
    "statement": "A list under another name than sessionId is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 5,
      "sha256": "f6c254b67a7f252bcdf0a2796a8f814410311f7222d03bf4cae288672a65c159"
    }
  },
  {
    "id": "terminate.request.other-members",
    "level": "should",
    "statement": "Members with other names than sessionId name no sessions, nor does a query.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 5,
      "sha256": "f6c254b67a7f252bcdf0a2796a8f814410311f7222d03bf4cae288672a65c159"
    }
  },
  {
    "id": "terminate.request.double-member",
    "level": "should",
    "statement": "Where sessionId occurs twice, the server uses at most one of the two lists.",
    "source": {
      "document": "convention",
      "basis": "RFC 8259, section 4, leaves open what becomes of two members with one name: some take the last, some refuse. That both are carried out is taken for a defect here."
    }
  },
  {
    "id": "terminate.request.lenient-json",
    "level": "should",
    "statement": "A body that only a lenient parser reads (comments, single quotes, further commas, text after its end) is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 1,
      "sha256": "b95613bfe2e7b068f5d7fe12e27bf3c021b01d8f0d16dfbaff5bb7e18457e5c8"
    }
  },
  {
    "id": "terminate.request.content",
    "level": "should",
    "statement": "Form data, XML and plain text are refused and end nothing.",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 1,
      "sha256": "b95613bfe2e7b068f5d7fe12e27bf3c021b01d8f0d16dfbaff5bb7e18457e5c8"
    }
  },
  {
    "id": "terminate.request.method",
    "level": "should",
    "statement": "Other verbs than POST have no effect: GET, HEAD, PUT, PATCH, DELETE, OPTIONS.",
    "source": {
      "document": "page",
      "section": "request",
      "ordinal": 1,
      "sha256": "693f3cd10e3749408c6191e09e4d893dd632526933a9d00217b791105034c5a7"
    }
  },
  {
    "id": "terminate.request.type-name",
    "level": "should",
    "statement": "The body is accepted without _typeName and with it, named after the method or after its parameter type.",
    "source": {
      "document": "convention",
      "basis": "Top-level _typeName is in no request schema. Published samples send none; govmomi sends the name of the method."
    }
  },
  {
    "id": "terminate.request.spelling",
    "level": "should",
    "statement": "The same request in another spelling is carried out: escapes, white space, a charset, another letter case of the media type, chunks.",
    "source": {
      "document": "convention",
      "basis": "RFC 8259 and RFC 9110: these spellings mean the same request. A server may ask for a Content-Length with 411."
    }
  },
  {
    "id": "terminate.request.unknown-property",
    "level": "observed",
    "statement": "The answer to a body with an unknown property.",
    "source": {
      "document": "convention",
      "basis": "No published schema closes its properties."
    }
  },
  {
    "id": "terminate.request.no-content-type",
    "level": "observed",
    "statement": "The answer to a call without a Content-Type, or with that of plain text.",
    "source": {
      "document": "convention",
      "basis": "govmomi sends none."
    }
  },
  {
    "id": "terminate.empty-list.no-effect",
    "level": "must",
    "statement": "An empty list ends nothing. The status is recorded, not judged.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 3,
      "sha256": "eb7dc578fccc80885a0d67953b8957d0da9b803aadcfa83194e8639b06efd845"
    }
  },
  {
    "id": "terminate.authentication.anonymous",
    "level": "must",
    "statement": "A call without the token of a session is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "authentication",
      "ordinal": 1,
      "sha256": "28cfb5226984cef9b1127a78b37028273e87a4b22be957bc01b546b939453390"
    }
  },
  {
    "id": "terminate.authentication.dead-token",
    "level": "must",
    "statement": "A call with the token of an ended session is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "authentication",
      "ordinal": 1,
      "sha256": "28cfb5226984cef9b1127a78b37028273e87a4b22be957bc01b546b939453390"
    }
  },
  {
    "id": "terminate.authentication.fault",
    "level": "should",
    "statement": "A call with the token of an ended session is answered with NotAuthenticated; by a server that is 9.1 or later, also with 400, 401, 403 or one of the faults that 9.1 adds for it.",
    "source": {
      "document": "convention",
      "basis": "Live report of NotAuthenticated on 8.0.3; the text of 9.1 on AuthenticationRequired allows 401."
    }
  },
  {
    "id": "terminate.authentication.anonymous-fault",
    "level": "should",
    "statement": "A call without a token is answered with NotAuthenticated; by a server that is 9.1 or later, also with 400, 401, 403 or one of the faults that 9.1 adds for it.",
    "source": {
      "document": "convention",
      "basis": "Live report of NotAuthenticated on 8.0.3; the text of 9.1 on AuthenticationRequired allows 401."
    }
  },
  {
    "id": "terminate.authentication.reading",
    "level": "should",
    "statement": "A request with a missing or invalid token, or with that of an ended session, reads nothing; a clone by its ticket does not bring that session back.",
    "source": {
      "document": "convention",
      "basis": "The published specification lets everybody read currentSession, which then shows no session; sessionList needs the privilege Sessions.TerminateSession."
    }
  },
  {
    "id": "terminate.privilege.required",
    "level": "must",
    "statement": "A caller without the privilege Sessions.TerminateSession is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 8,
      "sha256": "57dd22bf82251393f4679c7fb1f62576be474b23e1641b73f05f89826c959e3c"
    }
  },
  {
    "id": "terminate.privilege.fault",
    "level": "should",
    "statement": "A caller without the privilege is answered with NoPermission, which names that privilege where it names any.",
    "source": {
      "document": "convention",
      "basis": "NoPermission is the fault of the published schema for a missing privilege, and names those that are missing; the page of the operation does not name the fault, but the privilege."
    }
  },
  {
    "id": "terminate.identity.other-strings",
    "level": "must",
    "statement": "A string that is not the key of a session ends none: with blanks, quotes, prefixes, escapes, other forms of Unicode; also where it is like the caller's own key.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 5,
      "sha256": "fa3fe2613b9c38891959c4497ae25b066f21049a3cef7775d61f715c07c1a9b8"
    }
  },
  {
    "id": "terminate.identity.letter-case",
    "level": "should",
    "statement": "A key in another letter case ends no session.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 5,
      "sha256": "fa3fe2613b9c38891959c4497ae25b066f21049a3cef7775d61f715c07c1a9b8"
    }
  },
  {
    "id": "terminate.identity.patterns",
    "level": "must",
    "statement": "Parts of keys, patterns, names, numbers and the empty string end no session.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 5,
      "sha256": "fa3fe2613b9c38891959c4497ae25b066f21049a3cef7775d61f715c07c1a9b8"
    }
  },
  {
    "id": "terminate.identity.exact",
    "level": "should",
    "statement": "A string that is similar to a key, but not equal to it, is answered with NotFound.",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 5,
      "sha256": "fa3fe2613b9c38891959c4497ae25b066f21049a3cef7775d61f715c07c1a9b8"
    }
  },
  {
    "id": "terminate.identity.token-is-no-id",
    "level": "should",
    "statement": "A session's token, or a clone ticket of it, in place of its key is answered with NotFound and ends nothing.",
    "source": {
      "document": "convention",
      "basis": "The published schema calls UserSession.key the id of the session; recorded keys and tokens differ in form."
    }
  },
  {
    "id": "terminate.path.unknown-moid",
    "level": "should",
    "statement": "A call to an unknown moId is refused and ends nothing. With which status is recorded, not judged.",
    "source": {
      "document": "page",
      "section": "path-parameters",
      "ordinal": 2,
      "sha256": "763054e625e49fc70c2ffbab26214124900152985c8cd0908238855a03c5ba45"
    }
  },
  {
    "id": "terminate.path.type-and-method",
    "level": "should",
    "statement": "A call to another type or method is refused and ends nothing.",
    "source": {
      "document": "page",
      "section": "request",
      "ordinal": 1,
      "sha256": "693f3cd10e3749408c6191e09e4d893dd632526933a9d00217b791105034c5a7"
    }
  },
  {
    "id": "terminate.path.oldest-release",
    "level": "must",
    "statement": "The operation is the same under older releases that the target accepts: the oldest, and the next older one.",
    "source": {
      "document": "page",
      "section": "path-parameters",
      "ordinal": 4,
      "sha256": "8e936c0bd42f957a5e1d1868af17fc8bc16700ed54d28c0d636e72692857b567"
    }
  },
  {
    "id": "terminate.path.unknown-release",
    "level": "should",
    "statement": "A call with an unknown release in its path ends nothing where it is refused, and what it lists where it is answered with a success; that it is refused is not required.",
    "source": {
      "document": "page",
      "section": "path-parameters",
      "ordinal": 4,
      "sha256": "8e936c0bd42f957a5e1d1868af17fc8bc16700ed54d28c0d636e72692857b567"
    }
  },
  {
    "id": "terminate.concurrent.same-id",
    "level": "should",
    "statement": "Of two calls at once that list one session, exactly one succeeds.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 4,
      "sha256": "07be6cdfe83a7dcbc3f79487fc82619d6c48e583e8a8c61b19ed0ee4c8821cfb"
    }
  },
  {
    "id": "terminate.concurrent.linearizable",
    "level": "should",
    "statement": "Calls that overlap come out as if they had been made one after the other.",
    "source": {
      "document": "convention",
      "basis": "The page calls each id of a list transactional; without an order of the calls, nothing that it says holds for callers that come together."
    }
  },
  {
    "id": "terminate.effect.listed-at-once",
    "level": "should",
    "statement": "sessionList shows the end of a session when the answer to TerminateSession arrives.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 3,
      "sha256": "eb7dc578fccc80885a0d67953b8957d0da9b803aadcfa83194e8639b06efd845"
    }
  },
  {
    "id": "terminate.effect.session-is-active",
    "level": "should",
    "statement": "SessionIsActive is true of a session that is logged on, and not of one that was terminated.",
    "source": {
      "document": "convention",
      "basis": "The published specification: whether a session is active, which a terminated one is not."
    }
  },
  {
    "id": "terminate.effect.logins-untouched",
    "level": "should",
    "statement": "After a call, the user of an ended session can log in again, and a clone ticket that was taken before can be used.",
    "source": {
      "document": "convention",
      "basis": "The page has the listed sessions ended, and nothing else: neither their users nor the tickets of other sessions."
    }
  },
  {
    "id": "terminate.effect.others-unchanged",
    "level": "should",
    "statement": "A session that a call leaves alive keeps its user, its login time and all that sessionList shows of it.",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 7,
      "sha256": "f3f3191603a10dd4c868c6eb7262c962588f0ba8fe79f72041beba229d72ff0b"
    }
  }
] as const

/** The sentences of the operation's page that no check can decide, each with the reason. */
export const exclusions = [
  {
    "id": "page.title",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 1,
      "sha256": "3118e5b27725aa7da442423b6580d43955db25140cf5fc0dc8325f836a981fe4"
    },
    "excluded": "The title."
  },
  {
    "id": "page.title-again",
    "source": {
      "document": "page",
      "section": "description",
      "ordinal": 2,
      "sha256": "3118e5b27725aa7da442423b6580d43955db25140cf5fc0dc8325f836a981fe4"
    },
    "excluded": "The title again."
  },
  {
    "id": "page.path.mo-id",
    "source": {
      "document": "page",
      "section": "path-parameters",
      "ordinal": 1,
      "sha256": "3750a37c26ffdd81c8931322e64b773da6844460d607b4397591267669bbe2cf"
    },
    "excluded": "Names the parameter; a URL without it is another URL."
  },
  {
    "id": "page.path.release",
    "source": {
      "document": "page",
      "section": "path-parameters",
      "ordinal": 3,
      "sha256": "83c17d35cecd8b04690b6918788e394dbf6c6355b4983733507a0c20cb4d46b6"
    },
    "excluded": "Names the parameter; a URL without it is another URL."
  },
  {
    "id": "page.path.edition",
    "source": {
      "document": "page",
      "section": "path-parameters",
      "ordinal": 5,
      "sha256": "77491fc48893d345cf5855f29e073700a6152e2b95747aa9ef9141509a4df91a"
    },
    "excluded": "About the document, not about a server."
  },
  {
    "id": "page.request.optional-properties",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 2,
      "sha256": "1f94f8750b8871b79d10fe12ff3a52093a23137c832b7297ca64b562681ce6da"
    },
    "excluded": "A control of the page; the operation has no optional properties."
  },
  {
    "id": "page.request.sample-of-objects",
    "source": {
      "document": "page",
      "section": "request-body",
      "ordinal": 3,
      "sha256": "61e91652223a1f06896bd49b1cc860b7d095c5add44bd8014ea85c4ac05dbc88"
    },
    "excluded": "A sample with an object in place of an id; the table below it on the page says string (see errata.md)."
  },
  {
    "id": "page.responses.no-content",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 2,
      "sha256": "4e47ec927670bb96ab007a75ff1cf84822eaf4c5e996bc0f5925a5eed0d28b40"
    },
    "excluded": "The name of status 204, decided by terminate.success.no-content."
  },
  {
    "id": "page.responses.no-structure",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 3,
      "sha256": "10dc7be146915194dd2781cb85848d54768c4972baaa148b9fadf55091dfc7f1"
    },
    "excluded": "Says of the body what 204 says, decided by terminate.success.no-content."
  },
  {
    "id": "page.responses.fault-status",
    "source": {
      "document": "page",
      "section": "responses",
      "ordinal": 4,
      "sha256": "0604cd3138feed202ef293e062da2f4720f77a05d25ee036a7a01c9cfcdd1f0a"
    },
    "excluded": "The status of both faults, decided with each of them by terminate.not-found.fault and terminate.current-session.fault."
  }
] as const

/** The stable id of a requirement. */
export type RequirementId = (typeof requirements)[number]['id']

/** What a requirement takes besides from a server that is of a release or a later one. */
export interface OfRelease {
  id: RequirementId
  from: string
  statuses: readonly number[]
  faults: readonly string[]
}

/** What differs by release. */
export const ofReleases: readonly OfRelease[] = [
  {
    "id": "terminate.authentication.fault",
    "from": "9.1.0.0",
    "statuses": [
      400,
      401,
      403
    ],
    "faults": [
      "AuthenticationRequired",
      "InvalidToken",
      "SessionNotFound"
    ]
  },
  {
    "id": "terminate.authentication.anonymous-fault",
    "from": "9.1.0.0",
    "statuses": [
      400,
      401,
      403
    ],
    "faults": [
      "AuthenticationRequired",
      "InvalidToken",
      "SessionNotFound"
    ]
  }
]
