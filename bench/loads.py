"""What is sent: one request a load, always the same bytes, and who can answer it."""
import json
import pathlib
import random
from dataclasses import dataclass

WORDS = (
    "the of and a to in is you that it he was for on are as with his they at be this have from or one had by word but "
    "not what all were we when your can said there use an each which she do how their if will up other about out many "
    "then them these so some her would make like him into time has look two more write go see number no way could "
    "people my than first water been call who oil its now find long down day did get come made may part gateway token "
    "budget stream request answer provider latency measure counter window service consumer product operation because "
    "international documentation implementation responsibility understanding configuration, however; therefore: "
    "(usually) 2024 17 3.5 isn't they're Vienna Ljubljana naïve café — “quoted” GPU/CPU JSON-encoded"
).split()


def prose(size, seed):
    """Text of about so many bytes that a tokenizer can't take for one line repeated."""
    source = random.Random(seed)
    out, length = [], 0
    while length < size:
        sentence = " ".join(source.choice(WORDS) for _ in range(source.randint(6, 18)))
        sentence = sentence[0].upper() + sentence[1:] + ("." if source.random() < 0.9 else ".\n\n")
        out.append(sentence)
        length += len(sentence.encode()) + 1
    return " ".join(out)


def compact(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def chat(size, **more):
    turns = max(1, size // 4000)
    messages = [{"role": "system", "content": "You are a helpful assistant."}]
    for turn in range(turns):
        messages.append({"role": "user" if turn % 2 == 0 else "assistant", "content": prose(size // turns, turn)})
    return compact({"model": "gpt-4o", **more, "messages": messages, "temperature": 0.2})


def tools():
    functions = [
        {"type": "function", "function": {
            "name": f"look_up_{i}", "description": prose(160, 1000 + i), "strict": True,
            "parameters": {"type": "object", "additionalProperties": False, "required": ["city", "days", "unit"],
                           "properties": {"city": {"type": "string", "description": prose(60, 2000 + i)},
                                          "days": {"type": "integer"},
                                          "unit": {"type": "string", "enum": ["celsius", "fahrenheit"]}}}}}
        for i in range(20)
    ]
    return chat(1000, tools=functions, tool_choice="auto")


@dataclass(frozen=True)
class Load:
    name: str
    title: str
    path: str
    body: bytes
    headers: tuple = ()
    only: tuple = ()  # peers that can read this wire API; all when empty
    service: bool = True  # also with the rate limit service


CHAT = "/v1/chat/completions"
ASK = {"stream": True, "stream_options": {"include_usage": True}}
BEDROCK = "/model/anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream"
OTHERS = ("plain", "noop", "apm", "tollgate")

LOADS = [
    Load("small", "1 KB in, 1 KB out", CHAT, chat(1000)),
    Load("big", "100 KB prompt", CHAT, chat(100_000)),
    Load("sse", "stream of 200 chunks", CHAT, chat(1000, **ASK)),
    Load("hide", "stream whose usage chunk the client did not ask for", CHAT, chat(1000, stream=True),
         only=("plain", "noop", "nat", "tollgate", "tollgate+rls"), service=True),
    Load("tools", "20 tools of 8 KB, a tool call back", CHAT, tools()),
    Load("anthropic", "Anthropic messages, stream of 200 chunks", "/v1/messages",
         compact({"model": "claude-sonnet-4-5", "max_tokens": 1024, "stream": True,
                  "messages": [{"role": "user", "content": prose(1000, 7)}]}),
         headers=("anthropic-version: 2023-06-01", "x-api-key: unused"), only=OTHERS),
    Load("bedrock", "Bedrock converse, event stream of 200 frames", BEDROCK,
         compact({"messages": [{"role": "user", "content": [{"text": prose(1000, 8)}]}],
                  "inferenceConfig": {"maxTokens": 1024}}), only=OTHERS),
    Load("near-small", "1 KB in, its bytes over what is left: counted exactly", CHAT, chat(1000),
         headers=("x-near: small",), only=("plain", "tollgate+rls", "nat+rls")),
    Load("near-big", "100 KB in, its bytes over what is left: counted exactly", CHAT, chat(100_000),
         headers=("x-near: big",), only=("plain", "tollgate+rls", "nat+rls")),
]


def write(folder):
    """Puts every body into a file for the load generator."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    for load in LOADS:
        (folder / load.name).write_bytes(load.body)
    return folder
