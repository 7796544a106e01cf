# What a user of Schemathesis would write for this interface: a session for the calls, begun anew once it has ended, and logins that succeed. The account comes from the environment.
import os

import requests
import schemathesis
from schemathesis import GenerationMode

HEADER = "vmware-api-session-id"
LOGIN = os.environ["VIJSON_TARGET"] + "/sdk/vim25/8.0.3.0/SessionManager/SessionManager/Login"
ACCOUNT = {"userName": os.environ["VIJSON_USERNAME"], "password": os.environ["VIJSON_PASSWORD"]}

token = None


@schemathesis.auth(refresh_interval=None)
class Session:
    def get(self, case, context):
        global token
        if token is None:
            token = requests.post(LOGIN, json=ACCOUNT, timeout=10).headers.get(HEADER)
        return token

    def set(self, case, data, context):
        if data is not None and not case.path.endswith("/Login"):
            case.headers[HEADER] = data


@schemathesis.hook
def after_call(context, case, response):
    global token
    if case.path.endswith("/Logout") or "NotAuthenticated" in response.text:
        token = None


@schemathesis.hook.apply_to(path_regex="/Login$")
def before_call(context, case, kwargs):
    if case.method == "POST" and case.meta is not None and case.meta.generation.mode == GenerationMode.POSITIVE:
        case.body = dict(ACCOUNT)
