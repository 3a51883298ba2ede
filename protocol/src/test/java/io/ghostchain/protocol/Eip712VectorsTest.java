package io.ghostchain.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.ghostchain.protocol.testing.LedgerGenerator;
import io.ghostchain.testkit.vectors.Json;
import io.ghostchain.testkit.vectors.VectorFile;
import io.ghostchain.zcrypto.ConsensusVerifier;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.HashAlgorithm;
import io.ghostchain.zcrypto.PrivateKey;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.Secp256k1;
import io.ghostchain.zcrypto.SignatureScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a co-signer signs, against ethers.js: eip712/generate.mjs decodes the bodies with
 * protobufjs, words them by itself, and lets ethers hash and sign.
 */
class Eip712VectorsTest {
  private static final List<Json> CASES = cases();

  @Test
  void theFileIsOfTheseBodies() throws IOException {
    List<TransactionBody> bodies = bodies();
    if (Boolean.getBoolean("protocol.write-eip712-bodies")) {
      List<String> lines = new ArrayList<>();
      for (int i = 0; i < bodies.size(); i++) {
        lines.add(i + " " + Bytes.of(bodies.get(i).encode()).hex());
      }
      Files.write(Path.of("target/eip712-bodies.txt"), lines);
    }
    assertEquals(
        bodies.stream().map(body -> Bytes.of(body.encode()).hex()).toList(),
        CASES.stream().map(each -> each.text("body")).toList());
  }

  @Test
  void everyFieldReadsAsTheOtherImplementationWordsIt() throws DecodeException {
    for (Json each : CASES) {
      TypedData data = data(each);
      Json shown = each.get("typedData");
      assertEquals(data.message().name(), shown.text("primaryType"));
      assertFields(data.domain(), shown.get("domain"), shown);
      assertFields(data.message(), shown.get("message"), shown);
    }
  }

  @Test
  void hashesAreThoseOfEthers() throws DecodeException {
    for (Json each : CASES) {
      TypedData data = data(each);
      assertEquals(each.text("domainSeparator"), data.domain().hash().toString());
      assertEquals(each.text("structHash"), data.message().hash().toString());
      assertEquals(each.text("digest"), data.digest().toString());
      assertEquals(data.digest(), Hash.of(HashAlgorithm.KECCAK_256.hash(data.signingMessage())));
    }
  }

  @Test
  void signaturesOfEthersHoldWithoutTheirRecoveryByteAndForNoOtherTransaction()
      throws DecodeException {
    ConsensusVerifier verifier = ConsensusVerifier.forAccounts();
    for (Json each : CASES) {
      PublicKey key = SignatureScheme.SECP256K1.publicKey(each.hex("publicKey"));
      byte[] recoverable = each.hex("signature");
      byte[] signature = Arrays.copyOf(recoverable, 64);
      byte[] message = data(each).signingMessage();
      assertTrue(verifier.verify(key, message, signature), each::path);
      assertFalse(verifier.verify(key, message, recoverable));
      for (Json other : CASES) {
        if (!other.text("name").equals(each.text("name"))) {
          assertFalse(verifier.verify(key, data(other).signingMessage(), signature));
        }
      }
    }
  }

  @Test
  void ourSignaturesAreThoseOfEthers() throws DecodeException {
    for (Json each : CASES) {
      try (PrivateKey key = SignatureScheme.SECP256K1.fromSeed(each.hex("secret"))) {
        assertEquals(each.text("publicKey"), HexFormat.of().formatHex(key.publicKey().raw()));
        Bytes ours = new TransactionSigner(genesis(each)).signature(body(each), key);
        assertEquals(each.text("signature").substring(0, 128), ours.hex());
        byte[] coordinates = Secp256k1.coordinates(key.publicKey()).orElseThrow();
        assertEquals(
            each.text("address").toLowerCase(Locale.ROOT),
            "0x" + HexFormat.of().formatHex(HashAlgorithm.KECCAK_256.hash(coordinates), 12, 32));
      }
    }
  }

  @Test
  void anotherChainWithTheSameChainIdHasAnotherDigest() throws DecodeException {
    TransactionBody body = body(CASES.getFirst());
    assertFalse(
        TransactionTypedData.of(body, Hash.ZERO)
            .digest()
            .equals(TransactionTypedData.of(body, Hash.sha256(new byte[1])).digest()));
  }

  private static void assertFields(TypedData.Struct struct, Json values, Json shown) {
    List<String> types = new ArrayList<>();
    for (Json field : shown.get("types").get(struct.name())) {
      types.add(field.text("type") + " " + field.text("name"));
    }
    assertEquals(
        types, struct.fields().stream().map(field -> field.type() + " " + field.name()).toList());
    for (TypedData.Field field : struct.fields()) {
      Json value = values.get(field.name());
      switch (field) {
        case TypedData.Text(_, String text) -> assertEquals(value.text(), text);
        case TypedData.Texts(_, List<String> texts) -> {
          List<String> expected = new ArrayList<>();
          value.forEach(line -> expected.add(line.text()));
          assertEquals(expected, texts);
        }
        case TypedData.Unsigned(_, _, long number) ->
            assertEquals(Long.decode(value.text()), number);
        case TypedData.Fixed(_, Hash hash) -> assertEquals(value.text(), "0x" + hash);
      }
    }
  }

  /** Every kind of operation, memos of all sorts, vaults with co-signers, a payer. */
  private static List<TransactionBody> bodies() {
    var generator = new LedgerGenerator(new SplittableRandom(712));
    List<TransactionBody> bodies = new ArrayList<>();
    for (Bytes memo :
        List.of(
            Bytes.EMPTY,
            Bytes.utf8("invoice 17"),
            Bytes.utf8("quote \""),
            Bytes.utf8("back\\slash"),
            Bytes.utf8("Größe"),
            Bytes.of((byte) 0x7f),
            Bytes.utf8(" ~"))) {
      bodies.add(
          builder(generator)
              .add(new Transfer(generator.account(), AssetId.FEE, Amount.parse("12.5", 18), memo))
              .build());
    }
    bodies.add(
        builder(generator)
            .add(new Transfer(generator.account(), AssetId.STAKE, Amount.MAX))
            .add(new Transfer(generator.account(), AssetId.FEE, Amount.of(1)))
            .add(new Transfer(generator.account(), AssetId.FEE, Amount.parse("1000000", 18)))
            .payer(generator.payer())
            .build());
    TransactionBuilder every = builder(generator);
    for (OperationKind kind : OperationKind.values()) {
      if (kind != OperationKind.UPDATE_VAULT) {
        every.add(generator.operation(kind)).add(generator.operation(kind));
      }
    }
    bodies.add(
        every
            .add(new SetFrozen(generator.issuedAsset(), generator.account(), true))
            .add(new SetFrozen(generator.issuedAsset(), generator.account(), false))
            .add(new SetIssuer(generator.issuedAsset(), null))
            .add(new SetIssuer(AssetId.STAKE, generator.account()))
            .add(new BurnAsset(AssetId.FEE, Amount.of(1)))
            .add(new CallContract(generator.account(), Bytes.EMPTY, Amount.ZERO))
            .add(
                new IssueAsset(
                    "GOLD",
                    "Gold, \"fine\"",
                    2,
                    new AssetPolicy(true, true, true, Amount.of(100_000)),
                    Amount.of(1050)))
            .add(new IssueAsset("ONE", "One", 0, AssetPolicy.FIXED, Amount.of(1)))
            .build());
    bodies.add(builder(generator).add(new UpdateVault(cosigned(generator))).build());
    return bodies;
  }

  private static TransactionBuilder builder(LedgerGenerator generator) {
    return new TransactionBuilder(1 + generator.smallNatural() / 2, generator.account())
        .vaultVersion(generator.positive())
        .sequence(generator.smallNatural(), generator.natural())
        .validUntil(1_700_000_000_000L + generator.smallNatural())
        .gasLimit(generator.natural() >>> 20)
        .fees(generator.natural() >>> 10, 0);
  }

  private static Vault cosigned(LedgerGenerator generator) {
    SessionGrant grant =
        new SessionGrant(
            OperationKind.TRANSFER.bit(),
            List.of(),
            List.of(),
            Amount.of(5),
            1_000,
            Amount.of(99),
            Amount.of(1),
            1_800_000_000_000L,
            List.of(1));
    return new Vault(
        List.of(
            new KeyEntry(generator.publicKey(SignatureScheme.ML_DSA_65), 2),
            new KeyEntry(generator.publicKey(SignatureScheme.SLH_DSA_SHA2_128S), 3),
            new KeyEntry(generator.publicKey(SignatureScheme.SECP256K1), 1),
            new KeyEntry(generator.publicKey(SignatureScheme.ML_DSA_44), 0, grant)),
        3);
  }

  private static List<Json> cases() {
    List<Json> cases = new ArrayList<>();
    new VectorFile("eip712/transactions.json").json().get("cases").forEach(cases::add);
    return cases;
  }

  private static TypedData data(Json each) throws DecodeException {
    return TransactionTypedData.of(body(each), genesis(each));
  }

  private static TransactionBody body(Json each) throws DecodeException {
    return TransactionBody.decode(each.hex("body"));
  }

  private static Hash genesis(Json each) {
    return Hash.of(each.hex("genesisHash"));
  }
}
