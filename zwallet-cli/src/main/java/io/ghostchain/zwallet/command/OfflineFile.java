package io.ghostchain.zwallet.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.DecodeException;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Vault;
import io.ghostchain.walletkit.PartlySigned;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zwallet.Failure;
import io.ghostchain.zwallet.PrivateFiles;
import io.ghostchain.zwallet.Secrets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A transaction on its way between machines: a small JSON object that a person can look at.
 *
 * @param form how far it is
 * @param body the encoded body
 * @param genesisHash of the chain it is for
 * @param vault the encoded vault whose keys sign it; may be empty if one key does
 * @param signatures so far, by the index of their key in the vault; none once it is signed
 * @param witness the encoded witness; empty until it is signed
 */
record OfflineFile(
    Form form,
    Bytes body,
    Hash genesisHash,
    Bytes vault,
    SortedMap<Integer, Bytes> signatures,
    Bytes witness) {
  /** How far it is. */
  enum Form {
    UNSIGNED("ghostchain-unsigned-transaction"),
    PARTLY_SIGNED("ghostchain-partly-signed-transaction"),
    SIGNED("ghostchain-signed-transaction");

    private final String text;

    Form(String text) {
      this.text = text;
    }
  }

  private static final int BYTES_MAX = 1 << 20;
  private static final String SIGNATURE = "signature_";
  private static final Pattern SIGNATURE_FIELD = Pattern.compile("signature_(0|[1-9][0-9]{0,2})");
  private static final Set<String> FIELDS =
      Set.of("format", "genesis_hash", "body", "vault", "witness");

  /** A field that stands there twice would be shown to one reader and read by another. */
  private static final JsonFactory STRICT =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  static OfflineFile unsigned(Bytes body, Hash genesisHash, Bytes vault) {
    return new OfflineFile(
        Form.UNSIGNED, body, genesisHash, vault, Collections.emptySortedMap(), Bytes.EMPTY);
  }

  static OfflineFile signed(Transaction signed, Hash genesisHash) {
    return new OfflineFile(
        Form.SIGNED,
        signed.bodyBytes(),
        genesisHash,
        Bytes.EMPTY,
        Collections.emptySortedMap(),
        signed.witnessBytes());
  }

  /** Signed if no signature is missing. */
  static OfflineFile of(PartlySigned transaction) {
    return transaction.missing().isEmpty()
        ? signed(transaction.transaction(), transaction.genesisHash())
        : new OfflineFile(
            Form.PARTLY_SIGNED,
            Bytes.of(transaction.body().encode()),
            transaction.genesisHash(),
            Bytes.of(transaction.vault().encode()),
            transaction.signatures(),
            Bytes.EMPTY);
  }

  /** The body. */
  TransactionBody transactionBody() throws DecodeException {
    return TransactionBody.decode(body);
  }

  /** What is gathered so far of a transaction that several keys sign. */
  PartlySigned partlySigned(Path file) {
    try {
      return new PartlySigned(
          transactionBody(), genesisHash, Vault.decode(vault.copy()), signatures);
    } catch (DecodeException malformed) {
      throw Failure.usage(file + " holds no transaction with its vault: " + malformed.getMessage());
    } catch (IllegalArgumentException wrong) {
      throw Failure.usage(file + ": " + wrong.getMessage());
    }
  }

  void write(Path file) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("format", form.text);
      json.writeStringField("genesis_hash", genesisHash.toString());
      json.writeStringField("body", body.hex());
      if (!vault.isEmpty()) {
        json.writeStringField("vault", vault.hex());
      }
      for (Map.Entry<Integer, Bytes> signature : signatures.entrySet()) {
        json.writeStringField(SIGNATURE + signature.getKey(), signature.getValue().hex());
      }
      if (form == Form.SIGNED) {
        json.writeStringField("witness", witness.hex());
      }
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory failed", impossible);
    }
    PrivateFiles.create(file, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  static OfflineFile read(Path file, Form... expected) {
    Map<String, String> fields = fields(file);
    String format = fields.getOrDefault("format", "none");
    for (Form form : expected) {
      if (form.text.equals(format)) {
        return read(file, form, fields);
      }
    }
    throw Failure.usage(
        file
            + ": expected the format "
            + Arrays.stream(expected).map(form -> form.text).collect(Collectors.joining(" or "))
            + ", got "
            + format);
  }

  private static OfflineFile read(Path file, Form form, Map<String, String> fields) {
    try {
      SortedMap<Integer, Bytes> signatures = new TreeMap<>();
      for (Map.Entry<String, String> field : fields.entrySet()) {
        if (SIGNATURE_FIELD.matcher(field.getKey()).matches()) {
          signatures.put(
              Integer.valueOf(field.getKey().substring(SIGNATURE.length())),
              Bytes.parseHex(field.getValue()));
        } else if (!FIELDS.contains(field.getKey())) {
          throw new IllegalArgumentException("unknown field " + field.getKey());
        }
      }
      if (form != Form.SIGNED && fields.containsKey("witness")) {
        throw new IllegalArgumentException("a witness stands in a signed file alone");
      }
      return new OfflineFile(
          form,
          Bytes.parseHex(fields.getOrDefault("body", "")),
          Hash.parse(fields.getOrDefault("genesis_hash", "")),
          Bytes.parseHex(fields.getOrDefault("vault", "")),
          signatures,
          Bytes.parseHex(fields.getOrDefault("witness", "")));
    } catch (IllegalArgumentException malformed) {
      throw Failure.usage(file + ": " + malformed.getMessage());
    }
  }

  private static Map<String, String> fields(Path file) {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = STRICT.createParser(Secrets.wholeFile(file, BYTES_MAX))) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        if (json.nextToken() != JsonToken.VALUE_STRING) {
          throw Failure.usage(file + " is not a transaction file: " + name + " is not a text");
        }
        fields.put(name, json.getText());
      }
      return fields;
    } catch (IOException notJson) {
      throw Failure.usage(file + " is not a transaction file: it is not JSON");
    }
  }
}
