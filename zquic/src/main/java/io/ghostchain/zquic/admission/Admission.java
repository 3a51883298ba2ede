package io.ghostchain.zquic.admission;

import java.net.InetSocketAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Counts a listener's connections and handshakes, and says what to do with the next one.
 *
 * <p>An address is only held against a client that proved it: a client over the limits of an
 * address it merely claims is asked to prove it first, so that nobody is locked out by packets with
 * a forged source. Safe for several threads; limits may be passed by as many as there are.
 */
public final class Admission {
  /** What to do with a client's first packet. */
  public enum Verdict {
    /** Begin a handshake. */
    ACCEPT,
    /** Have the client prove its address first. */
    RETRY,
    /** Drop: the listener has its fill of connections or handshakes. */
    FULL,
    /** Drop: the client's address has its fill. */
    ADDRESS_FULL,
    /** Drop: the listener is closing. */
    CLOSING
  }

  /**
   * The limits, as the listener's configuration explains them.
   *
   * @param handshakesPerSecond of one address
   */
  public record Limits(
      int connections,
      int connectionsPerAddress,
      int handshakesPerSecond,
      int halfOpen,
      int retryAboveHalfOpen) {}

  private static final long SWEEP_NANOS = 1_000_000_000L;

  /** One address: its connections, and a token bucket of handshakes. Guarded by itself. */
  private static final class Address {
    private int connections;
    private double credit;
    private long creditAtNanos;

    private Address(double credit, long now) {
      this.credit = credit;
      this.creditAtNanos = now;
    }
  }

  private final Limits limits;
  private final LongSupplier nanoTime;
  private final ConcurrentMap<AddressKey, Address> addresses = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger halfOpen = new AtomicInteger();
  private final AtomicLong sweptAtNanos;
  private volatile boolean closing;

  /**
   * No connections yet.
   *
   * @param nanoTime a monotonic clock in nanoseconds
   */
  public Admission(Limits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    this.sweptAtNanos = new AtomicLong(nanoTime.getAsLong());
  }

  /**
   * What to do with a client that wants to connect.
   *
   * @param proven whether the client showed a valid token
   */
  public Verdict judge(InetSocketAddress address, boolean proven) {
    if (closing) {
      return Verdict.CLOSING;
    }
    if (connections.get() >= limits.connections) {
      return Verdict.FULL;
    }
    int inProgress = halfOpen.get();
    if (!proven && inProgress >= limits.retryAboveHalfOpen) {
      return Verdict.RETRY;
    }
    if (inProgress >= limits.halfOpen) {
      return Verdict.FULL;
    }
    if (isFull(AddressKey.of(address))) {
      return proven ? Verdict.ADDRESS_FULL : Verdict.RETRY;
    }
    return Verdict.ACCEPT;
  }

  /** A handshake began. Every call is followed by one to {@link #closed}. */
  public void opened(InetSocketAddress address) {
    connections.incrementAndGet();
    halfOpen.incrementAndGet();
    long now = nanoTime.getAsLong();
    addresses.compute(
        AddressKey.of(address),
        (key, known) -> {
          Address entry = known == null ? new Address(burst(), now) : known;
          synchronized (entry) {
            refill(entry, now);
            entry.credit -= 1;
            entry.connections++;
          }
          return entry;
        });
    sweep(now);
  }

  /** A handshake ended well. */
  public void established() {
    halfOpen.decrementAndGet();
  }

  /**
   * A connection ended.
   *
   * @param established whether its handshake had ended well
   */
  public void closed(InetSocketAddress address, boolean established) {
    connections.decrementAndGet();
    if (!established) {
      halfOpen.decrementAndGet();
    }
    Address entry = addresses.get(AddressKey.of(address));
    if (entry != null) {
      synchronized (entry) {
        entry.connections--;
      }
    }
  }

  /** Turns every further client away. */
  public void close() {
    closing = true;
  }

  /** Connections at this moment, handshakes in progress included. */
  public int connections() {
    return connections.get();
  }

  /** Handshakes in progress at this moment. */
  public int halfOpen() {
    return halfOpen.get();
  }

  /** Addresses remembered at this moment. */
  int addressesKnown() {
    return addresses.size();
  }

  private boolean isFull(AddressKey key) {
    Address entry = addresses.get(key);
    if (entry == null) {
      return false;
    }
    synchronized (entry) {
      refill(entry, nanoTime.getAsLong());
      return entry.connections >= limits.connectionsPerAddress || entry.credit < 1;
    }
  }

  private void refill(Address entry, long now) {
    double earned = (now - entry.creditAtNanos) * 1e-9 * limits.handshakesPerSecond;
    entry.credit = Math.min(burst(), entry.credit + earned);
    entry.creditAtNanos = now;
  }

  private double burst() {
    return 2.0 * limits.handshakesPerSecond;
  }

  /** Forgets addresses without connections and with full credit. */
  private void sweep(long now) {
    long last = sweptAtNanos.get();
    if (now - last < SWEEP_NANOS || !sweptAtNanos.compareAndSet(last, now)) {
      return;
    }
    for (AddressKey key : addresses.keySet()) {
      addresses.computeIfPresent(
          key,
          (same, entry) -> {
            synchronized (entry) {
              refill(entry, now);
              return entry.connections == 0 && entry.credit >= burst() ? null : entry;
            }
          });
    }
  }
}
