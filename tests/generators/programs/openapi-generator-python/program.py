"""Ends a session with the client that OpenAPI Generator generates for Python, and prints what it read."""

import json
import sys

from openapi_client import ApiClient, ApiException, Configuration
from openapi_client.api import SessionManagerApi
from openapi_client.models import InvalidArgument, LoginRequestType, TerminateSessionRequestType

path = ("8.0.3.0", "SessionManager")
anonymous = SessionManagerApi(ApiClient(Configuration(host=sys.argv[1])))


def login():
    body = LoginRequestType(user_name="administrator@vsphere.local", password="VMware1!")
    answer = anonymous.session_manager_login_with_http_info(*path, body)
    return answer.data.key, answer.headers["vmware-api-session-id"]


(own_key, own_token), (other_key, _) = login(), login()
sessions = SessionManagerApi(ApiClient(Configuration(host=sys.argv[1], api_key={"Session": own_token})))


def terminate(key):
    try:
        answer = sessions.session_manager_terminate_session_with_http_info(*path, TerminateSessionRequestType(session_id=[key]))
        return str(answer.status_code)
    except ApiException as error:
        fault = error.data.actual_instance
        if isinstance(fault, InvalidArgument):
            return f"InvalidArgument of {fault.invalid_property}"
        return type(fault).__name__


result = {"ended": terminate(other_key), "unknown": terminate(other_key), "ofCaller": terminate(own_key)}
try:
    result["nobody"] = anonymous.session_manager_get_current_session(*path)
except Exception as error:
    result["nobody"] = "an error"
    print(repr(error), file=sys.stderr)
sessions.session_manager_logout(*path)
print(json.dumps(result))
