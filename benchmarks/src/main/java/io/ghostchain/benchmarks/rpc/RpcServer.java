package io.ghostchain.benchmarks.rpc;

import java.net.InetSocketAddress;

/**
 * A server in a process of its own: {@code TRANSPORT HOST SPIN_MICROS CONGESTION}. Serves until its
 * standard input ends.
 */
final class RpcServer {
  private RpcServer() {}

  public static void main(String[] arguments) throws Exception {
    RpcTransport transport = RpcTransport.valueOf(arguments[0]);
    RpcTransport.Served served =
        transport.serve(
            new InetSocketAddress(arguments[1], 0), Setting.parse(arguments[2], arguments[3]));
    System.out.println("READY " + served.server().getPort() + " " + served.identity());
    System.in.transferTo(java.io.OutputStream.nullOutputStream());
    served.server().shutdownNow();
    System.exit(0);
  }
}
