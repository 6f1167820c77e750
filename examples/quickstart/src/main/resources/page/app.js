"use strict";
const $ = (id) => document.getElementById(id);

function cells(values) {
  const row = document.createElement("tr");
  for (const value of values) {
    const cell = document.createElement("td");
    cell.textContent = value ?? "";
    row.append(cell);
  }
  return row;
}

function fill(table, rows) {
  $(table).tBodies[0].replaceChildren(...rows);
}

function budget(b) {
  const share = b.amount ? Math.min(1, b.used / b.amount) : 1;
  const box = document.createElement("div");
  const text = document.createElement("p");
  const bar = document.createElement("div");
  const fillBar = document.createElement("i");
  box.dataset.limit = b.limit;
  box.dataset.who = b.who;
  box.dataset.used = b.used;
  text.textContent = `${b.limit} (${b.who.replaceAll("_", " ")}): ${b.used} of ${b.amount} ${b.count} a ${b.per}, resets in ${b.resetsIn} s`;
  bar.className = "bar";
  fillBar.style.width = `${share * 100}%`;
  fillBar.className = share >= 1 ? "bad" : share > 0.8 ? "warn" : "";
  bar.append(fillBar);
  box.append(text, bar);
  return box;
}

function nothing() {
  const text = document.createElement("p");
  text.className = "small";
  text.textContent = "Nothing charged yet.";
  return text;
}

function request(r) {
  const t = r.report;
  const row = cells([r.time.slice(11, 19), `${r.method} ${r.path}`, r.code, t.consumer ?? "anonymous", t.model,
    t.input, t.output, t.status, t.deniedBy, r.ms]);
  if (t.deniedBy) row.className = "refused";
  return row;
}

async function refresh() {
  try {
    const state = await (await fetch("api/state")).json();
    $("seen").textContent = state.seen;
    fill("requests", state.requests.slice(0, 30).map(request));
    fill("usage", state.usage.map((u) => cells([u.consumer, u.model, u.requests, u.input, u.output, u.total])));
    fill("refusals", state.refusals.map((r) => cells([r.consumer, r.by, r.times])));
    $("budgets").replaceChildren(...(state.budgets.length ? state.budgets.map(budget) : [nothing()]));
    document.body.dataset.seen = state.seen;
  } catch (e) {
    $("seen").textContent = "the demo does not answer";
  }
  setTimeout(refresh, 700);
}

function piece(line) {
  if (!line.startsWith("data: ") || line === "data: [DONE]") return "";
  const event = JSON.parse(line.slice(6));
  return event.choices?.[0]?.delta?.content ?? event.delta?.text ?? "";
}

async function show(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let open = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const lines = (open + value).split("\n");
    open = lines.pop();
    $("answer").textContent += lines.map(piece).join("");
  }
}

async function play(form) {
  const model = form.model.value;
  const claude = model.startsWith("claude");
  const headers = { "content-type": "application/json" };
  if (form.key.value) headers.authorization = `Bearer ${form.key.value}`;
  const body = { model, messages: [{ role: "user", content: form.prompt.value }],
    max_tokens: Number(form.max.value), stream: form.stream.checked };
  $("answer").textContent = "";
  const answer = await fetch(claude ? "play/v1/messages" : "play/v1/chat/completions",
    { method: "POST", headers, body: JSON.stringify(body) });
  const limits = [...answer.headers].filter(([name]) => name.startsWith("x-ratelimit") || name.startsWith("retry"));
  $("headers").textContent = limits.map(([name, value]) => `${name}: ${value}`).join(" · ");
  if (answer.ok && form.stream.checked) return show(answer);
  const json = await answer.json();
  $("answer").textContent = json.error?.message ?? json.choices?.[0]?.message?.content ?? json.content?.[0]?.text ?? "";
}

$("play").addEventListener("submit", (event) => {
  event.preventDefault();
  play(event.target.elements);
});
refresh();
