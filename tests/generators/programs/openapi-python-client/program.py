"""Ends a session with the client that openapi-python-client generates, and prints what it read."""

import json
import sys

from generated import AuthenticatedClient, Client
from generated.api.session_manager import (
    session_manager_get_current_session,
    session_manager_login,
    session_manager_logout,
    session_manager_terminate_session,
)
from generated.models import InvalidArgument, LoginRequestType, TerminateSessionRequestType

url = sys.argv[1]
path = {"release": "8.0.3.0", "mo_id": "SessionManager"}
anonymous = Client(base_url=url)


def login():
    body = LoginRequestType(user_name="administrator@vsphere.local", password="VMware1!")
    answer = session_manager_login.sync_detailed(**path, client=anonymous, body=body)
    return answer.parsed.key, answer.headers["vmware-api-session-id"]


(own_key, own_token), (other_key, _) = login(), login()
client = AuthenticatedClient(base_url=url, token=own_token, prefix="", auth_header_name="vmware-api-session-id")


def terminate(key):
    body = TerminateSessionRequestType(session_id=[key])
    answer = session_manager_terminate_session.sync_detailed(**path, client=client, body=body)
    fault = answer.parsed
    if fault is None:
        return str(int(answer.status_code))
    if isinstance(fault, InvalidArgument):
        return f"InvalidArgument of {fault.invalid_property}"
    return type(fault).__name__


result = {"ended": terminate(other_key), "unknown": terminate(other_key), "ofCaller": terminate(own_key)}
try:
    result["nobody"] = session_manager_get_current_session.sync(**path, client=anonymous)
except json.JSONDecodeError:
    result["nobody"] = "an error"
session_manager_logout.sync_detailed(**path, client=client)
print(json.dumps(result))
