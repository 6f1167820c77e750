"""Every Python SDK through the same calls. A call takes a base URL and a model and gives (text, tool call, usage, notes)."""
import functools
import json

import anthropic
import boto3
import botocore.config
import botocore.exceptions
import cohere
import httpx
import mistralai.client as mistral
import mistralai.client.errors as mistral_errors
import mistralai.client.utils as mistral_utils
import openai
from google import genai
from google.genai import errors as genai_errors
from google.genai import types as genai_types

ASK = [{"role": "user", "content": "When does water boil?"}]
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
FUNCTION = {"name": "weather", "description": "The weather.", "parameters": SCHEMA}
TOOLS = [{"type": "function", "function": FUNCTION}]
KEY = "sk-test"


class Result:
    def __init__(self, text="", name="", arguments="", usage=None):
        self.text, self.name, self.arguments, self.usage = text, name, arguments, usage

    def tool(self):
        return self.name, json.loads(self.arguments) if isinstance(self.arguments, str) else dict(self.arguments)


class OpenAi:
    name, rate_limit_error = "openai", openai.RateLimitError
    # What its retries heed: x-should-retry, retry-after-ms and retry-after.
    stops, waits = True, True

    @functools.cache
    def client(self, base, retries=0):
        return openai.OpenAI(base_url=base + "/v1", api_key=KEY, max_retries=retries)

    def plain(self, base, model, retries=0, **more):
        answer = self.client(base, retries).chat.completions.create(model=model, messages=ASK, **more)
        call = (answer.choices[0].message.tool_calls or [None])[0]
        usage = (answer.usage.prompt_tokens, answer.usage.completion_tokens)
        return Result(answer.choices[0].message.content, call and call.function.name, call and call.function.arguments, usage)

    def tools(self, base, model):
        return self.plain(base, model, tools=TOOLS)

    def stream(self, base, model, asked=False, **more):
        if asked:
            more["stream_options"] = {"include_usage": True}
        result = Result()
        for chunk in self.client(base).chat.completions.create(model=model, messages=ASK, stream=True, **more):
            if not chunk.choices:
                assert asked, "a chunk without choices reached a client that did not ask for usage"
                result.usage = (chunk.usage.prompt_tokens, chunk.usage.completion_tokens)
                continue
            delta = chunk.choices[0].delta
            result.text += delta.content or ""
            for call in delta.tool_calls or []:
                result.name += call.function.name or ""
                result.arguments += call.function.arguments or ""
        return result

    def stream_tools(self, base, model):
        return self.stream(base, model, tools=TOOLS)

    def stream_usage(self, base, model):
        return self.stream(base, model, asked=True)


class OpenAiResponses(OpenAi):
    name = "openai (responses)"
    stream_usage = None

    def plain(self, base, model, retries=0, **more):
        answer = self.client(base, retries).responses.create(model=model, input="When does water boil?", **more)
        return self.result(answer)

    def result(self, answer):
        call = next((item for item in answer.output if item.type == "function_call"), None)
        usage = (answer.usage.input_tokens, answer.usage.output_tokens)
        return Result(answer.output_text, call and call.name, call and call.arguments, usage)

    def tools(self, base, model):
        return self.plain(base, model, tools=[{"type": "function", "strict": False, **FUNCTION}])

    def stream(self, base, model, **more):
        text = ""
        with self.client(base).responses.stream(model=model, input="When does water boil?", **more) as events:
            for event in events:
                text += event.delta if event.type == "response.output_text.delta" else ""
            result = self.result(events.get_final_response())
        assert text == result.text, f"deltas {text!r}, whole {result.text!r}"
        return result

    def stream_tools(self, base, model):
        return self.stream(base, model, tools=[{"type": "function", "strict": False, **FUNCTION}])


class OpenAiEmbeddings(OpenAi):
    name = "openai (embeddings)"
    stream = stream_tools = stream_usage = tools = None

    def plain(self, base, model, retries=0):
        answer = self.client(base, retries).embeddings.create(model=model, input="water", encoding_format="float")
        assert answer.data[0].embedding == [0.25, 0.5], answer.data
        return Result(None, usage=(answer.usage.prompt_tokens, answer.usage.total_tokens - answer.usage.prompt_tokens))


class Anthropic:
    name, rate_limit_error, stops, waits = "anthropic", anthropic.RateLimitError, True, True
    stream_usage = None
    TOOLS = [{"name": "weather", "description": "The weather.", "input_schema": SCHEMA}]

    @functools.cache
    def client(self, base, retries=0):
        return anthropic.Anthropic(base_url=base, api_key=KEY, max_retries=retries)

    def plain(self, base, model, retries=0, **more):
        return self.result(self.client(base, retries).messages.create(model=model, max_tokens=100, messages=ASK, **more))

    def result(self, answer):
        call = next((block for block in answer.content if block.type == "tool_use"), None)
        text = "".join(block.text for block in answer.content if block.type == "text")
        return Result(text, call and call.name, call and call.input, (answer.usage.input_tokens, answer.usage.output_tokens))

    def tools(self, base, model):
        return self.plain(base, model, tools=self.TOOLS)

    def stream(self, base, model, **more):
        with self.client(base).messages.stream(model=model, max_tokens=100, messages=ASK, **more) as stream:
            text = "".join(stream.text_stream)
            result = self.result(stream.get_final_message())
        assert text == result.text, f"deltas {text!r}, whole {result.text!r}"
        return result

    def stream_tools(self, base, model):
        return self.stream(base, model, tools=self.TOOLS)


class Mistral:
    name, rate_limit_error, stops, waits = "mistralai", mistral_errors.SDKError, False, True
    stream_usage = None

    @functools.cache
    def client(self, base, retries=0):
        backoff = mistral_utils.BackoffStrategy(100, 200, 1.5, 8000)
        config = mistral_utils.RetryConfig("backoff", backoff, False) if retries else None
        return mistral.Mistral(api_key=KEY, server_url=base + "/mistral", retry_config=config)

    def plain(self, base, model, retries=0, **more):
        answer = self.client(base, retries).chat.complete(model=model, messages=ASK, **more)
        call = (answer.choices[0].message.tool_calls or [None])[0]
        usage = (answer.usage.prompt_tokens, answer.usage.completion_tokens)
        return Result(answer.choices[0].message.content, call and call.function.name, call and call.function.arguments, usage)

    def tools(self, base, model):
        return self.plain(base, model, tools=TOOLS)

    def stream(self, base, model, **more):
        result = Result()
        for event in self.client(base).chat.stream(model=model, messages=ASK, **more):
            delta = event.data.choices[0].delta
            result.text += delta.content or ""
            if event.data.usage:
                result.usage = (event.data.usage.prompt_tokens, event.data.usage.completion_tokens)
            for call in delta.tool_calls or []:
                result.name += call.function.name or ""
                result.arguments += call.function.arguments or ""
        return result

    def stream_tools(self, base, model):
        return self.stream(base, model, tools=TOOLS)


class Cohere:
    name, rate_limit_error, stops, waits = "cohere", cohere.TooManyRequestsError, False, True
    stream_usage = None

    @functools.cache
    def client(self, base):
        return cohere.ClientV2(api_key=KEY, base_url=base, httpx_client=httpx.Client(timeout=20))

    def plain(self, base, model, retries=0, **more):
        answer = self.client(base).chat(model=model, messages=ASK, request_options={"max_retries": retries}, **more)
        call = (answer.message.tool_calls or [None])[0]
        text = "".join(block.text for block in answer.message.content or [])
        return Result(text, call and call.function.name, call and call.function.arguments, self.usage(answer.usage))

    def usage(self, usage):
        return int(usage.tokens.input_tokens), int(usage.tokens.output_tokens)

    def tools(self, base, model):
        return self.plain(base, model, tools=TOOLS)

    def stream(self, base, model, **more):
        result = Result()
        for event in self.client(base).chat_stream(model=model, messages=ASK, request_options={"max_retries": 0}, **more):
            if event.type == "content-delta":
                result.text += event.delta.message.content.text
            elif event.type == "tool-call-start":
                result.name = event.delta.message.tool_calls.function.name
            elif event.type == "tool-call-delta":
                result.arguments += event.delta.message.tool_calls.function.arguments
            elif event.type == "message-end":
                result.usage = self.usage(event.delta.usage)
        return result

    def stream_tools(self, base, model):
        return self.stream(base, model, tools=TOOLS)


class GoogleGenai:
    # Its retries keep a backoff of their own and read no header.
    name, rate_limit_error, stops, waits = "google-genai", genai_errors.ClientError, False, False
    stream_usage = None
    TOOLS = genai_types.GenerateContentConfig(
        tools=[genai_types.Tool(function_declarations=[
            genai_types.FunctionDeclaration(name="weather", description="The weather.", parameters_json_schema=SCHEMA)])],
        automatic_function_calling=genai_types.AutomaticFunctionCallingConfig(disable=True))

    @functools.cache
    def client(self, base, retries=0):
        retry = genai_types.HttpRetryOptions(attempts=1 + retries, initial_delay=0.4, max_delay=2, http_status_codes=[429])
        return genai.Client(api_key=KEY, http_options=genai_types.HttpOptions(base_url=base, retry_options=retry))

    def plain(self, base, model, retries=0, config=None):
        return self.result(self.client(base, retries).models.generate_content(model=model, contents="When does water boil?", config=config))

    def result(self, answer):
        call = (answer.function_calls or [None])[0]
        usage = answer.usage_metadata
        return Result("" if call else answer.text, call and call.name, call and call.args,
                      (usage.prompt_token_count, usage.candidates_token_count))

    def tools(self, base, model):
        return self.plain(base, model, config=self.TOOLS)

    def stream(self, base, model, config=None):
        result = Result()
        for chunk in self.client(base).models.generate_content_stream(model=model, contents="When does water boil?", config=config):
            part = self.result(chunk)
            result.usage = part.usage
            result.text += part.text or ""
            if part.name:
                result.name, result.arguments = part.name, part.arguments
        return result

    def stream_tools(self, base, model):
        return self.stream(base, model, self.TOOLS)


class Boto3:
    # Its retries keep a backoff of their own and read no header.
    name, rate_limit_error, stops, waits = "boto3", botocore.exceptions.ClientError, False, False
    stream_usage = None
    MESSAGES = [{"role": "user", "content": [{"text": "When does water boil?"}]}]
    TOOLS = {"tools": [{"toolSpec": {"name": "weather", "description": "The weather.", "inputSchema": {"json": SCHEMA}}}]}

    @functools.cache
    def client(self, base, retries=0):
        config = botocore.config.Config(retries={"total_max_attempts": 1 + retries, "mode": "standard"})
        return boto3.client("bedrock-runtime", endpoint_url=base, region_name="us-east-1", aws_access_key_id="AKIATEST",
                            aws_secret_access_key="test", config=config)

    def plain(self, base, model, retries=0, **more):
        answer = self.client(base, retries).converse(modelId=model, messages=self.MESSAGES, **more)
        content = answer["output"]["message"]["content"]
        call = next((block["toolUse"] for block in content if "toolUse" in block), {})
        text = "".join(block.get("text", "") for block in content)
        return Result(text, call.get("name"), call.get("input"), (answer["usage"]["inputTokens"], answer["usage"]["outputTokens"]))

    def tools(self, base, model):
        return self.plain(base, model, toolConfig=self.TOOLS)

    def stream(self, base, model, **more):
        result = Result()
        for event in self.client(base).converse_stream(modelId=model, messages=self.MESSAGES, **more)["stream"]:
            if "contentBlockStart" in event:
                result.name = event["contentBlockStart"]["start"]["toolUse"]["name"]
            delta = event.get("contentBlockDelta", {}).get("delta", {})
            result.text += delta.get("text", "")
            result.arguments += delta.get("toolUse", {}).get("input", "")
            if "metadata" in event:
                usage = event["metadata"]["usage"]
                result.usage = (usage["inputTokens"], usage["outputTokens"])
        return result

    def stream_tools(self, base, model):
        return self.stream(base, model, toolConfig=self.TOOLS)


CLIENTS = [OpenAi(), OpenAiResponses(), OpenAiEmbeddings(), Anthropic(), Mistral(), Cohere(), GoogleGenai(), Boto3()]


def is_rate_limit(error):
    """Whether an SDK's error says 429, in whatever way that SDK says it."""
    said = [getattr(error, "status_code", None), getattr(error, "code", None)]
    if isinstance(error, botocore.exceptions.ClientError):
        said += [error.response["ResponseMetadata"]["HTTPStatusCode"]]
        assert error.response["Error"]["Code"] == "ThrottlingException", error.response["Error"]
    return 429 in said
