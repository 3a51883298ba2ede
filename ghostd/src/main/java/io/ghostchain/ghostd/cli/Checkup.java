package io.ghostchain.ghostd.cli;

import io.ghostchain.daemonkit.DaemonException;
import io.ghostchain.daemonkit.HostPort;
import io.ghostchain.ghostd.GhostdConfig;
import io.ghostchain.ghostd.Home;
import io.ghostchain.ghostd.SeedFile;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.zcrypto.ConsensusVerifier;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the doctor looks at: files, disk, port, clock, cryptography. Changes nothing that stays. */
final class Checkup {
  private static final long FREE_BYTES_MIN = 1L << 30;
  private static final int SYNCS = 20;
  private static final double SLOW_SYNC_MILLIS = 10;

  private final Home home;
  private final GhostdConfig config;
  private final List<Finding> findings = new ArrayList<>();

  private Checkup(Home home, GhostdConfig config) {
    this.home = home;
    this.config = config;
  }

  static List<Finding> of(Home home, GhostdConfig config) throws IOException {
    var checkup = new Checkup(home, config);
    checkup.genesis();
    checkup.keyFile("identity key", config.net().identityFile());
    checkup.keyFile("validator key", config.consensus().keyFile());
    checkup.disk();
    checkup.port();
    checkup.providers();
    return checkup.findings;
  }

  private void genesis() throws IOException {
    try {
      Genesis genesis = home.genesis();
      findings.add(Finding.ok("genesis", genesis.network() + ", chain id " + genesis.chainId()));
      long ahead = genesis.time() - System.currentTimeMillis();
      if (ahead > 0) {
        findings.add(
            Finding.wrong(
                "clock", "it is " + ahead / 1000 + " s behind the genesis: set the clock"));
      } else {
        findings.add(Finding.ok("clock", "after the genesis"));
      }
    } catch (DaemonException e) {
      findings.add(Finding.wrong("genesis", e.text() + "; " + e.hint()));
    }
  }

  private void keyFile(String what, String name) throws IOException {
    Path file = home.resolve(name);
    if (!Files.exists(file)) {
      findings.add(Finding.wrong(what, file + " is missing: restore it, or run 'ghostd init'"));
      return;
    }
    try {
      Arrays.fill(SeedFile.read(file), (byte) 0);
      findings.add(Finding.ok(what, file + " is whole and its owner's alone"));
    } catch (DaemonException e) {
      findings.add(Finding.wrong(what, e.text() + ": " + e.hint()));
    }
  }

  private void disk() throws IOException {
    if (!Files.isDirectory(home.folder())) {
      findings.add(Finding.wrong("disk", home.folder() + " is not there: run 'ghostd init'"));
      return;
    }
    long free = Files.getFileStore(home.folder()).getUsableSpace();
    String space = (free >> 20) + " MiB free";
    findings.add(
        free < FREE_BYTES_MIN
            ? Finding.wrong("disk space", space + ", expected at least 1024")
            : Finding.ok("disk space", space));
    double[] millis = syncTimes();
    String times =
        "fdatasync takes "
            + Math.round(millis[SYNCS / 2] * 100) / 100.0
            + " ms, at worst "
            + Math.round(millis[SYNCS - 1] * 100) / 100.0
            + " ms of "
            + SYNCS;
    findings.add(
        millis[SYNCS / 2] > SLOW_SYNC_MILLIS
            ? Finding.note("disk sync", times + ": each block waits that long")
            : Finding.ok("disk sync", times));
  }

  private double[] syncTimes() throws IOException {
    Path file = Files.createTempFile(home.folder(), "doctor", ".tmp");
    double[] millis = new double[SYNCS];
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (int i = 0; i < SYNCS; i++) {
        long before = System.nanoTime();
        channel.write(ByteBuffer.allocate(4096));
        channel.force(false);
        millis[i] = (System.nanoTime() - before) / 1e6;
      }
    } finally {
      Files.delete(file);
    }
    Arrays.sort(millis);
    return millis;
  }

  private void port() {
    if (Files.exists(home.endpoint())) {
      findings.add(Finding.note("port", "a node runs here: the port was not tried"));
      return;
    }
    try {
      InetSocketAddress address = HostPort.parse(config.net().listen());
      try (var socket = new DatagramSocket(address)) {
        findings.add(Finding.ok("port", "UDP " + config.net().listen() + " is free"));
      }
      if (!address.getAddress().isLoopbackAddress() && config.net().trustedClients().isEmpty()) {
        findings.add(
            Finding.wrong("clients", "others can reach the address: name net.trusted-clients"));
      }
    } catch (IOException | IllegalArgumentException e) {
      findings.add(Finding.wrong("port", "UDP " + config.net().listen() + ": " + e.getMessage()));
    }
  }

  private void providers() {
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    if (verifier.exclusions().isEmpty()) {
      findings.add(
          Finding.ok("cryptography", verifier.providers().size() + " schemes verify as they must"));
    } else {
      findings.add(
          Finding.note(
              "cryptography",
              "providers that answer wrongly are excluded: " + verifier.exclusions()));
    }
  }
}
