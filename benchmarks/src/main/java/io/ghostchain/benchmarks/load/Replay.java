package io.ghostchain.benchmarks.load;

import com.google.protobuf.ByteString;
import io.ghostchain.api.node.v1.BlockResponse;
import io.ghostchain.api.node.v1.GetStatusRequest;
import io.ghostchain.api.node.v1.NodeServiceGrpc;
import io.ghostchain.api.node.v1.NodeStatus;
import io.ghostchain.api.node.v1.Refusal;
import io.ghostchain.api.node.v1.StreamBlocksRequest;
import io.ghostchain.api.node.v1.SubmitRequest;
import io.ghostchain.api.node.v1.SubmitSummary;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.grpc.Channel;
import io.grpc.Context;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Sends transactions on one client stream at a {@link Pace}, and finds them in the stream of final
 * blocks. In an open loop a transaction's time runs from when it was due, not from when it could be
 * sent, so a node that stalls pays for all that it held up.
 */
public final class Replay {
  private static final long HIGHEST_MICROS = 3_600_000_000L;

  private final Channel channel;
  private final int count;
  private final IntFunction<SubmitRequest> requests;
  private final Pace pace;
  private final long[] dueNanos;
  private final Map<ByteString, Integer> positions;
  private final SubmitCall call;
  private final Semaphore room;
  private volatile boolean stopped;

  /**
   * What became of a load.
   *
   * @param sent to the node
   * @param finals of them, in blocks
   * @param rejected by the node
   * @param reasons of the first hundred that it rejected
   * @param finalPerSecond from the first one sent to the last final one
   * @param blocks that held one of them
   * @param latencyMicros from due, or from sent in a closed loop, until it was seen final
   */
  public record Result(
      int sent,
      int finals,
      long rejected,
      Map<String, Integer> reasons,
      double finalPerSecond,
      int blocks,
      Histogram latencyMicros) {
    /**
     * Checks that all of them are final.
     *
     * @throws IllegalStateException if one is not, with the node's reasons
     */
    public void requireAll() {
      if (finals < sent) {
        throw new IllegalStateException(
            "expected "
                + sent
                + " transactions to become final, got "
                + finals
                + "; refused "
                + rejected
                + ": "
                + reasons);
      }
    }

    /** A percentile of the time to final, in milliseconds. */
    public double millis(double percentile) {
      return latencyMicros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  private Replay(
      Channel channel,
      int count,
      IntFunction<SubmitRequest> requests,
      Map<ByteString, Integer> positions,
      Pace pace) {
    this.channel = channel;
    this.count = count;
    this.requests = requests;
    this.positions = positions;
    this.pace = pace;
    this.call = new SubmitCall(channel);
    this.dueNanos = new long[count];
    this.room = new Semaphore(pace instanceof Pace.Window(int most) ? Math.min(most, count) : 0);
  }

  /**
   * Sends them all, and returns when each is final or refused.
   *
   * @param requests the transactions from 0 to {@code count}, asked for twice
   */
  public static Result run(
      Channel channel, int count, IntFunction<SubmitRequest> requests, Pace pace) throws Exception {
    var genesis = ChainInfo.of(channel).genesisHash();
    Map<ByteString, Integer> positions = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      Bytes body = Bytes.of(requests.apply(i).getTransaction().getBody().toByteArray());
      positions.put(ByteString.copyFrom(TransactionBody.id(genesis, body).bytes()), i);
    }
    return new Replay(channel, count, requests, positions, pace).run();
  }

  /**
   * Sends transactions as fast as the node takes them, and returns when all are final.
   *
   * @throws IllegalStateException if one is not, with the node's reasons
   */
  public static void all(Channel channel, List<Transaction> transactions) throws Exception {
    if (!transactions.isEmpty()) {
      run(
              channel,
              transactions.size(),
              i -> Requests.of(transactions.get(i)),
              Pace.Window.UNBOUNDED)
          .requireAll();
    }
  }

  private Result run() throws InterruptedException, ExecutionException {
    var node = NodeServiceGrpc.newBlockingStub(channel);
    long next = node.getStatus(GetStatusRequest.getDefaultInstance()).getHeight() + 1;
    Histogram latency = new Histogram(HIGHEST_MICROS, 3);
    Context.CancellableContext watching = Context.current().withCancellation();
    long started = System.nanoTime();
    Thread sender = Thread.ofPlatform().name("replay").start(this::send);
    int blocks = 0;
    int found = 0;
    long last = started;
    Context previous = watching.attach();
    try {
      Iterator<BlockResponse> stream =
          node.streamBlocks(StreamBlocksRequest.newBuilder().setFromHeight(next).build());
      while (!isOver(found)) {
        BlockResponse block = stream.next();
        long now = System.nanoTime();
        int before = found;
        for (ByteString id : block.getTxIdsList()) {
          Integer position = positions.get(id);
          if (position != null) {
            found++;
            latency.recordValue(Math.clamp((now - dueNanos[position]) / 1_000, 0, HIGHEST_MICROS));
          }
        }
        if (found > before) {
          blocks++;
          last = now;
          room.release(found - before);
        } else if (call.summary().isDone() && isQuiet(node, block)) {
          // What was taken and then dropped for another is in no block.
          break;
        }
      }
    } finally {
      stopped = true;
      watching.detach(previous);
      watching.cancel(null);
      sender.interrupt();
      sender.join();
    }
    SubmitSummary answer = call.summary().get();
    return new Result(
        count,
        found,
        answer.getRejected(),
        reasons(answer),
        found / ((last - started) / 1e9),
        blocks,
        latency);
  }

  private boolean isOver(int found) throws InterruptedException, ExecutionException {
    int missing = count - found;
    return call.summary().isDone() && call.summary().get().getRejected() >= missing;
  }

  private static boolean isQuiet(NodeServiceGrpc.NodeServiceBlockingStub node, BlockResponse seen) {
    NodeStatus status = node.getStatus(GetStatusRequest.getDefaultInstance());
    return status.getMempoolTransactions() == 0
        && status.getHeight() <= seen.getHeader().getHeight();
  }

  private void send() {
    long started = System.nanoTime();
    try {
      for (int i = 0; i < count && !stopped && !call.summary().isDone(); i++) {
        long due = System.nanoTime();
        if (pace instanceof Pace.Rate(double perSecond)) {
          due = started + (long) (i * 1e9 / perSecond);
          for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
            LockSupport.parkNanos(wait);
          }
        } else {
          room.acquire();
        }
        call.awaitReady();
        dueNanos[i] = pace instanceof Pace.Rate ? due : System.nanoTime();
        call.send(requests.apply(i));
      }
      call.complete();
    } catch (InterruptedException givenUp) {
      call.cancel("the load was given up");
    } catch (RuntimeException e) {
      call.summary().completeExceptionally(e);
    }
  }

  /** The first reasons of a summary, each with how often it is among them. */
  public static Map<String, Integer> reasons(SubmitSummary summary) {
    Map<String, Integer> reasons = new TreeMap<>();
    for (Refusal refusal : summary.getRefusalsList()) {
      reasons.merge(refusal.getReason(), 1, Integer::sum);
    }
    return reasons;
  }
}
