// One call of one npm SDK: node clients.mjs SDK CALL BASE WANTED. Ends with an error when the answer is not the wanted one.
import assert from "node:assert/strict";
import OpenAI from "openai";
import { APICallError, generateText, streamText, tool } from "ai";
import { createOpenAI } from "@ai-sdk/openai";
import { z } from "zod";

const [sdk, call, base, json] = process.argv.slice(-4);
const wanted = JSON.parse(json);
const messages = [{ role: "user", content: "When does water boil?" }];
const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
const retries = 6;
const apiKey = wanted.key ?? "sk-test";
let refusals = 0;
let backAfter = 0;

async function counting(...request) {
  assert.ok(Date.now() >= backAfter - 20, "came back before retry-after was over");
  const response = await fetch(...request);
  if (response.status === 429) {
    refusals++;
    backAfter = Date.now() + Number(response.headers.get("retry-after-ms") ?? 0);
  }
  return response;
}

const openai = {
  client: (maxRetries) => new OpenAI({ baseURL: base + "/v1", apiKey, maxRetries, fetch: counting }),
  tools: [{ type: "function", function: { name: "weather", description: "The weather.", parameters } }],
  async plain(model = "gpt-4o", maxRetries = 0, more = {}) {
    const answer = await this.client(maxRetries).chat.completions.create({ model, messages, ...more });
    const made = answer.choices[0].message.tool_calls?.[0];
    return { text: answer.choices[0].message.content, arguments: made && JSON.parse(made.function.arguments),
      usage: [answer.usage.prompt_tokens, answer.usage.completion_tokens] };
  },
  async stream(more = {}) {
    const result = { text: "", arguments: "", usage: undefined };
    for await (const chunk of await this.client(0).chat.completions.create({ model: "gpt-4o", messages, stream: true, ...more })) {
      if (!chunk.choices.length) {
        assert.ok(more.stream_options, "a chunk without choices reached a client that did not ask for usage");
        result.usage = [chunk.usage.prompt_tokens, chunk.usage.completion_tokens];
      }
      result.text += chunk.choices[0]?.delta.content ?? "";
      result.arguments += chunk.choices[0]?.delta.tool_calls?.[0].function.arguments ?? "";
    }
    return { ...result, arguments: result.arguments && JSON.parse(result.arguments) };
  },
  isRateLimit: (error) => error instanceof OpenAI.RateLimitError && error.status === 429,
};

const ai = {
  model: (name) => createOpenAI({ baseURL: base + "/v1", apiKey, fetch: counting }).chat(name),
  tools: { weather: tool({ description: "The weather.", inputSchema: z.object({ city: z.string() }) }) },
  async plain(model = "gpt-4o", maxRetries = 0, more = {}) {
    const answer = await generateText({ model: this.model(model), messages, maxRetries, ...more });
    return { text: answer.text, arguments: answer.toolCalls[0]?.input, usage: [answer.usage.inputTokens, answer.usage.outputTokens] };
  },
  async stream(more = {}) {
    const { stream_options: _, ...rest } = more;
    const answer = streamText({ model: this.model("gpt-4o"), messages, maxRetries: 0, onError: ({ error }) => { throw error; }, ...rest });
    let text = "";
    for await (const part of answer.textStream) text += part;
    const usage = await answer.usage;
    return { text, arguments: (await answer.toolCalls)[0]?.input, usage: [usage.inputTokens, usage.outputTokens] };
  },
  isRateLimit: (error) => APICallError.isInstance(error) && error.statusCode === 429,
};

const client = { openai, ai }[sdk];
const calls = {
  plain: async () => assert.deepEqual(pick(await client.plain(), "text", "usage"), pick(wanted, "text", "usage")),
  stream: async () => assert.equal((await client.stream()).text, wanted.text),
  stream_usage: async () => {
    const answer = await client.stream({ stream_options: { include_usage: true } });
    assert.deepEqual(pick(answer, "text", "usage"), pick(wanted, "text", "usage"));
  },
  tools: async () => assert.deepEqual((await client.plain("gpt-4o", 0, { tools: client.tools })).arguments, wanted.arguments),
  stream_tools: async () => assert.deepEqual((await client.stream({ tools: client.tools })).arguments, wanted.arguments),
  refused: async () => {
    // The AI SDK heeds no x-should-retry: without its own retries the first refusal is what the caller gets.
    const error = await client.plain("limited", sdk === "openai" ? retries : 0).then(() => undefined, (e) => e);
    assert.ok(error && client.isRateLimit(error), String(error));
  },
  told: async () => {
    // What no retry helps: one call, and the error that this SDK has for it.
    const error = await client.plain(wanted.model, retries).then(() => undefined, (e) => e);
    assert.equal(error?.status ?? error?.statusCode, wanted.status, String(error));
    assert.ok(error.message.includes(wanted.message), error.message);
    if (sdk === "openai") assert.ok(error instanceof OpenAI[wanted.name], String(error));
    else assert.ok(APICallError.isInstance(error) && !error.isRetryable, String(error));
  },
  retried: async () => {
    for (let attempt = 0; attempt < 20 && refusals === 0; attempt++) {
      // Takes the one request of this second, so that the next is refused if it comes within the second.
      const body = JSON.stringify({ model: "limited-once", messages });
      await fetch(base + "/v1/chat/completions", { method: "POST", headers: { "content-type": "application/json" }, body });
      assert.equal((await client.plain("limited-once", retries)).text, wanted.text);
    }
    assert.ok(refusals > 0, "no call met a refusal");
  },
};

function pick(value, ...names) {
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}

await calls[call]();
