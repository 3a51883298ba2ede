package io.ghostchain.protocol;

import io.ghostchain.zcrypto.Hash;

/**
 * A key of the state: one byte for the table, then the fields that find the record, big-endian and
 * of fixed width.
 *
 * @param bytes 1 to {@value #BYTES_MAX} bytes
 */
public record StateKey(Bytes bytes) implements Comparable<StateKey> {
  /** The longest key in bytes. */
  public static final int BYTES_MAX = 128;

  private static final int STORAGE_KEY_MAX = BYTES_MAX - 1 - Hash.BYTES;

  /** What the chain has one of. */
  public enum Chain {
    /** The {@link Parameters} in force. */
    PARAMETERS(0),
    /** What fees were burned so far and what the block in work collected. */
    FEES(1);

    private final int code;

    Chain(int code) {
      this.code = code;
    }
  }

  /** Checks the length. */
  public StateKey {
    Require.length("a state key", bytes, 1, BYTES_MAX);
  }

  /** Of an {@link AccountRecord}. */
  public static StateKey account(AccountId account) {
    return build(StateTable.ACCOUNT, account.hash());
  }

  /** Of a {@link VaultRecord}. */
  public static StateKey vault(AccountId account) {
    return build(StateTable.VAULT, account.hash());
  }

  /**
   * Of a {@link BalanceRecord}.
   *
   * @throws IllegalArgumentException for the fee asset, whose balance is in the {@link
   *     AccountRecord}
   */
  public static StateKey balance(AccountId account, AssetId asset) {
    Require.that(!asset.isFee(), "an asset other than the fee asset", asset);
    byte[] key = start(StateTable.BALANCE, account.hash(), Hash.BYTES);
    asset.hash().write(key, 1 + Hash.BYTES);
    return new StateKey(Bytes.wrap(key));
  }

  /** Of an {@link AssetRecord}. */
  public static StateKey asset(AssetId asset) {
    return build(StateTable.ASSET, asset.hash());
  }

  /**
   * Of a {@link LaneRecord}.
   *
   * @throws IllegalArgumentException for lane 0, which is in the {@link AccountRecord}
   */
  public static StateKey lane(AccountId account, int lane) {
    Require.range("lane", lane, 1, Integer.MAX_VALUE);
    byte[] key = start(StateTable.LANE, account.hash(), Integer.BYTES);
    BigEndian.putInt(key, 1 + Hash.BYTES, lane);
    return new StateKey(Bytes.wrap(key));
  }

  /** Of a {@link SessionUsage}. */
  public static StateKey session(AccountId account, int keyIndex, AssetId asset) {
    Require.range("key index", keyIndex, 0, Limits.VAULT_ENTRIES - 1);
    byte[] key = start(StateTable.SESSION, account.hash(), Integer.BYTES + Hash.BYTES);
    BigEndian.putInt(key, 1 + Hash.BYTES, keyIndex);
    asset.hash().write(key, 1 + Hash.BYTES + Integer.BYTES);
    return new StateKey(Bytes.wrap(key));
  }

  /** Of what the chain has one of. */
  public static StateKey chain(Chain what) {
    return new StateKey(Bytes.of((byte) StateTable.CHAIN.code(), (byte) what.code));
  }

  /** Of a {@link Validator}. */
  public static StateKey validator(long epoch, int index) {
    Require.natural("epoch", epoch);
    Require.range("index", index, 0, Limits.VALIDATORS - 1);
    byte[] key = new byte[1 + Long.BYTES + Integer.BYTES];
    key[0] = (byte) StateTable.VALIDATOR.code();
    BigEndian.putLong(key, 1, epoch);
    BigEndian.putInt(key, 1 + Long.BYTES, index);
    return new StateKey(Bytes.wrap(key));
  }

  /** Of a contract's kind and code hash. */
  public static StateKey contract(AccountId contract) {
    return build(StateTable.CONTRACT, contract.hash());
  }

  /** Of code by its hash. */
  public static StateKey code(Hash codeHash) {
    return build(StateTable.CODE, codeHash);
  }

  /** Of a contract's own key, such as the 32 bytes of an EVM slot; at most 95 bytes. */
  public static StateKey storage(AccountId contract, Bytes key) {
    Require.length("a storage key", key, 1, STORAGE_KEY_MAX);
    byte[] whole = start(StateTable.STORAGE, contract.hash(), key.length());
    key.write(whole, 1 + Hash.BYTES);
    return new StateKey(Bytes.wrap(whole));
  }

  /** k of the state's tree: SHA-256 of the key. */
  public Hash hash() {
    return bytes.sha256();
  }

  /**
   * Of the ends of the key, where keys differ: the front has the first of an account's hash, the
   * back an asset's, a lane's or a slot's. Whoever makes keys that collide makes them comparable,
   * too.
   */
  @Override
  public int hashCode() {
    return bytes.edgeHash();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StateKey that && bytes.equals(that.bytes);
  }

  @Override
  public int compareTo(StateKey other) {
    return bytes.compareTo(other.bytes);
  }

  private static StateKey build(StateTable table, Hash hash) {
    return new StateKey(Bytes.wrap(start(table, hash, 0)));
  }

  private static byte[] start(StateTable table, Hash hash, int more) {
    byte[] key = new byte[1 + Hash.BYTES + more];
    key[0] = (byte) table.code();
    hash.write(key, 1);
    return key;
  }
}
