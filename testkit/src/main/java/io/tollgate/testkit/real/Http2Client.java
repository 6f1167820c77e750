package io.tollgate.testkit.real;

import io.grpc.netty.shaded.io.netty.bootstrap.Bootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelInboundHandlerAdapter;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.tollgate.testkit.Header;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One HTTP/2 connection in clear text, without an upgrade. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // netty gives the same future back that was waited for
public final class Http2Client implements AutoCloseable {

    private final EventLoopGroup group;
    private final Channel connection;

    private Http2Client(EventLoopGroup group, Channel connection) {
        this.group = group;
        this.connection = connection;
    }

    /** Connects to 127.0.0.1. */
    public static Http2Client connect(int port) {
        EventLoopGroup group = new NioEventLoopGroup(1);
        Bootstrap bootstrap = new Bootstrap().group(group).channel(NioSocketChannel.class);
        bootstrap.handler(
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(Http2FrameCodecBuilder.forClient().build());
                        channel.pipeline()
                                .addLast(
                                        new Http2MultiplexHandler(
                                                new ChannelInboundHandlerAdapter()));
                    }
                });
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        return new Http2Client(group, bootstrap.connect(address).syncUninterruptibly().channel());
    }

    /** Opens a stream with its request headers. */
    public Http2Stream open(String method, String path, Map<String, String> headers, boolean end) {
        List<Header> fields = Header.list(headers);
        fields.removeIf(h -> h.name().equals("host"));
        return open(method, headers.getOrDefault("host", "gateway.test"), path, fields, end);
    }

    /** The same; a name may stand there several times. */
    public Http2Stream open(
            String method, String authority, String path, List<Header> headers, boolean end) {
        List<Header> all = new ArrayList<>();
        all.add(new Header(":method", method));
        all.add(new Header(":scheme", "http"));
        all.add(new Header(":authority", authority));
        all.add(new Header(":path", path));
        all.addAll(headers);
        Http2Stream.Inbox inbox = new Http2Stream.Inbox();
        Http2StreamChannelBootstrap streams =
                new Http2StreamChannelBootstrap(connection).handler(inbox);
        Http2Stream stream = new Http2Stream(streams.open().syncUninterruptibly().getNow(), inbox);
        stream.headers(all, end);
        return stream;
    }

    /** One POST of JSON. */
    public Http2Stream.Message post(String path, Map<String, String> headers, String body) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putIfAbsent("content-type", "application/json");
        Http2Stream stream = open("POST", path, all, false);
        stream.data(body, true);
        return stream.message();
    }

    /** Hangs up. */
    @Override
    public void close() {
        connection.close().syncUninterruptibly();
        group.shutdownGracefully();
    }
}
