"""What the official SDKs make of a refusal that no retry helps: a wrong key, a forbidden model, a prompt above the cap."""
import json
import subprocess
import sys

import anthropic
import botocore.exceptions
import cohere
import openai

import clients
import gateway
from process import script, until
from tap import ROOT, Skip, Tap, equal

RETRIES = 3
CONFIG = {
    "rateLimit": {"cluster": "ratelimit"},
    "providers": [{"name": "mistral", "dialect": "mistral", "when": {"paths": ["/mistral/*"]}}],
    "auth": {"required": True, "keys": [{"key": clients.KEY, "consumer": "c", "product": "capped"}]},
    "products": [{"name": "capped", "models": ["gpt-4o"], "maxPromptTokens": 0}],
}
# Status, model, key, what the message says.
CASES = [
    (400, "gpt-4o", clients.KEY, "too long for the product 'capped': Limit 0 tokens, Requested "),
    (401, "gpt-4o", "sk-wrong", "key"),
    (403, "gpt-5", clients.KEY, "does not include the model 'gpt-5'"),
]
ERRORS = {
    400: (openai.BadRequestError, anthropic.BadRequestError, cohere.BadRequestError),
    401: (openai.AuthenticationError, anthropic.AuthenticationError, cohere.UnauthorizedError),
    403: (openai.PermissionDeniedError, anthropic.PermissionDeniedError, cohere.ForbiddenError),
}
WORDS = {  # what the error says besides, by a part of the SDK's name
    400: {"openai": "context_length_exceeded", "anthropic": "invalid_request_error", "genai": "INVALID_ARGUMENT", "boto3": "ValidationException"},
    401: {"openai": "invalid_api_key", "anthropic": "authentication_error", "genai": "UNAUTHENTICATED", "boto3": "UnrecognizedClientException"},
    403: {"openai": "permission_denied", "anthropic": "permission_error", "genai": "PERMISSION_DENIED", "boto3": "AccessDeniedException"},
}


def call(client, base, model, key):
    """The error of one call with this key; clients keep theirs, so each call has a new one."""
    clients.KEY = key
    type(client).client.cache_clear()
    if client.name == "boto3":  # signs its calls, and sends a key of ours beside that
        events = client.client(base, RETRIES).meta.events
        events.register("before-sign", lambda request, **_: request.headers.add_header("x-api-key", key))
    try:
        client.plain(base, model, RETRIES)
    except Exception as error:
        return error
    raise AssertionError("no error")


def told(client, stack, status, model, key, message):
    before = len(stack.log())
    error = call(client, stack.base, model, key)
    module = type(error).__module__.partition(".")[0]
    if module in ("openai", "anthropic", "cohere"):
        assert isinstance(error, ERRORS[status]), repr(error)
    elif module == "botocore":
        assert isinstance(error, botocore.exceptions.ClientError), repr(error)
        equal(status, error.response["ResponseMetadata"]["HTTPStatusCode"], "status")
    else:
        assert status in (getattr(error, "status_code", None), getattr(error, "code", None)), repr(error)
    assert message in str(error), str(error)
    said = f"{error} {getattr(error, 'code', '')}"
    for name, word in WORDS[status].items():
        assert name not in client.name or word in said, f"{word} not in {said}"
    lines = until("the access log", lambda: stack.log()[before:], 10)
    equal([status], [line.status for line in lines], "answers")


def told_npm(sdk, stack, status, model, key, message):
    names = {400: "BadRequestError", 401: "AuthenticationError", 403: "PermissionDeniedError"}
    wanted = json.dumps({"status": status, "model": model, "key": key, "message": message, "name": names[status]})
    source = (ROOT / "outside/js/clients.mjs").read_text()
    run = subprocess.run(["node", "--input-type=module", "-", sdk, "told", stack.base, wanted], input=source,
                         capture_output=True, text=True, cwd=script("sdks.sh") + "/js", timeout=60)
    assert run.returncode == 0, (run.stdout + run.stderr)[-1500:]


def main():
    tap = Tap()
    try:
        stack = gateway.Stack(True, CONFIG)
    except Skip as why:
        tap.say("skip", "SDKs", why)
        tap.end()
    for case in CASES:
        for client in clients.CLIENTS:
            tap.check(f"python {client.name}: {case[0]}", told, client, stack, *case)
        for sdk in ("openai", "ai"):
            tap.check(f"npm {sdk}: {case[0]}", told_npm, sdk, stack, *case)
    stack.stop()
    tap.end()


if __name__ == "__main__":
    sys.exit(main())
