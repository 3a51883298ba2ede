package io.ghostchain.zquic;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DatagramPacket;

/** Counts the bytes that pass one UDP socket. Its event loop owns it. */
final class TrafficMeter extends ChannelDuplexHandler {
  private final Meters meters;

  TrafficMeter(Meters meters) {
    this.meters = meters;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof DatagramPacket packet) {
      meters.received(packet.content().readableBytes());
    }
    ctx.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    if (message instanceof DatagramPacket packet) {
      meters.sent(packet.content().readableBytes());
    }
    ctx.write(message, promise);
  }
}
