"""A provider that speaks every dialect the SDKs of the test speak, with answers that are always the same.

The model's name is the script: `limited` answers 429 and tells not to retry, `limited-once` answers 429 once a run and tells to
retry in a moment, everything else answers. A request with tools is answered by a call of the first one.
"""
import binascii
import http.server
import json
import re
import struct
import threading
import time

WORDS = ["Water", " boils", " at", " 100", " degrees", "."]
TEXT = "".join(WORDS)
ARGUMENTS = '{"city":"Paris"}'
INPUT, OUTPUT = 11, 7


def event_frame(name, payload):
    """A frame of application/vnd.amazon.eventstream."""
    headers = b""
    for key, value in ((":message-type", "event"), (":event-type", name), (":content-type", "application/json")):
        headers += bytes([len(key)]) + key.encode() + b"\x07" + struct.pack(">H", len(value)) + value.encode()
    body = json.dumps(payload).encode()
    prelude = struct.pack(">II", 16 + len(headers) + len(body), len(headers))
    prelude += struct.pack(">I", binascii.crc32(prelude))
    return prelude + headers + body + struct.pack(">I", binascii.crc32(prelude + headers + body))


def sse(value, event=""):
    return ((f"event: {event}\n" if event else "") + "data: " + (value if isinstance(value, str) else json.dumps(value)) + "\n\n").encode()


class OpenAi:
    """Chat completions; Mistral speaks it too, with usage in its last chunk whether asked or not."""
    USAGE = {"prompt_tokens": INPUT, "completion_tokens": OUTPUT, "total_tokens": INPUT + OUTPUT}
    CALL = {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": ARGUMENTS}}

    def __init__(self, always_usage=False):
        self.always_usage = always_usage

    def head(self, kind, body):
        return {"id": "chatcmpl-1", "object": kind, "created": 1760000000, "model": body["model"]}

    def json(self, body):
        message = {"role": "assistant", "content": TEXT}
        if body.get("tools"):
            message = {"role": "assistant", "content": "", "tool_calls": [self.CALL]}
        choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if body.get("tools") else "stop"}
        return {**self.head("chat.completion", body), "choices": [choice], "usage": self.USAGE}

    def stream(self, body):
        def chunk(delta, finish=None):
            return {**self.head("chat.completion.chunk", body), "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}
        deltas = [{"content": word} for word in WORDS]
        if body.get("tools"):
            # Mistral sends a call whole, OpenAI its arguments piece by piece.
            pieces = [] if self.always_usage else [ARGUMENTS[:6], ARGUMENTS[6:]]
            first = {"name": "weather", "arguments": "" if pieces else ARGUMENTS}
            deltas = [{"tool_calls": [{"index": 0, **self.CALL, "function": first}]}]
            deltas += [{"tool_calls": [{"index": 0, "function": {"arguments": piece}}]} for piece in pieces]
        yield sse(chunk({"role": "assistant", "content": ""}))
        for delta in deltas:
            yield sse(chunk(delta))
        last = chunk({}, "tool_calls" if body.get("tools") else "stop")
        yield sse({**last, "usage": self.USAGE} if self.always_usage else last)
        if (body.get("stream_options") or {}).get("include_usage"):
            yield sse({**self.head("chat.completion.chunk", body), "choices": [], "usage": self.USAGE})
        yield sse("[DONE]")


class Responses:
    USAGE = {"input_tokens": INPUT, "input_tokens_details": {"cached_tokens": 0}, "output_tokens": OUTPUT,
             "output_tokens_details": {"reasoning_tokens": 0}, "total_tokens": INPUT + OUTPUT}

    def json(self, body, status="completed"):
        item = {"id": "msg_1", "type": "message", "role": "assistant", "status": "completed",
                "content": [{"type": "output_text", "text": TEXT, "annotations": []}]}
        if body.get("tools"):
            item = {"id": "fc_1", "type": "function_call", "status": "completed", "call_id": "call_1", "name": "weather",
                    "arguments": ARGUMENTS}
        done = status == "completed"
        return {"id": "resp_1", "object": "response", "created_at": 1760000000, "status": status, "model": body["model"], "error": None,
                "incomplete_details": None, "instructions": None, "metadata": {}, "parallel_tool_calls": True, "temperature": 1.0,
                "tool_choice": "auto", "tools": [], "top_p": 1.0, "output": [item] if done else [], "usage": self.USAGE if done else None}

    def stream(self, body):
        number = iter(range(1000))

        def event(kind, **more):
            return sse({"type": kind, "sequence_number": next(number), **more}, kind)
        whole = self.json(body)
        item = whole["output"][0]
        yield event("response.created", response=self.json(body, "in_progress"))
        if body.get("tools"):
            yield event("response.output_item.added", output_index=0, item={**item, "arguments": "", "status": "in_progress"})
            yield event("response.function_call_arguments.delta", item_id="fc_1", output_index=0, delta=ARGUMENTS)
            yield event("response.function_call_arguments.done", item_id="fc_1", output_index=0, name="weather", arguments=ARGUMENTS)
        else:
            place = {"item_id": "msg_1", "output_index": 0, "content_index": 0}
            yield event("response.output_item.added", output_index=0, item={**item, "content": [], "status": "in_progress"})
            yield event("response.content_part.added", **place, part={"type": "output_text", "text": "", "annotations": []})
            for word in WORDS:
                yield event("response.output_text.delta", **place, delta=word, logprobs=[])
            yield event("response.output_text.done", **place, text=TEXT, logprobs=[])
            yield event("response.content_part.done", **place, part=item["content"][0])
        yield event("response.output_item.done", output_index=0, item=item)
        yield event("response.completed", response=whole)


class Embeddings:
    def json(self, body):
        return {"object": "list", "model": body["model"], "data": [{"object": "embedding", "index": 0, "embedding": [0.25, 0.5]}],
                "usage": {"prompt_tokens": INPUT, "total_tokens": INPUT}}


class Anthropic:
    def message(self, body, content, usage):
        return {"id": "msg_1", "type": "message", "role": "assistant", "model": body["model"], "content": content,
                "stop_reason": None, "stop_sequence": None, "usage": usage}

    def json(self, body):
        content = [{"type": "text", "text": TEXT}]
        if body.get("tools"):
            content = [{"type": "tool_use", "id": "toolu_1", "name": "weather", "input": json.loads(ARGUMENTS)}]
        usage = {"input_tokens": INPUT, "cache_creation_input_tokens": 0, "cache_read_input_tokens": 0, "output_tokens": OUTPUT}
        return {**self.message(body, content, usage), "stop_reason": "tool_use" if body.get("tools") else "end_turn"}

    def stream(self, body):
        def event(kind, **more):
            return sse({"type": kind, **more}, kind)
        yield event("message_start", message=self.message(body, [], {"input_tokens": INPUT, "output_tokens": 1}))
        if body.get("tools"):
            block = {"type": "tool_use", "id": "toolu_1", "name": "weather", "input": {}}
            deltas = [{"type": "input_json_delta", "partial_json": part} for part in (ARGUMENTS[:6], ARGUMENTS[6:])]
        else:
            block = {"type": "text", "text": ""}
            deltas = [{"type": "text_delta", "text": word} for word in WORDS]
        yield event("content_block_start", index=0, content_block=block)
        yield event("ping")
        for delta in deltas:
            yield event("content_block_delta", index=0, delta=delta)
        yield event("content_block_stop", index=0)
        reason = "tool_use" if body.get("tools") else "end_turn"
        yield event("message_delta", delta={"stop_reason": reason, "stop_sequence": None}, usage={"output_tokens": OUTPUT})
        yield event("message_stop")


class Gemini:
    USAGE = {"promptTokenCount": INPUT, "candidatesTokenCount": OUTPUT, "totalTokenCount": INPUT + OUTPUT}

    def part(self, parts, finish=None):
        candidate = {"index": 0, "content": {"role": "model", "parts": parts}}
        return {"candidates": [{**candidate, **({"finishReason": finish} if finish else {})}], "usageMetadata": self.USAGE,
                "modelVersion": "gemini-2.5-flash", "responseId": "r1"}

    def parts(self, body):
        call = {"functionCall": {"name": "weather", "args": json.loads(ARGUMENTS)}}
        return [[call]] if body.get("tools") else [[{"text": word}] for word in WORDS]

    def json(self, body):
        return self.part([part for parts in self.parts(body) for part in parts], "STOP")

    def stream(self, body):
        for parts in self.parts(body):
            yield sse(self.part(parts))
        yield sse(self.part([{"text": ""}], "STOP"))


class Bedrock:
    USAGE = {"inputTokens": INPUT, "outputTokens": OUTPUT, "totalTokens": INPUT + OUTPUT}
    TOOL = {"toolUseId": "t1", "name": "weather"}

    def json(self, body):
        content = [{"toolUse": {**self.TOOL, "input": json.loads(ARGUMENTS)}}] if body.get("toolConfig") else [{"text": TEXT}]
        return {"output": {"message": {"role": "assistant", "content": content}}, "usage": self.USAGE, "metrics": {"latencyMs": 5},
                "stopReason": "tool_use" if body.get("toolConfig") else "end_turn"}

    def stream(self, body):
        tools = body.get("toolConfig")
        yield event_frame("messageStart", {"role": "assistant"})
        if tools:
            yield event_frame("contentBlockStart", {"contentBlockIndex": 0, "start": {"toolUse": self.TOOL}})
        for word in [ARGUMENTS] if tools else WORDS:
            yield event_frame("contentBlockDelta", {
                "contentBlockIndex": 0, "delta": {"toolUse": {"input": word}} if tools else {"text": word}})
        yield event_frame("contentBlockStop", {"contentBlockIndex": 0})
        yield event_frame("messageStop", {"stopReason": "tool_use" if tools else "end_turn"})
        yield event_frame("metadata", {"usage": self.USAGE, "metrics": {"latencyMs": 5}})


class Cohere:
    USAGE = {"billed_units": {"input_tokens": INPUT, "output_tokens": OUTPUT}, "tokens": {"input_tokens": INPUT, "output_tokens": OUTPUT}}
    CALL = {"id": "call_1", "type": "function", "function": {"name": "weather", "arguments": ARGUMENTS}}

    def json(self, body):
        message = {"role": "assistant", "content": [{"type": "text", "text": TEXT}]}
        if body.get("tools"):
            message = {"role": "assistant", "tool_plan": "I look.", "tool_calls": [self.CALL]}
        return {"id": "c1", "finish_reason": "TOOL_CALL" if body.get("tools") else "COMPLETE", "message": message, "usage": self.USAGE}

    def stream(self, body):
        def event(kind, **more):
            return sse({"type": kind, **more}, kind)
        yield event("message-start", id="c1", delta={"message": {"role": "assistant", "content": [], "tool_plan": "", "tool_calls": []}})
        if body.get("tools"):
            first = {**self.CALL, "function": {"name": "weather", "arguments": ""}}
            yield event("tool-call-start", index=0, delta={"message": {"tool_calls": first}})
            yield event("tool-call-delta", index=0, delta={"message": {"tool_calls": {"function": {"arguments": ARGUMENTS}}}})
            yield event("tool-call-end", index=0)
        else:
            yield event("content-start", index=0, delta={"message": {"content": {"type": "text", "text": ""}}})
            for word in WORDS:
                yield event("content-delta", index=0, delta={"message": {"content": {"text": word}}})
            yield event("content-end", index=0)
        reason = "TOOL_CALL" if body.get("tools") else "COMPLETE"
        yield event("message-end", id="c1", delta={"finish_reason": reason, "usage": self.USAGE})


STREAM = "application/vnd.amazon.eventstream"
# (path, dialect, whether the path says stream, body of a refusal)
ROUTES = [
    (r"^/mistral/.*/chat/completions$", OpenAi(True), None,
     {"object": "error", "message": "slow down", "type": "rate_limited", "param": None, "code": "1300"}),
    (r"/chat/completions$", OpenAi(), None,
     {"error": {"message": "slow down", "type": "tokens", "param": None, "code": "rate_limit_exceeded"}}),
    (r"/responses$", Responses(), None,
     {"error": {"message": "slow down", "type": "tokens", "param": None, "code": "rate_limit_exceeded"}}),
    (r"/embeddings$", Embeddings(), None, {"error": {"message": "slow down", "type": "tokens", "param": None, "code": "rate_limit_exceeded"}}),
    (r"/messages$", Anthropic(), None, {"type": "error", "error": {"type": "rate_limit_error", "message": "slow down"}}),
    (r":generateContent$", Gemini(), False, {"error": {"code": 429, "message": "slow down", "status": "RESOURCE_EXHAUSTED", "details": []}}),
    (r":streamGenerateContent$", Gemini(), True,
     {"error": {"code": 429, "message": "slow down", "status": "RESOURCE_EXHAUSTED", "details": []}}),
    (r"/converse$", Bedrock(), False, {"message": "slow down"}),
    (r"/converse-stream$", Bedrock(), True, {"message": "slow down"}),
    (r"/v2/chat$", Cohere(), None, {"id": "c1", "message": "slow down"}),
]


class Provider:
    """Listens on a free port of 127.0.0.1 until stopped; `calls` are the requests it saw. With `refuses` it is what says 429."""

    def __init__(self, refuses=False):
        self.calls = []
        self.refuses = refuses
        self.refused = set()
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.reply(200, {"ok": True})

            def do_POST(self):
                provider.answer(self)

            def reply(self, status, value, headers=None):
                body = json.dumps(value).encode()
                self.send_response(status)
                for name, text in {"content-type": "application/json", "content-length": str(len(body)), **(headers or {})}.items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(body)

            def send(self, parts, kind):
                self.send_response(200)
                self.send_header("content-type", kind)
                self.send_header("transfer-encoding", "chunked")
                self.end_headers()
                for part in parts:
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
                    self.wfile.flush()
                self.wfile.write(b"0\r\n\r\n")

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()

    def answer(self, call):
        body = json.loads(call.rfile.read(int(call.headers.get("content-length", 0))) if "content-length" in call.headers else unchunk(call.rfile))
        path = call.path.partition("?")[0].replace("%3A", ":")
        route = next((row for row in ROUTES if re.search(row[0], path)), None)
        if not route:
            call.reply(404, {"error": {"message": "no such path"}})
            return
        _, dialect, streamed, refusal = route
        model = body.get("model") or re.search(r"/models?/([^/:]+)", path).group(1)
        self.calls.append({"path": path, "model": model, "body": body, "headers": dict(call.headers), "time": time.monotonic()})
        key = (path, call.headers.get("user-agent"))
        if self.refuses and (model == "limited" or (model == "limited-once" and key not in self.refused)):
            self.refused.add(key)
            retry = {"x-should-retry": "false"} if model == "limited" else {
                "retry-after": "1", "retry-after-ms": "900", "x-should-retry": "true"}
            call.reply(429, refusal, {**retry, **({"x-amzn-errortype": "ThrottlingException"} if isinstance(dialect, Bedrock) else {})})
        elif streamed if streamed is not None else body.get("stream"):
            call.send(dialect.stream(body), STREAM if isinstance(dialect, Bedrock) else "text/event-stream")
        else:
            call.reply(200, dialect.json(body))


def unchunk(stream):
    whole = b""
    while True:
        size = int(stream.readline().split(b";")[0], 16)
        whole += stream.read(size)
        stream.readline()
        if size == 0:
            return whole
