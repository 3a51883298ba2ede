package io.ghostchain.benchmarks.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Two network namespaces of this process's own with a {@link DelayWire} between them. Addresses are
 * of 198.18.0.0/15, which RFC 2544 keeps for benchmarks. Closing removes the namespaces.
 */
public final class LossyLink implements AutoCloseable {
  private static final String SERVER_ADDRESS = "198.18.77.1";
  private static final String CLIENT_ADDRESS = "198.18.77.2";
  private static final long SEED = 1;

  private final String serverSpace;
  private final String clientSpace;

  private LossyLink(String serverSpace, String clientSpace) {
    this.serverSpace = serverSpace;
    this.clientSpace = clientSpace;
  }

  /**
   * Makes the link.
   *
   * @param delay one way
   * @param loss share of frames lost each way, 0 to 1
   * @throws IOException if this user may not make namespaces, or the system has no TUN driver
   */
  public static LossyLink open(Duration delay, double loss)
      throws IOException, InterruptedException {
    String suffix = Long.toString(ProcessHandle.current().pid(), 36);
    LossyLink link = new LossyLink("gbs" + suffix, "gbc" + suffix);
    try {
      Tap server = link.attach(link.serverSpace, "gs" + suffix, SERVER_ADDRESS);
      Tap client = link.attach(link.clientSpace, "gc" + suffix, CLIENT_ADDRESS);
      DelayWire.join(server, client, delay, loss, SEED);
      return link;
    } catch (IOException e) {
      link.close();
      throw e;
    }
  }

  /** What a server's command begins with. */
  public List<String> serverPrefix() {
    return List.of("ip", "netns", "exec", serverSpace);
  }

  /** What a client's command begins with. */
  public List<String> clientPrefix() {
    return List.of("ip", "netns", "exec", clientSpace);
  }

  /** The address that the server binds and the client reaches. */
  public String serverAddress() {
    return SERVER_ADDRESS;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (String space : List.of(serverSpace, clientSpace)) {
      new ProcessBuilder("ip", "netns", "del", space)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    }
  }

  private Tap attach(String space, String device, String address)
      throws IOException, InterruptedException {
    ip("netns", "add", space);
    ip("-n", space, "link", "set", "lo", "up");
    Tap tap = Tap.open(space, device);
    ip("-n", space, "addr", "add", address + "/24", "dev", device);
    ip("-n", space, "link", "set", device, "up");
    return tap;
  }

  private static void ip(String... arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(String.join(" ", command) + ": " + output.strip());
    }
  }
}
