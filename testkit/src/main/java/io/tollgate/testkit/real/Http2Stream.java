package io.tollgate.testkit.real;

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
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
        record Headers(Map<String, String> fields, boolean end) implements Frame {}

        /** Part of a body as UTF-8. */
        record Data(String text, boolean end) implements Frame {}

        /** The stream was reset. */
        record Reset(long code) implements Frame {}
    }

    /** A whole message: its headers, its body, its trailers. */
    public record Message(Map<String, String> headers, String body, Map<String, String> trailers) {}

    /** Sends headers, or trailers when a body went before. */
    public void headers(Map<String, String> fields, boolean end) {
        Http2Headers headers = new DefaultHttp2Headers();
        fields.forEach(headers::add);
        channel.writeAndFlush(new DefaultHttp2HeadersFrame(headers, end)).syncUninterruptibly();
    }

    /** Sends one DATA frame. */
    public void data(String text, boolean end) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
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
    public Message message(Consumer<Map<String, String>> told) {
        Map<String, String> headers = Map.of();
        Map<String, String> trailers = Map.of();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (boolean end = false; !end; ) {
            Frame frame = unbroken();
            if (frame instanceof Frame.Data data) {
                body.writeBytes(data.text().getBytes(StandardCharsets.UTF_8));
                end = data.end();
            } else if (frame instanceof Frame.Headers fields) {
                trailers = headers.isEmpty() ? trailers : fields.fields();
                if (headers.isEmpty()) {
                    headers = fields.fields();
                    told.accept(headers);
                }
                end = fields.end();
            }
        }
        return new Message(headers, body.toString(StandardCharsets.UTF_8), trailers);
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
                String text = data.content().toString(StandardCharsets.UTF_8);
                frames.add(new Frame.Data(text, data.isEndStream()));
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

        private static Map<String, String> fields(Http2Headers headers) {
            Map<String, String> fields = new LinkedHashMap<>();
            headers.forEach(e -> fields.put(e.getKey().toString(), e.getValue().toString()));
            return fields;
        }
    }
}
