package io.tollgate.testkit.host;

import io.tollgate.testkit.Header;
import java.util.List;
import java.util.Optional;

/**
 * One direction of a stream as Envoy's filter manager runs it: which frames the filter gets, what
 * is held, what goes on.
 *
 * <p>Follows {@code filter_manager.cc} step by step; the names of its states are kept.
 */
abstract class Half implements BodyBuffer.Watermarks {
    private enum Iteration {
        CONTINUE,
        STOP_SINGLE,
        STOP_ALL_BUFFER,
        STOP_ALL_WATERMARK
    }

    final Side side;
    final HttpStream stream;
    private Iteration state = Iteration.CONTINUE;
    private Optional<HeaderMap> headers = Optional.empty();
    private Optional<HeaderMap> trailers = Optional.empty();
    private Optional<BodyBuffer> buffered = Optional.empty();
    private boolean headersContinued;
    private boolean observedEnd;
    private boolean filterEnd;
    private boolean fromCurrent;
    private boolean streaming = true; // until a filter buffers, being full only slows the sender
    private boolean disabled;
    private boolean trailersAdded;

    Half(Side side, HttpStream stream) {
        this.side = side;
        this.stream = stream;
    }

    abstract void forwardHeaders(HeaderMap fields, boolean end);

    abstract void forwardData(byte[] data, boolean end);

    abstract void forwardTrailers(HeaderMap fields);

    abstract void tooLarge();

    abstract void readDisable(boolean disable);

    /** Whether nothing may go on in this direction any more. */
    abstract boolean dead();

    Optional<HeaderMap> headers() {
        return headers;
    }

    Optional<HeaderMap> trailers() {
        return trailers;
    }

    Optional<BodyBuffer> buffered() {
        return buffered;
    }

    boolean observedEnd() {
        return observedEnd;
    }

    /** True once the headers have gone on to the next filter. */
    boolean headersForwarded() {
        return headersContinued;
    }

    boolean paused() {
        return state != Iteration.CONTINUE;
    }

    /** Trailers made by the filter in its last body callback. */
    HeaderMap addTrailers() {
        HeaderMap added = new HeaderMap(List.<Header>of());
        trailers = Optional.of(added);
        trailersAdded = true;
        return added;
    }

    void receiveHeaders(HeaderMap fields, boolean end) {
        headers = Optional.of(fields);
        observedEnd = end;
        FilterStatus status = stream.filter().onHeaders(this, fields, end);
        if (dead()) {
            return;
        }
        switch (status) {
            case STOP -> state = Iteration.STOP_SINGLE;
            case STOP_ALL_BUFFER -> state = Iteration.STOP_ALL_BUFFER;
            case STOP_ALL_WATERMARK -> state = Iteration.STOP_ALL_WATERMARK;
            default -> goOn(fields, end);
        }
    }

    private void goOn(HeaderMap fields, boolean end) {
        if (headersContinued) {
            throw new GuestTrap(
                    "continue_stream inside a headers callback that continues: headers twice");
        }
        headersContinued = true;
        forwardHeaders(fields, end);
    }

    void receiveData(byte[] chunk, boolean end) {
        observedEnd = end;
        data(new BodyBuffer(chunk), end, true);
    }

    private boolean stoppedAll() {
        return state == Iteration.STOP_ALL_BUFFER || state == Iteration.STOP_ALL_WATERMARK;
    }

    private void data(BodyBuffer data, boolean end, boolean throughFilter) {
        if (dead()) {
            return;
        }
        if (throughFilter && stoppedAll()) {
            streaming = state == Iteration.STOP_ALL_WATERMARK;
            hold(data);
            return;
        }
        if (throughFilter && (filterEnd || !filterData(data, end))) {
            return;
        }
        boolean withTrailers = trailersAdded && end;
        forwardData(data.drain(), end && !withTrailers);
        if (withTrailers) {
            trailersAdded = false;
            forwardTrailers(trailers.orElseThrow());
        }
    }

    /** Gives the data to the filter; true when it goes on at once. */
    private boolean filterData(BodyBuffer data, boolean end) {
        filterEnd = end && trailers.isEmpty();
        FilterStatus status = stream.filter().onBody(this, data, filterEnd);
        if (dead()) {
            return false;
        }
        if (status == FilterStatus.CONTINUE && state != Iteration.STOP_SINGLE) {
            return true;
        }
        trailersAdded = false;
        if (status == FilterStatus.CONTINUE) {
            hold(data);
            proceed();
            return false;
        }
        state = Iteration.STOP_SINGLE;
        holdAfter(status, data);
        return false;
    }

    private void holdAfter(FilterStatus status, BodyBuffer data) {
        if (status == FilterStatus.STOP_AND_BUFFER || status == FilterStatus.STOP_AND_WATERMARK) {
            streaming = status == FilterStatus.STOP_AND_WATERMARK;
            hold(data);
        } else if (observedEnd && trailers.isEmpty() && buffered.isEmpty()) {
            buffered = Optional.of(newBuffer());
        }
    }

    /** Adds to what is held, unless it is what is held. Buffering may end the stream. */
    void hold(BodyBuffer data) {
        if (buffered.isPresent() && buffered.get() == data) {
            return;
        }
        if (buffered.isEmpty()) {
            buffered = Optional.of(newBuffer());
        }
        buffered.get().append(data.drain());
    }

    void holdForFilter(BodyBuffer data) {
        streaming = false;
        hold(data);
    }

    private BodyBuffer newBuffer() {
        return new BodyBuffer(stream.bufferLimit(), this);
    }

    @Override
    public void above() {
        if (streaming) {
            disabled = true;
            readDisable(true);
        } else {
            tooLarge();
        }
    }

    @Override
    public void below() {
        if (disabled) {
            disabled = false;
            readDisable(false);
        }
    }

    void receiveTrailers(HeaderMap fields) {
        trailers = Optional.of(fields);
        observedEnd = true;
        trailers(true);
    }

    private void trailers(boolean throughFilter) {
        if (dead()) {
            return;
        }
        if (!throughFilter || filterTrailers()) {
            forwardTrailers(trailers.orElseThrow());
        }
    }

    /** Gives the trailers to the filter; true when they go on at once. */
    private boolean filterTrailers() {
        if (stoppedAll()) {
            return false;
        }
        FilterStatus status = stream.filter().onTrailers(this, trailers.orElseThrow());
        if (dead()) {
            return false;
        }
        if (status == FilterStatus.STOP) {
            state = state == Iteration.CONTINUE ? Iteration.STOP_SINGLE : state;
            return false;
        }
        if (state == Iteration.STOP_SINGLE) {
            proceed();
            return false;
        }
        return true;
    }

    /** continueDecoding or continueEncoding. */
    void proceed() {
        if (dead() || headers.isEmpty()) {
            return;
        }
        fromCurrent = stoppedAll();
        state = Iteration.CONTINUE;
        if (!headersContinued) {
            headersContinued = true;
            forwardHeaders(headers.get(), observedEnd && buffered.isEmpty() && trailers.isEmpty());
        }
        boolean throughFilter = fromCurrent;
        boolean hadTrailers = trailers.isPresent();
        if (buffered.isPresent()) {
            data(buffered.get(), observedEnd && !hadTrailers, throughFilter);
        }
        if (hadTrailers && !dead()) {
            trailers(throughFilter);
        }
        fromCurrent = false;
    }
}
