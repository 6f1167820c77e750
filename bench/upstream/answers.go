package main

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"strings"
)

const chunks = 200

type answers struct {
	completion, toolCall, message              []byte
	chat, chatWithoutUsage, messages, converse [][]byte
}

const filler = "The gateway counts what a model was asked and what it said, and it charges the caller for both. "

func newAnswers() answers {
	return answers{
		completion: fmt.Appendf(nil, `{"id":"chatcmpl-Bench","object":"chat.completion","created":1760000000,`+
			`"model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":"%s",`+
			`"refusal":null,"annotations":[]},"logprobs":null,"finish_reason":"stop"}],%s,"service_tier":"default",`+
			`"system_fingerprint":"fp_0123456789"}`, strings.Repeat(filler, 5), chatUsage(120, 360)),
		toolCall: fmt.Appendf(nil, `{"id":"chatcmpl-Bench","object":"chat.completion","created":1760000000,`+
			`"model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant","content":null,`+
			`"tool_calls":[{"id":"call_1","type":"function","function":{"name":"look_up_7","arguments":`+
			`"{\"city\":\"Vienna\",\"days\":3,\"unit\":\"celsius\"}"}}],"refusal":null},"logprobs":null,`+
			`"finish_reason":"tool_calls"}],%s}`, chatUsage(400, 80)),
		message: []byte(`{"id":"msg_bench","type":"message","role":"assistant","model":"claude-sonnet-4-5",` +
			`"content":[{"type":"text","text":"` + filler + `"}],"stop_reason":"end_turn","usage":` +
			`{"input_tokens":120,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":360}}`),
		chat:             chatStream(true),
		chatWithoutUsage: chatStream(false),
		messages:         messageStream(),
		converse:         converseStream(),
	}
}

func chatUsage(in, out int) string {
	return fmt.Sprintf(`"usage":{"prompt_tokens":%d,"completion_tokens":%d,"total_tokens":%d,`+
		`"prompt_tokens_details":{"cached_tokens":0,"audio_tokens":0},"completion_tokens_details":`+
		`{"reasoning_tokens":0,"audio_tokens":0,"accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}`,
		in, out, in+out)
}

func chatStream(usage bool) [][]byte {
	head := `data: {"id":"chatcmpl-Bench","object":"chat.completion.chunk","created":1760000000,` +
		`"model":"gpt-4o-2024-08-06","system_fingerprint":"fp_0123456789",`
	none := ""
	if usage {
		none = `,"usage":null`
	}
	var out [][]byte
	for i := range chunks {
		reason := "null"
		if i == chunks-1 {
			reason = `"stop"`
		}
		out = append(out, fmt.Appendf(nil, `%s"choices":[{"index":0,"delta":{"content":" word%d"},"finish_reason":%s}]%s}`+"\n\n",
			head, i, reason, none))
	}
	if usage {
		out = append(out, fmt.Appendf(nil, `%s"choices":[],%s}`+"\n\n", head, chatUsage(250, 200)))
	}
	return append(out, []byte("data: [DONE]\n\n"))
}

func messageStream() [][]byte {
	event := func(name, data string) []byte { return []byte("event: " + name + "\ndata: " + data + "\n\n") }
	out := [][]byte{
		event("message_start", `{"type":"message_start","message":{"id":"msg_bench","type":"message","role":"assistant",`+
			`"model":"claude-sonnet-4-5","content":[],"stop_reason":null,"usage":{"input_tokens":250,`+
			`"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"output_tokens":1}}}`),
		event("content_block_start", `{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}`),
	}
	for i := range chunks {
		out = append(out, event("content_block_delta", fmt.Sprintf(
			`{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":" word%d"}}`, i)))
	}
	return append(out,
		event("content_block_stop", `{"type":"content_block_stop","index":0}`),
		event("message_delta", `{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":200}}`),
		event("message_stop", `{"type":"message_stop"}`))
}

func converseStream() [][]byte {
	out := [][]byte{frame("messageStart", `{"role":"assistant"}`)}
	for i := range chunks {
		out = append(out, frame("contentBlockDelta", fmt.Sprintf(
			`{"contentBlockIndex":0,"delta":{"text":" word%d"},"p":"abcdefghijkl"}`, i)))
	}
	return append(out,
		frame("contentBlockStop", `{"contentBlockIndex":0}`),
		frame("messageStop", `{"stopReason":"end_turn"}`),
		frame("metadata", `{"metrics":{"latencyMs":900},"usage":{"inputTokens":250,"outputTokens":200,"totalTokens":450}}`))
}

// frame is one message of application/vnd.amazon.eventstream.
func frame(event, payload string) []byte {
	var headers []byte
	for _, h := range [][2]string{{":event-type", event}, {":content-type", "application/json"}, {":message-type", "event"}} {
		headers = append(headers, byte(len(h[0])))
		headers = append(headers, h[0]...)
		headers = append(headers, 7)
		headers = binary.BigEndian.AppendUint16(headers, uint16(len(h[1])))
		headers = append(headers, h[1]...)
	}
	out := binary.BigEndian.AppendUint32(nil, uint32(16+len(headers)+len(payload)))
	out = binary.BigEndian.AppendUint32(out, uint32(len(headers)))
	out = binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
	out = append(append(out, headers...), payload...)
	return binary.BigEndian.AppendUint32(out, crc32.ChecksumIEEE(out))
}
