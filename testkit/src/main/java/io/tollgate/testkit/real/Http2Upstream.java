package io.tollgate.testkit.real;

import io.grpc.netty.shaded.io.netty.bootstrap.ServerBootstrap;
import io.grpc.netty.shaded.io.netty.channel.Channel;
import io.grpc.netty.shaded.io.netty.channel.ChannelInitializer;
import io.grpc.netty.shaded.io.netty.channel.EventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.nio.NioEventLoopGroup;
import io.grpc.netty.shaded.io.netty.channel.socket.nio.NioServerSocketChannel;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.grpc.netty.shaded.io.netty.handler.codec.http2.Http2StreamChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** An HTTP/2 server in clear text whose streams are played by a script, frame by frame. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // netty gives the same future back that was waited for
public final class Http2Upstream implements AutoCloseable {

    private final EventLoopGroup group = new NioEventLoopGroup(1);
    private final ExecutorService players = Executors.newCachedThreadPool();
    private final List<Http2Stream> streams = new CopyOnWriteArrayList<>();
    private final Consumer<Http2Stream> script;
    private final Channel server;

    private Http2Upstream(Consumer<Http2Stream> script) {
        this.script = script;
        ServerBootstrap bootstrap =
                new ServerBootstrap().group(group).channel(NioServerSocketChannel.class);
        bootstrap.childHandler(
                new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel connection) {
                        connection.pipeline().addLast(Http2FrameCodecBuilder.forServer().build());
                        connection.pipeline().addLast(new Http2MultiplexHandler(new Play()));
                    }
                });
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = bootstrap.bind(address).syncUninterruptibly().channel();
    }

    /** Starts on a free port; each stream is given to the script on a thread of its own. */
    public static Http2Upstream start(Consumer<Http2Stream> script) {
        return new Http2Upstream(script);
    }

    /** The port. */
    public int port() {
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Streams so far. */
    public List<Http2Stream> streams() {
        return List.copyOf(streams);
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        players.shutdownNow();
        group.shutdownGracefully();
    }

    /** Gives each new stream an inbox and a player. */
    private final class Play extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            Http2Stream.Inbox inbox = new Http2Stream.Inbox();
            channel.pipeline().addLast(inbox);
            Http2Stream stream = new Http2Stream((Http2StreamChannel) channel, inbox);
            streams.add(stream);
            players.execute(() -> script.accept(stream));
        }
    }
}
