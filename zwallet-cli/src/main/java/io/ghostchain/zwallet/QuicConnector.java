package io.ghostchain.zwallet;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.ghostchain.zquic.QuicConfig;
import io.ghostchain.zquic.grpc.GrpcH3Channel;
import io.ghostchain.zquic.grpc.GrpcH3ChannelBuilder;
import io.ghostchain.zquic.tls.NodeId;
import io.ghostchain.zquic.tls.NodeIdentity;
import io.ghostchain.zquic.tls.TrustPolicy;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reaches walletd by post-quantum QUIC. Its id is pinned: from the endpoint file that it wrote on
 * this machine, or from the settings for one elsewhere.
 */
final class QuicConnector implements Connector {
  private static final int FILE_MAX = 64 << 10;
  private static final int SEED_HEX = 64;
  private static final Duration CONNECT = Duration.ofSeconds(3);

  /** Where walletd is and how it knows us. */
  record Endpoint(String address, String nodeId, @Nullable String tokenFile) {}

  @Override
  public ManagedChannel connect(Settings settings) {
    Endpoint endpoint = endpoint(settings);
    int colon = endpoint.address().lastIndexOf(':');
    GrpcH3ChannelBuilder channel =
        GrpcH3Channel.builder(host(endpoint.address(), colon), port(endpoint.address(), colon))
            .trust(holderOf(nodeId(endpoint.nodeId())))
            .quic(quic())
            .maxInboundMessageSize(16 << 20)
            .userAgent("zwallet/" + Zwallet.version());
    if (endpoint.tokenFile() != null) {
      channel.intercept(bearer(secretHex(Path.of(endpoint.tokenFile()), "walletd's token")));
    }
    String identity = settings.get(Setting.IDENTITY_FILE);
    if (identity != null) {
      byte[] seed = HexFormat.of().parseHex(secretHex(Path.of(identity), "this client's identity"));
      channel.identity(NodeIdentity.fromSeed(seed));
      Arrays.fill(seed, (byte) 0);
    }
    return channel.build();
  }

  /**
   * Trusts the node whose key has this id. That it holds the key is what the handshake proves, with
   * a signature over the certificate too (RFC 8446 section 4.4.3); the certificate's signature by
   * the same key would add nothing, and to verify it takes a cold JVM 40 ms.
   */
  private static TrustPolicy holderOf(NodeId id) {
    return peer ->
        peer.id().equals(id)
            ? Optional.empty()
            : Optional.of("expected node " + id + ", got " + peer.id());
  }

  private static ClientInterceptor bearer(String token) {
    Metadata headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER), "Bearer " + token);
    return MetadataUtils.newAttachHeadersInterceptor(headers);
  }

  private static QuicConfig quic() {
    QuicConfig defaults = QuicConfig.defaults();
    return defaults.with(
        new QuicConfig.Timeouts(
            defaults.timeouts().idle(), defaults.timeouts().handshake(), CONNECT, Duration.ZERO));
  }

  static Endpoint endpoint(Settings settings) {
    String address = settings.get(Setting.ADDRESS);
    if (address != null) {
      String id = settings.get(Setting.NODE_ID);
      if (id == null) {
        throw Failure.usage(
            "the setting address needs the setting node-id, which 'walletd init' shows there");
      }
      return new Endpoint(address, id, settings.get(Setting.TOKEN_FILE));
    }
    Path file = Path.of(settings.require(Setting.ENDPOINT_FILE));
    if (!Files.exists(file)) {
      throw Failure.of(
              ExitCode.UNREACHABLE,
              "WALLETD_UNREACHABLE",
              "no walletd runs here: there is no " + file)
          .hint("walletd start, or name its endpoint file with --endpoint-file");
    }
    Map<String, String> fields = fields(file);
    String token = settings.get(Setting.TOKEN_FILE);
    return new Endpoint(
        required(fields, "address", file),
        required(fields, "nodeId", file),
        token != null ? token : fields.get("tokenFile"));
  }

  private static Map<String, String> fields(Path file) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(Secrets.wholeFile(file, FILE_MAX))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        json.nextToken();
        fields.put(name, json.getText());
      }
      return fields;
    } catch (IOException notJson) {
      throw Failure.file(file + " is not an endpoint file: " + notJson.getClass().getSimpleName());
    }
  }

  private static String required(Map<String, String> fields, String name, Path file) {
    String value = fields.get(name);
    if (value == null) {
      throw Failure.file(file + " is not an endpoint file: it has no " + name);
    }
    return value;
  }

  private static String secretHex(Path file, String what) {
    String hex = new String(Secrets.wholeFile(file, FILE_MAX), StandardCharsets.US_ASCII).strip();
    if (!hex.matches("[0-9a-f]{" + SEED_HEX + "}")) {
      throw Failure.file(file + ": expected " + what + " as " + SEED_HEX + " hexadecimal digits");
    }
    return hex;
  }

  private static NodeId nodeId(String text) {
    try {
      return NodeId.parse(text);
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage("node-id: " + wrong.getMessage());
    }
  }

  private static String host(String address, int colon) {
    if (colon < 1) {
      throw Failure.usage("address: expected HOST:PORT, got " + address);
    }
    return address.substring(0, colon).replaceAll("^\\[|]$", "");
  }

  private static int port(String address, int colon) {
    try {
      return Integer.parseInt(address.substring(colon + 1));
    } catch (NumberFormatException wrong) {
      throw Failure.usage("address: expected HOST:PORT, got " + address);
    }
  }
}
