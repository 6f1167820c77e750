package io.tollgate.testkit.real;

import io.grpc.netty.shaded.io.netty.buffer.ByteBufUtil;
import io.grpc.netty.shaded.io.netty.buffer.Unpooled;
import io.grpc.netty.shaded.io.netty.channel.ChannelHandlerContext;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2DataFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2Headers;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2HeadersFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2ResetFrame;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2StreamChannel;
import io.grpc.netty.shaded.io.netty.util.ReferenceCountUtil;
import io.tollgate.testkit.Header;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One HTTP/2 stream, frame by frame, from either side. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // netty gives the same future back that was waited for
public final class Http2Stream {

    private final Http2StreamChannel channel;
    private final BlockingQueue<Frame> frames;

    Http2Stream(Http2StreamChannel channel, Inbox inbox) {
        this.channel = channel;
        this.frames = inbox.frames;
    }

    /** What the peer sent. */
    public sealed interface Frame {
        /** Headers or trailers; pseudo headers are among them. */
        record Headers(List<Header> list, boolean end) implements Frame {
            /** By name; of a repeated field the first value. */
            public Map<String, String> fields() {
                return byName(list);
            }
        }

        /** Part of a body. */
        record Data(byte[] bytes, boolean end) implements Frame {
            /** As UTF-8. */
            public String text() {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }

        /** The stream was reset. */
        record Reset(long code) implements Frame {}
    }

    /** A whole message: its headers, its body, its trailers. */
    public record Message(List<Header> headerList, byte[] bytes, List<Header> trailerList) {
        /** By name; of a repeated field the first value. */
        public Map<String, String> headers() {
            return byName(headerList);
        }

        /** The body as UTF-8. */
        public String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        /** By name; of a repeated field the first value. */
        public Map<String, String> trailers() {
            return byName(trailerList);
        }
    }

    private static Map<String, String> byName(List<Header> list) {
        Map<String, String> fields = new LinkedHashMap<>();
        list.forEach(h -> fields.putIfAbsent(h.name(), h.value()));
        return fields;
    }

    /** Sends headers, or trailers when a body went before. */
    public void headers(Map<String, String> fields, boolean end) {
        headers(Header.list(fields), end);
    }

    /** The same; a name may stand there several times. */
    public void headers(List<Header> fields, boolean end) {
        Http2Headers headers = new DefaultHttp2Headers();
        fields.forEach(h -> headers.add(h.name(), h.value()));
        channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, end)).syncUninterruptibly();
    }

    /** Sends one DATA frame. */
    public void data(String text, boolean end) {
        data(text.getBytes(StandardCharsets.UTF_8), end);
    }

    /** Sends one DATA frame. */
    public void data(byte[] bytes, boolean end) {
        channel.writeAndFlush(new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(bytes), end))
                .syncUninterruptibly();
    }

    /** Resets the stream. */
    public void reset(long code) {
        channel.writeAndFlush(new DefaultHttp2ResetFrame(code)).syncUninterruptibly();
    }

    /** The next frame; fails after {@link Await#PATIENCE}. */
    public Frame next() {
        try {
            Frame frame = frames.poll(Await.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (frame == null) {
                throw new AssertionError("no HTTP/2 frame within " + Await.PATIENCE);
            }
            return frame;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a frame", e);
        }
    }

    /** Reads to the end of the stream; fails on a reset. */
    public Message message() {
        return message(headers -> {});
    }

    /** The same; what is told gets the headers as soon as they are there. */
    public Message message(Consumer<List<Header>> told) {
        List<Header> headers = List.of();
        List<Header> trailers = List.of();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (boolean end = false; !end; ) {
            Frame frame = unbroken();
            if (frame instanceof Frame.Data data) {
                body.writeBytes(data.bytes());
                end = data.end();
            } else if (frame instanceof Frame.Headers fields) {
                trailers = headers.isEmpty() ? trailers : fields.list();
                if (headers.isEmpty()) {
                    headers = fields.list();
                    told.accept(headers);
                }
                end = fields.end();
            }
        }
        return new Message(headers, body.toByteArray(), trailers);
    }

    private Frame unbroken() {
        Frame frame = next();
        if (frame instanceof Frame.Reset reset) {
            throw new IllegalStateException("the stream was reset with code " + reset.code());
        }
        return frame;
    }

    /** Collects the frames of one stream. */
    static final class Inbox extends ChannelInboundHandlerAdapter {

        private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (message instanceof Http2HeadersFrame headers) {
                frames.add(new Frame.Headers(fields(headers.headers()), headers.isEndStream()));
            } else if (message instanceof Http2DataFrame data) {
                byte[] bytes = ByteBufUtil.getBytes(data.content());
                frames.add(new Frame.Data(bytes, data.isEndStream()));
            }
            ReferenceCountUtil.release(message);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event instanceof Http2ResetFrame reset) {
                frames.add(new Frame.Reset(reset.errorCode()));
            }
            ReferenceCountUtil.release(event);
        }

        private static List<Header> fields(Http2Headers headers) {
            List<Header> fields = new ArrayList<>();
            headers.forEach(
                    e -> fields.add(new Header(e.getKey().toString(), e.getValue().toString())));
            return List.copyOf(fields);
        }
    }
}
