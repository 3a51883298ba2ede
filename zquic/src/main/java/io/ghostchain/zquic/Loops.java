package io.ghostchain.zquic;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.handler.codec.quic.EpollQuicUtils;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicCodecBuilder;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An endpoint's threads and how its sockets and codecs are set: event loops on epoll, and a few
 * threads for the signatures of handshakes, which an event loop should not wait for.
 *
 * <p>Threads are named {@code zquic-NAME-N} and {@code zquic-NAME-crypto-N}; {@link #close} ends
 * them.
 */
final class Loops implements AutoCloseable {
  // One recvmsg call may hand over as many coalesced datagrams as fit into this (UDP GRO).
  static final int RECEIVE_BYTES = 65_536;
  private static final int READS_AT_ONCE = 16;
  // What one sendmsg call takes, whether it is one datagram or several (UDP GSO): 64 KiB less the
  // headers of IPv4 and UDP.
  private static final int UDP_BYTES_MAX = 65_507;
  private static final int CRYPTO_THREADS_MAX = 8;

  private final QuicConfig config;
  private final EventLoopGroup group;
  private final ThreadPoolExecutor crypto;

  Loops(String name, QuicConfig config) {
    requireNatives();
    this.config = config;
    this.group =
        new MultiThreadIoEventLoopGroup(
            config.udp().loops(),
            new DefaultThreadFactory("zquic-" + name),
            SpinThenSleep.epoll(config.udp().spin()));
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors() - 1, 1, CRYPTO_THREADS_MAX);
    // Unbounded, as the handshakes in progress are bounded.
    this.crypto =
        new ThreadPoolExecutor(
            threads,
            threads,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            new DefaultThreadFactory("zquic-" + name + "-crypto"));
    crypto.allowCoreThreadTimeOut(true);
  }

  Executor crypto() {
    return crypto;
  }

  /** A bootstrap for one UDP socket that suits an address of this family. */
  Bootstrap socket(InetSocketAddress address) {
    SocketProtocolFamily family =
        address.getAddress() instanceof Inet4Address
            ? SocketProtocolFamily.INET
            : SocketProtocolFamily.INET6;
    return new Bootstrap()
        .group(group)
        .channelFactory(() -> new EpollDatagramChannel(family))
        .option(ChannelOption.SO_RCVBUF, config.udp().socketBufferBytes())
        .option(ChannelOption.SO_SNDBUF, config.udp().socketBufferBytes())
        .option(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(4 << 20, 8 << 20))
        .option(EpollChannelOption.UDP_GRO, true)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new ReceiveBuffers(READS_AT_ONCE));
  }

  /**
   * As {@link #socket}, sharing its port with the endpoint's other sockets if there are several.
   */
  Bootstrap sharedSocket(InetSocketAddress address) {
    return config.udp().loops() == 1
        ? socket(address)
        : socket(address).option(UnixChannelOption.SO_REUSEPORT, true);
  }

  /** Sets what both ends' codecs have in common. */
  <B extends QuicCodecBuilder<B>> B tune(B codec) {
    QuicConfig.Flow flow = config.flow();
    codec
        .maxIdleTimeout(config.timeouts().idle().toMillis(), TimeUnit.MILLISECONDS)
        .initialMaxData(flow.connectionBytes())
        .initialMaxStreamDataBidirectionalLocal(flow.streamBytes())
        .initialMaxStreamDataBidirectionalRemote(flow.streamBytes())
        .initialMaxStreamDataUnidirectional(Math.min(flow.streamBytes(), 64 << 10))
        .initialMaxStreamsBidirectional(flow.streams())
        // HTTP/3 needs three (RFC 9114 section 6.2), and some more for streams to be ignored.
        .initialMaxStreamsUnidirectional(8)
        .congestionControlAlgorithm(
            switch (config.congestion()) {
              case CUBIC -> QuicCongestionControlAlgorithm.CUBIC;
              case BBR -> QuicCongestionControlAlgorithm.BBR;
            })
        .maxSendUdpPayloadSize(config.udp().payloadBytes())
        .maxRecvUdpPayloadSize(65_527)
        .activeMigration(false);
    if (flow.datagrams() > 0) {
      codec.datagram(flow.datagrams(), flow.datagrams());
    }
    return codec;
  }

  SegmentedDatagramPacketAllocator segments() {
    int segments = Math.min(config.udp().segments(), UDP_BYTES_MAX / config.udp().payloadBytes());
    return segments == 1
        ? SegmentedDatagramPacketAllocator.NONE
        : EpollQuicUtils.newSegmentedAllocator(segments);
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(5, TimeUnit.SECONDS);
    crypto.shutdownNow();
  }

  private static void requireNatives() {
    if (!Epoll.isAvailable()) {
      throw new IllegalStateException(
          "QUIC needs Linux on x86-64 with epoll", Epoll.unavailabilityCause());
    }
    if (!Quic.isAvailable()) {
      throw new IllegalStateException("the QUIC library does not load", Quic.unavailabilityCause());
    }
  }
}
