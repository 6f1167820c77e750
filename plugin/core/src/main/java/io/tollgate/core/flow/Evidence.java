package io.tollgate.core.flow;

import io.tollgate.core.usage.Usage;

/** What a stream leaves to settle from; our own counts are made only when they are asked for. */
final class Evidence implements Settlement.Evidence {
    private final Gateway gateway;
    private final Call call;
    private final RequestSide request;
    private final AnswerSide answer;
    private final StreamEnd end;

    Evidence(Gateway gateway, Call call, RequestSide request, AnswerSide answer, StreamEnd end) {
        this.gateway = gateway;
        this.call = call;
        this.request = request;
        this.answer = answer;
        this.end = end;
    }

    @Override
    public Settlement.Told told() {
        return answer.told();
    }

    @Override
    public Usage usage() {
        return answer.usage();
    }

    @Override
    public boolean answered() {
        return answer.started() && end.status() >= 200 && end.status() < 300;
    }

    @Override
    public boolean started() {
        return answer.started();
    }

    @Override
    public boolean wentOn() {
        return call.wentOn && end.connected();
    }

    @Override
    public long countedInput() {
        call.countPrompt(gateway, request.body());
        return call.promptTokens();
    }

    @Override
    public long countedOutput() {
        return answer.countedOutput();
    }
}
