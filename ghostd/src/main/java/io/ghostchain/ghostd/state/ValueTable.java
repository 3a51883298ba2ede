package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import io.ghostchain.zcrypto.SipHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of the newest state, all in memory, in flat arrays: a collector has nothing to walk,
 * and a value is two cache lines away. Only looked up and never walked, so that its order cannot
 * matter.
 *
 * <p>Open addressing with linear probing, in 256 parts that grow one by one. A slot holds 24 bits
 * of the key's hash, of which the upper ones say where it would like to be, and the address of the
 * record in {@link RecordPages}; so growing reads no record. The hash has a random key: nobody can
 * make keys that meet.
 *
 * <p>Not thread-safe: {@link ChainState} guards it. Readers may share.
 */
final class ValueTable implements StateView {
  private static final int PARTS = 1 << 8;
  private static final int PRINT_BITS = 24;
  private static final int FIRST_BITS = 3;

  /** Keys that are looked up together. */
  private static final int STEP_KEYS = 128;

  private static final long ADDRESS_MASK = (1L << RecordPages.ADDRESS_BITS) - 1;

  private final SipHash hash = SipHash.withRandomKey();
  private final RecordPages records = new RecordPages();
  private final Part[] parts = new Part[PARTS];

  ValueTable() {
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new Part();
    }
  }

  @Override
  public @Nullable Bytes get(StateKey key) {
    long address = address(key.bytes().hash(hash), key);
    return address == 0 ? null : records.value(address);
  }

  /**
   * Goes through the keys in steps that do not wait for one another: what each reads is far from
   * the processor, and so comes several at a time.
   */
  @Override
  public List<@Nullable Bytes> getAll(List<StateKey> keys) {
    List<@Nullable Bytes> values = new ArrayList<>(keys.size());
    long[] hashes = new long[STEP_KEYS];
    long[] addresses = new long[STEP_KEYS];
    for (int from = 0; from < keys.size(); from += STEP_KEYS) {
      List<StateKey> step = keys.subList(from, Math.min(from + STEP_KEYS, keys.size()));
      for (int i = 0; i < step.size(); i++) {
        hashes[i] = step.get(i).bytes().hash(hash);
      }
      for (int i = 0; i < step.size(); i++) {
        addresses[i] = part(hashes[i]).firstAddress(print(hashes[i]));
      }
      for (int i = 0; i < step.size(); i++) {
        // Else another key of the same print stands in front, or there is none.
        if (addresses[i] != 0 && !records.isOf(addresses[i], step.get(i))) {
          addresses[i] = address(hashes[i], step.get(i));
        }
      }
      for (int i = 0; i < step.size(); i++) {
        values.add(addresses[i] == 0 ? null : records.value(addresses[i]));
      }
    }
    return values;
  }

  /** The address of a key's record, 0 if it has none. */
  private long address(long hashed, StateKey key) {
    Part part = part(hashed);
    int slot = part.find(print(hashed), key);
    return slot < 0 ? 0 : part.address(slot);
  }

  /**
   * Sets the value of a key, or removes it.
   *
   * @param value at least one byte, or null to remove the key
   * @return what the key held before, null if nothing
   */
  @Nullable Bytes replace(StateKey key, @Nullable Bytes value) {
    long hashed = key.bytes().hash(hash);
    Part part = part(hashed);
    int print = print(hashed);
    int slot = part.find(print, key);
    if (slot < 0) {
      if (value != null) {
        part.insert(print, records.add(key, value));
      }
      return null;
    }
    long address = part.address(slot);
    Bytes before = records.value(address);
    if (value == null) {
      part.remove(slot);
      records.remove(address);
    } else if (!records.overwrite(address, value)) {
      records.remove(address);
      part.set(slot, print, records.add(key, value));
    }
    for (int page = records.sparsePage(); page >= 0; page = records.sparsePage()) {
      records.empty(page, this::moved);
    }
    return before;
  }

  /** Bytes of the arrays that it is made of. */
  long bytes() {
    long bytes = records.bytes();
    for (Part part : parts) {
      bytes += (long) part.slots.length * Long.BYTES;
    }
    return bytes;
  }

  private void moved(byte[] page, int keyOffset, int keyLength, long from, long to) {
    long hashed = hash.hash(page, keyOffset, keyLength);
    part(hashed).readdress(print(hashed), from, to);
  }

  private Part part(long hashed) {
    return parts[(int) (hashed >>> (Long.SIZE - 8))];
  }

  private static int print(long hashed) {
    return (int) (hashed >>> Integer.SIZE) & ((1 << PRINT_BITS) - 1);
  }

  /** A table of its own. A slot is 0 if it is free. */
  private final class Part {
    private int bits = FIRST_BITS;
    private long[] slots = new long[1 << FIRST_BITS];
    private int used;

    /** The slot of a key, -1 if there is none. */
    int find(int print, StateKey key) {
      int mask = slots.length - 1;
      for (int i = home(print); slots[i] != 0; i = (i + 1) & mask) {
        if (printAt(i) == print && records.isOf(address(i), key)) {
          return i;
        }
      }
      return -1;
    }

    /** The address in the first slot of a print, 0 if there is none. */
    long firstAddress(int print) {
      int mask = slots.length - 1;
      for (int i = home(print); slots[i] != 0; i = (i + 1) & mask) {
        if (printAt(i) == print) {
          return address(i);
        }
      }
      return 0;
    }

    long address(int slot) {
      return slots[slot] & ADDRESS_MASK;
    }

    void set(int slot, int print, long address) {
      slots[slot] = (long) print << RecordPages.ADDRESS_BITS | address;
    }

    /** Adds a key that is not there. */
    void insert(int print, long address) {
      if (used >= slots.length / 4 * 3) {
        grow();
      }
      used++;
      set(freeFrom(home(print)), print, address);
    }

    /** Moves back those behind that would like to stand further in front. */
    void remove(int slot) {
      int mask = slots.length - 1;
      int hole = slot;
      for (int i = (hole + 1) & mask; slots[i] != 0; i = (i + 1) & mask) {
        if (((i - home(printAt(i))) & mask) >= ((i - hole) & mask)) {
          slots[hole] = slots[i];
          hole = i;
        }
      }
      slots[hole] = 0;
      used--;
    }

    /** A record moved. */
    void readdress(int print, long from, long to) {
      int mask = slots.length - 1;
      int i = home(print);
      while (address(i) != from) {
        if (slots[i] == 0) {
          throw new IllegalStateException("no slot names the record at " + from);
        }
        i = (i + 1) & mask;
      }
      set(i, print, to);
    }

    private void grow() {
      if (bits == PRINT_BITS) {
        throw new IllegalStateException("the state has at most " + used + " keys in a part");
      }
      long[] old = slots;
      bits++;
      slots = new long[1 << bits];
      for (long slot : old) {
        if (slot != 0) {
          slots[freeFrom(home((int) (slot >>> RecordPages.ADDRESS_BITS)))] = slot;
        }
      }
    }

    private int freeFrom(int home) {
      int mask = slots.length - 1;
      int i = home;
      while (slots[i] != 0) {
        i = (i + 1) & mask;
      }
      return i;
    }

    private int home(int print) {
      return print >>> (PRINT_BITS - bits);
    }

    private int printAt(int slot) {
      return (int) (slots[slot] >>> RecordPages.ADDRESS_BITS);
    }
  }
}
