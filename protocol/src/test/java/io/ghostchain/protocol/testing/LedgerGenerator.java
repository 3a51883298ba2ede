package io.ghostchain.protocol.testing;

import io.ghostchain.protocol.AccountId;
import io.ghostchain.protocol.AccountRecord;
import io.ghostchain.protocol.Amount;
import io.ghostchain.protocol.AssetId;
import io.ghostchain.protocol.AssetIssued;
import io.ghostchain.protocol.AssetPolicy;
import io.ghostchain.protocol.AssetRecord;
import io.ghostchain.protocol.BalanceRecord;
import io.ghostchain.protocol.Block;
import io.ghostchain.protocol.BlockWitnesses;
import io.ghostchain.protocol.BurnAsset;
import io.ghostchain.protocol.Burned;
import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.CallContract;
import io.ghostchain.protocol.Certificate;
import io.ghostchain.protocol.ContractEmitted;
import io.ghostchain.protocol.DeployContract;
import io.ghostchain.protocol.Event;
import io.ghostchain.protocol.FrozenSet;
import io.ghostchain.protocol.Genesis;
import io.ghostchain.protocol.GenesisAccount;
import io.ghostchain.protocol.GenesisAsset;
import io.ghostchain.protocol.Header;
import io.ghostchain.protocol.IssueAsset;
import io.ghostchain.protocol.IssuerSet;
import io.ghostchain.protocol.KeyEntry;
import io.ghostchain.protocol.LaneRecord;
import io.ghostchain.protocol.Limits;
import io.ghostchain.protocol.MintAsset;
import io.ghostchain.protocol.Minted;
import io.ghostchain.protocol.Operation;
import io.ghostchain.protocol.OperationKind;
import io.ghostchain.protocol.OtherLeaf;
import io.ghostchain.protocol.Parameters;
import io.ghostchain.protocol.Payer;
import io.ghostchain.protocol.Receipt;
import io.ghostchain.protocol.ReceiptStatus;
import io.ghostchain.protocol.SessionGrant;
import io.ghostchain.protocol.SessionUsage;
import io.ghostchain.protocol.SetFrozen;
import io.ghostchain.protocol.SetIssuer;
import io.ghostchain.protocol.StateProof;
import io.ghostchain.protocol.Transaction;
import io.ghostchain.protocol.TransactionBody;
import io.ghostchain.protocol.Transfer;
import io.ghostchain.protocol.Transferred;
import io.ghostchain.protocol.UpdateVault;
import io.ghostchain.protocol.Validator;
import io.ghostchain.protocol.ValidatorSet;
import io.ghostchain.protocol.Vault;
import io.ghostchain.protocol.VaultRecord;
import io.ghostchain.protocol.VaultReveal;
import io.ghostchain.protocol.VaultUpdated;
import io.ghostchain.protocol.Witness;
import io.ghostchain.zcrypto.Hash;
import io.ghostchain.zcrypto.PublicKey;
import io.ghostchain.zcrypto.SignatureScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Well-formed values of the ledger, the same for the same seed. Keys and signatures are random
 * bytes: nothing here verifies. Values at the edge of their range come often.
 */
public final class LedgerGenerator {
  private static final String SYMBOL = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  private static final String[] NAMES = {"Ghost Coin", "Größe", "幽霊", "👻", "x"};

  /** Not all that accounts may have: a new one must not change what the wire test pins. */
  private static final SignatureScheme[] SCHEMES = {
    SignatureScheme.ML_DSA_44, SignatureScheme.ML_DSA_65, SignatureScheme.ML_DSA_87
  };

  private final RandomGenerator random;

  /** A generator that draws from {@code random}. */
  public LedgerGenerator(RandomGenerator random) {
    this.random = random;
  }

  /** Random bytes of a length. */
  public Bytes bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return Bytes.of(bytes);
  }

  /** Random bytes of up to a length, often none. */
  public Bytes bytesUpTo(int max) {
    return random.nextInt(4) == 0 ? Bytes.EMPTY : bytes(random.nextInt(max + 1));
  }

  /** Any hash. */
  public Hash hash() {
    return Hash.of(bytes(Hash.BYTES).copy());
  }

  /** Any account. */
  public AccountId account() {
    return new AccountId(hash());
  }

  /** An issued asset. */
  public AssetId issuedAsset() {
    return new AssetId(hash());
  }

  /** An issued asset, or the fee asset. */
  public AssetId asset() {
    return random.nextBoolean() ? AssetId.FEE : issuedAsset();
  }

  /** Any amount: zero, small, of any length, or the largest. */
  public Amount amount() {
    return switch (random.nextInt(5)) {
      case 0 -> Amount.ZERO;
      case 1 -> Amount.of(random.nextInt(1000));
      case 2 -> new Amount(0, random.nextLong());
      case 3 -> new Amount(random.nextLong() >>> random.nextInt(64), random.nextLong());
      default -> Amount.MAX;
    };
  }

  /** An amount above zero. */
  public Amount positiveAmount() {
    Amount amount = amount();
    return amount.isZero() ? Amount.of(1) : amount;
  }

  /** A number of any length without a sign bit, often zero. */
  public long natural() {
    return random.nextInt(4) == 0 ? 0 : random.nextLong() >>> (1 + random.nextInt(63));
  }

  /** A number from 1 up. */
  public long positive() {
    return Math.max(1, natural());
  }

  /** A 32-bit number of any length without a sign bit, often zero. */
  public int smallNatural() {
    return random.nextInt(4) == 0 ? 0 : random.nextInt() >>> (1 + random.nextInt(31));
  }

  /** A list of a random length. */
  public <T> List<T> list(int min, int max, Supplier<T> item) {
    int size = min + random.nextInt(max - min + 1);
    var list = new ArrayList<T>(size);
    for (int i = 0; i < size; i++) {
      list.add(item.get());
    }
    return list;
  }

  /** An ascending list of distinct items. */
  public <T extends Comparable<T>> List<T> ascending(int min, int max, Supplier<T> item) {
    var set = new TreeSet<T>();
    int size = min + random.nextInt(max - min + 1);
    while (set.size() < size) {
      set.add(item.get());
    }
    return List.copyOf(set);
  }

  /** An ML-DSA scheme. */
  public SignatureScheme scheme() {
    return SCHEMES[random.nextInt(SCHEMES.length)];
  }

  /** A public key that belongs to nobody. */
  public PublicKey publicKey(SignatureScheme scheme) {
    return PublicKey.of(scheme, bytes(scheme.publicKeyBytes()).copy());
  }

  /** A session grant. */
  public SessionGrant grant() {
    int operations = 0;
    for (OperationKind kind : OperationKind.values()) {
      operations |= kind.grantable() && random.nextBoolean() ? kind.bit() : 0;
    }
    return new SessionGrant(
        operations == 0 ? OperationKind.TRANSFER.bit() : operations,
        ascending(0, 3, this::asset),
        ascending(0, 3, this::account),
        amount(),
        positive(),
        amount(),
        amount(),
        natural(),
        ascending(1, 4, this::smallNatural));
  }

  /** A vault of up to four keys. */
  public Vault vault() {
    List<KeyEntry> entries =
        list(1, 3, () -> new KeyEntry(publicKey(scheme()), 1 + random.nextInt(Limits.WEIGHT)));
    int sum = entries.stream().mapToInt(KeyEntry::weight).sum();
    if (random.nextBoolean()) {
      entries.add(new KeyEntry(publicKey(scheme()), 0, grant()));
    }
    return new Vault(entries, 1 + random.nextInt(sum));
  }

  /** A vault with its salt. */
  public VaultReveal reveal() {
    return new VaultReveal(vault(), bytesUpTo(Limits.SALT_BYTES));
  }

  /** Indices of signers. */
  public List<Integer> signers() {
    return ascending(1, 4, () -> random.nextInt(Limits.VAULT_ENTRIES));
  }

  /** A payer. */
  public Payer payer() {
    return new Payer(account(), positive(), signers());
  }

  /** An asset's policy. */
  public AssetPolicy policy() {
    return new AssetPolicy(
        random.nextBoolean(), random.nextBoolean(), random.nextBoolean(), amount());
  }

  /** Any operation. */
  public Operation operation() {
    OperationKind[] kinds = OperationKind.values();
    return operation(kinds[random.nextInt(kinds.length)]);
  }

  /** An operation of a kind. */
  public Operation operation(OperationKind kind) {
    return switch (kind) {
      case TRANSFER ->
          new Transfer(account(), asset(), positiveAmount(), bytesUpTo(Limits.MEMO_BYTES));
      case ISSUE_ASSET -> issueAsset();
      case MINT_ASSET -> new MintAsset(issuedAsset(), account(), positiveAmount());
      case BURN_ASSET -> new BurnAsset(asset(), positiveAmount());
      case SET_FROZEN -> new SetFrozen(issuedAsset(), account(), random.nextBoolean());
      case SET_ISSUER -> new SetIssuer(issuedAsset(), accountOrNull());
      case UPDATE_VAULT -> new UpdateVault(vault());
      case DEPLOY_CONTRACT ->
          new DeployContract(bytes(1 + random.nextInt(300)), bytesUpTo(100), amount());
      case CALL_CONTRACT -> new CallContract(account(), bytesUpTo(300), amount());
    };
  }

  /** A transaction's body. */
  public TransactionBody body() {
    boolean revealed = random.nextInt(4) == 0;
    long maxFee = natural();
    return new TransactionBody(
        TransactionBody.VERSION,
        1 + random.nextInt(Integer.MAX_VALUE),
        account(),
        revealed ? 0 : positive(),
        signers(),
        smallNatural(),
        natural(),
        natural(),
        natural(),
        maxFee,
        maxFee == 0 ? 0 : random.nextLong(maxFee),
        random.nextInt(4) == 0 ? payer() : null,
        revealed ? reveal() : null,
        list(1, 4, this::operation));
  }

  /** A witness of some signatures. */
  public Witness witness(int signatures) {
    return new Witness(list(signatures, signatures, () -> bytes(scheme().signatureBytes())));
  }

  /** A transaction whose signatures do not hold. */
  public Transaction transaction() {
    TransactionBody body = body();
    return Transaction.of(body, witness(body.signatureCount()));
  }

  /** A header. */
  public Header header() {
    return new Header(
        1,
        1 + random.nextInt(Integer.MAX_VALUE),
        natural(),
        natural(),
        positive(),
        natural(),
        hash(),
        random.nextInt(Limits.VALIDATORS),
        hash(),
        hash(),
        hash(),
        hash(),
        natural(),
        natural(),
        hash(),
        hash(),
        random.nextBoolean() ? hash() : null,
        hash(),
        Hash.ZERO);
  }

  /** A block of some bodies. */
  public Block block() {
    return new Block(header(), list(0, 3, () -> Bytes.of(body().encode())));
  }

  /** The witnesses of a block. */
  public BlockWitnesses blockWitnesses() {
    return new BlockWitnesses(list(0, 3, () -> Bytes.of(witness(1).encode())));
  }

  /** A validator. */
  public Validator validator() {
    return new Validator(publicKey(Validator.SCHEME), new Amount(0, positive()));
  }

  /** A set of up to five validators. */
  public ValidatorSet validatorSet() {
    return new ValidatorSet(list(1, 5, this::validator));
  }

  /** A certificate whose votes do not hold. */
  public Certificate certificate() {
    byte[] bitmap = bytes(1 + random.nextInt(2)).copy();
    int votes = 0;
    for (byte bits : bitmap) {
      votes += Integer.bitCount(bits & 0xFF);
    }
    return new Certificate(
        natural(),
        natural(),
        natural(),
        hash(),
        Bytes.of(bitmap),
        list(votes, votes, () -> bytes(Validator.SCHEME.signatureBytes())));
  }

  /** Any event. */
  public Event event() {
    return switch (random.nextInt(8)) {
      case 0 ->
          new Transferred(account(), account(), asset(), amount(), bytesUpTo(Limits.MEMO_BYTES));
      case 1 -> new AssetIssued(issuedAsset(), account(), symbol(), decimals(), amount());
      case 2 -> new Minted(issuedAsset(), account(), amount());
      case 3 -> new Burned(asset(), account(), amount());
      case 4 -> new FrozenSet(issuedAsset(), account(), random.nextBoolean());
      case 5 -> new IssuerSet(issuedAsset(), accountOrNull());
      case 6 -> new VaultUpdated(account(), positive());
      default -> new ContractEmitted(account(), list(0, 4, this::hash), bytesUpTo(100));
    };
  }

  /** A receipt, half of them of failures. */
  public Receipt receipt() {
    if (random.nextBoolean()) {
      return new Receipt(
          hash(), ReceiptStatus.SUCCESS, 0, natural(), amount(), list(0, 4, this::event));
    }
    ReceiptStatus[] all = ReceiptStatus.values();
    return new Receipt(
        hash(),
        all[1 + random.nextInt(all.length - 1)],
        random.nextInt(Limits.OPERATIONS),
        natural(),
        amount(),
        List.of());
  }

  /** A proof that leads to no known root. */
  public StateProof stateProof() {
    int kind = random.nextInt(3);
    return new StateProof(
        bytes(1 + random.nextInt(100)),
        kind == 0 ? bytes(1 + random.nextInt(100)) : null,
        list(0, 20, this::hash),
        kind == 1 ? new OtherLeaf(hash(), hash()) : null);
  }

  /** Parameters within their bounds. */
  public Parameters parameters() {
    long minBaseFee = natural() / 2;
    return new Parameters(
        positive(),
        1 + random.nextLong(1L << 48),
        Limits.MESSAGE_BYTES + random.nextInt(1 << 20),
        Limits.SIGNATURES + random.nextInt(1 << 20),
        minBaseFee + random.nextInt(1000),
        minBaseFee,
        random.nextInt(Parameters.BURN_ALL + 1),
        random.nextLong(1L << 48),
        positive(),
        positive());
  }

  /** A genesis of a few accounts. */
  public Genesis genesis() {
    List<GenesisAccount> accounts =
        ascending(0, 5, this::account).stream()
            .map(id -> new GenesisAccount(id, new Amount(0, natural()), new Amount(0, natural())))
            .toList();
    return new Genesis(
        Genesis.VERSION,
        1 + random.nextInt(Integer.MAX_VALUE),
        "test-" + random.nextInt(100),
        natural(),
        new GenesisAsset("GCC", name(), Genesis.FEE_DECIMALS),
        new GenesisAsset(symbol(), name(), decimals()),
        accounts,
        validatorSet().validators(),
        parameters(),
        random.nextBoolean(),
        random.nextBoolean());
  }

  /** An account's record. */
  public AccountRecord accountRecord() {
    long version = natural();
    return new AccountRecord(
        version, version == 0 ? null : hash(), natural(), random.nextInt(Limits.LANES), amount());
  }

  /** A vault's record. */
  public VaultRecord vaultRecord() {
    return new VaultRecord(positive(), vault());
  }

  /** A balance's record. */
  public BalanceRecord balanceRecord() {
    return new BalanceRecord(amount(), random.nextBoolean());
  }

  /** An asset's record. */
  public AssetRecord assetRecord() {
    AssetPolicy policy = policy();
    Amount supply = amount();
    return new AssetRecord(
        accountOrNull(),
        symbol(),
        name(),
        decimals(),
        policy,
        supply.compareTo(policy.supplyLimit()) > 0 ? policy.supplyLimit() : supply);
  }

  /** A lane's record. */
  public LaneRecord laneRecord() {
    return new LaneRecord(positive());
  }

  /** What a session key has spent. */
  public SessionUsage sessionUsage() {
    Amount one = amount();
    Amount two = amount();
    boolean ordered = one.compareTo(two) <= 0;
    return new SessionUsage(positive(), natural(), ordered ? one : two, ordered ? two : one);
  }

  private IssueAsset issueAsset() {
    AssetPolicy policy = policy();
    Amount supply = policy.mintable() ? amount() : positiveAmount();
    return new IssueAsset(
        symbol(),
        name(),
        decimals(),
        policy,
        supply.compareTo(policy.supplyLimit()) > 0 ? policy.supplyLimit() : supply);
  }

  private String symbol() {
    var symbol = new StringBuilder();
    for (int i = random.nextInt(Limits.SYMBOL_CHARACTERS) + 1; i > 0; i--) {
      symbol.append(SYMBOL.charAt(random.nextInt(SYMBOL.length())));
    }
    return symbol.toString();
  }

  private String name() {
    return NAMES[random.nextInt(NAMES.length)];
  }

  private int decimals() {
    return random.nextInt(Limits.DECIMALS + 1);
  }

  private @Nullable AccountId accountOrNull() {
    return random.nextBoolean() ? account() : null;
  }
}
