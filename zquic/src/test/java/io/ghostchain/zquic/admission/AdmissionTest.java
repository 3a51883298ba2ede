package io.ghostchain.zquic.admission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.ghostchain.zquic.admission.Admission.Verdict;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class AdmissionTest {
  private static final InetSocketAddress ONE = new InetSocketAddress("192.0.2.1", 1);
  private static final InetSocketAddress TWO = new InetSocketAddress("192.0.2.2", 1);

  private long nanos;

  private Admission admission(
      int connections, int perAddress, int rate, int halfOpen, int retryAbove) {
    return new Admission(
        new Admission.Limits(connections, perAddress, rate, halfOpen, retryAbove), () -> nanos);
  }

  private static void connect(Admission admission, InetSocketAddress address, int times) {
    for (int i = 0; i < times; i++) {
      admission.opened(address);
      admission.established();
    }
  }

  @Test
  void fullListenerTurnsEveryoneAway() {
    Admission admission = admission(2, 10, 10, 10, 10);
    connect(admission, ONE, 2);
    assertEquals(Verdict.FULL, admission.judge(TWO, true));
    admission.closed(ONE, true);
    assertEquals(Verdict.ACCEPT, admission.judge(TWO, true));
  }

  @Test
  void addressIsAskedForProofBeforeItIsHeldAgainstAClient() {
    Admission admission = admission(10, 2, 10, 10, 10);
    connect(admission, ONE, 2);
    assertEquals(Verdict.RETRY, admission.judge(ONE, false));
    assertEquals(Verdict.ADDRESS_FULL, admission.judge(ONE, true));
    assertEquals(Verdict.ACCEPT, admission.judge(TWO, false));
  }

  @Test
  void handshakesOfOneAddressAreSpreadOverTime() {
    Admission admission = admission(100, 100, 5, 100, 100);
    connect(admission, ONE, 10);
    assertEquals(Verdict.ADDRESS_FULL, admission.judge(ONE, true));
    nanos += Duration.ofMillis(199).toNanos();
    assertEquals(Verdict.ADDRESS_FULL, admission.judge(ONE, true));
    nanos += Duration.ofMillis(2).toNanos();
    assertEquals(Verdict.ACCEPT, admission.judge(ONE, true));
  }

  @Test
  void manyHandshakesInProgressCallForProof() {
    Admission admission = admission(10, 10, 10, 3, 2);
    admission.opened(ONE);
    assertEquals(Verdict.ACCEPT, admission.judge(TWO, false));
    admission.opened(ONE);
    assertEquals(Verdict.RETRY, admission.judge(TWO, false));
    assertEquals(Verdict.ACCEPT, admission.judge(TWO, true));
    admission.opened(ONE);
    assertEquals(Verdict.FULL, admission.judge(TWO, true));
    admission.closed(ONE, false);
    admission.established();
    assertEquals(Verdict.ACCEPT, admission.judge(TWO, false));
    assertEquals(1, admission.halfOpen());
    assertEquals(2, admission.connections());
  }

  @Test
  void ipv6NeighboursCountAsOne() {
    Admission admission = admission(10, 1, 10, 10, 10);
    connect(admission, new InetSocketAddress("2001:db8:0:1::5", 1), 1);
    assertEquals(
        Verdict.ADDRESS_FULL, admission.judge(new InetSocketAddress("2001:db8:0:1::6", 2), true));
    assertEquals(
        Verdict.ACCEPT, admission.judge(new InetSocketAddress("2001:db8:0:2::5", 1), true));
  }

  @Test
  void addressesThatAreGoneAreForgotten() {
    Admission admission = admission(100_000, 10, 10, 100_000, 100_000);
    for (int i = 0; i < 1_000; i++) {
      var address = new InetSocketAddress("10.0." + i / 250 + "." + i % 250, 1);
      admission.opened(address);
      admission.closed(address, false);
    }
    assertEquals(1_000, admission.addressesKnown());
    nanos += Duration.ofSeconds(2).toNanos();
    connect(admission, ONE, 1);
    assertEquals(1, admission.addressesKnown());
  }

  @Test
  void closingListenerTurnsEveryoneAway() {
    Admission admission = admission(10, 10, 10, 10, 10);
    admission.close();
    assertEquals(Verdict.CLOSING, admission.judge(ONE, true));
  }
}
