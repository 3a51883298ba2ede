package io.ghostchain.benchmarks.rpc;

import com.google.protobuf.ByteString;
import io.ghostchain.benchmarks.echo.DownloadRequest;
import io.ghostchain.benchmarks.echo.EchoGrpc;
import io.ghostchain.benchmarks.echo.Payload;
import io.grpc.ManagedChannel;
import io.grpc.stub.StreamObserver;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A client in a process of its own: {@code TRANSPORT HOST PORT IDENTITY SPIN_MICROS CONGESTION}.
 * Each line of its standard input is a measurement, answered by a line of figures:
 *
 * <ul>
 *   <li>{@code unary BYTES INFLIGHT MILLIS} - calls a second, p50 and p99 in microseconds
 *   <li>{@code stream BYTES COUNT} - megabytes a second
 *   <li>{@code mixed BYTES MILLIS} - unary calls one at a time while a download of 1 MiB messages
 *       goes on: calls a second, p50 and p99 in microseconds, megabytes a second of the download
 * </ul>
 */
final class RpcClient {
  private static final int MEBIBYTE = 1 << 20;

  private RpcClient() {}

  public static void main(String[] arguments) throws Exception {
    RpcTransport transport = RpcTransport.valueOf(arguments[0]);
    var address = new InetSocketAddress(arguments[1], Integer.parseInt(arguments[2]));
    ManagedChannel channel =
        transport.connect(address, arguments[3], Setting.parse(arguments[4], arguments[5]));
    Payload hello = Payload.newBuilder().setData(ByteString.copyFromUtf8("hello")).build();
    EchoGrpc.newBlockingStub(channel).unary(hello);
    System.out.println("READY");
    var commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = commands.readLine()) != null; ) {
      String[] words = line.split(" ", -1);
      System.out.println(
          switch (words[0]) {
            case "unary" -> unary(channel, number(words[1]), number(words[2]), number(words[3]));
            case "stream" -> stream(channel, number(words[1]), number(words[2]));
            case "mixed" -> mixed(channel, number(words[1]), number(words[2]));
            default -> throw new IllegalArgumentException("unknown measurement " + line);
          });
    }
    channel.shutdownNow();
    System.exit(0);
  }

  private static int number(String word) {
    return Integer.parseInt(word);
  }

  private static String unary(ManagedChannel channel, int bytes, int inFlight, int millis)
      throws InterruptedException {
    UnaryLoad.Result result = UnaryLoad.run(channel, bytes, inFlight, Duration.ofMillis(millis));
    return figures(result.perSecond(), result.p50Micros(), result.p99Micros());
  }

  private static String stream(ManagedChannel channel, int bytes, int count) {
    long started = System.nanoTime();
    Iterator<Payload> payloads =
        EchoGrpc.newBlockingStub(channel)
            .download(DownloadRequest.newBuilder().setBytes(bytes).setCount(count).build());
    long received = 0;
    while (payloads.hasNext()) {
      received += payloads.next().getData().size();
    }
    return figures(received / 1e6 / ((System.nanoTime() - started) / 1e9));
  }

  private static String mixed(ManagedChannel channel, int bytes, int millis)
      throws InterruptedException {
    AtomicLong received = new AtomicLong();
    var context = io.grpc.Context.current().withCancellation();
    long started = System.nanoTime();
    context.run(() ->
        EchoGrpc.newStub(channel)
            .download(
                DownloadRequest.newBuilder().setBytes(MEBIBYTE).setCount(Integer.MAX_VALUE).build(),
                new StreamObserver<>() {
                  @Override
                  public void onNext(Payload payload) {
                    received.addAndGet(payload.getData().size());
                  }

                  @Override
                  public void onError(Throwable cancelled) {}

                  @Override
                  public void onCompleted() {}
                }));
    UnaryLoad.Result result = UnaryLoad.run(channel, bytes, 1, Duration.ofMillis(millis));
    double seconds = (System.nanoTime() - started) / 1e9;
    context.cancel(null);
    return figures(
        result.perSecond(), result.p50Micros(), result.p99Micros(), received.get() / 1e6 / seconds);
  }

  private static String figures(double... values) {
    StringBuilder line = new StringBuilder();
    for (double value : values) {
      line.append(String.format(Locale.ROOT, "%.3f ", value));
    }
    return line.toString().strip();
  }
}
