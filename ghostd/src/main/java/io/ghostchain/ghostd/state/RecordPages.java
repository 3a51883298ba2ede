package io.ghostchain.ghostd.state;

import io.ghostchain.protocol.Bytes;
import io.ghostchain.protocol.StateKey;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keys and their values, one after the other in pages: two large arrays for a thousand records, and
 * not six objects for each.
 *
 * <p>A record is 8 bytes (the key's length in one, the record's size in units of 8 bytes in three,
 * the value's length in four), the key, the value, and what is missing to a whole unit. It is named
 * by its address, the page times {@value #PAGE_UNITS} and the unit in it, which is never 0. A value
 * of no bytes marks a record that is gone; when half of a page is, {@link #sparsePage} names it, to
 * be emptied by moving what is left.
 *
 * <p>Not thread-safe.
 */
final class RecordPages {
  /** Units of a page, 256 KiB; a larger record has a page of its own. */
  static final int PAGE_UNITS = 1 << 15;

  /** Addresses are below 2 to this. */
  static final int ADDRESS_BITS = 40;

  private static final int UNIT = 8;
  private static final int HEAD_BYTES = 8;
  private static final int RECORD_UNITS_MAX = (1 << 24) - 1;
  private static final int PAGES_MAX = 1 << (ADDRESS_BITS - 15);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final byte[] NO_PAGE = {};

  private byte[][] pages = new byte[4][];

  /** By page: the units that records were put into, and those whose records are not gone. */
  private int[] filled = new int[4];

  private int[] live = new int[4];

  /** How many numbers of pages were ever given out. */
  private int count;

  /** Numbers that are free again, the last one to be given out next. */
  private int[] free = new int[4];

  private int freeCount;

  /** The page that is being filled. */
  private int current;

  /** Full pages that became half empty. */
  private int[] sparse = new int[4];

  private int sparseCount;

  RecordPages() {
    current = startPage(PAGE_UNITS);
    // A record that is gone, so that no address is 0.
    INT.set(pages[current], 0, 1);
    filled[current] = 1;
  }

  /**
   * Adds a record.
   *
   * @param value at least one byte
   * @return its address
   */
  long add(StateKey key, Bytes value) {
    Bytes keyBytes = key.bytes();
    int units = units(keyBytes.length(), value.length());
    long address = claim(units);
    byte[] page = page(address);
    int at = offset(address);
    INT.set(page, at, keyBytes.length() << 24 | units);
    INT.set(page, at + 4, value.length());
    keyBytes.write(page, at + HEAD_BYTES);
    value.write(page, at + HEAD_BYTES + keyBytes.length());
    return address;
  }

  /** Whether the record is that of a key. */
  boolean isOf(long address, StateKey key) {
    byte[] page = page(address);
    int at = offset(address);
    return keyLength(page, at) == key.bytes().length()
        && key.bytes().standsIn(page, at + HEAD_BYTES);
  }

  /** A copy of the value. */
  Bytes value(long address) {
    byte[] page = page(address);
    int at = offset(address);
    return Bytes.of(page, at + HEAD_BYTES + keyLength(page, at), (int) INT.get(page, at + 4));
  }

  /** Writes another value over that of a record, if the record would have the same size. */
  boolean overwrite(long address, Bytes value) {
    byte[] page = page(address);
    int at = offset(address);
    int keyLength = keyLength(page, at);
    if (units(keyLength, value.length()) != unitsOf(page, at)) {
      return false;
    }
    INT.set(page, at + 4, value.length());
    value.write(page, at + HEAD_BYTES + keyLength);
    return true;
  }

  /** Marks a record as gone. */
  void remove(long address) {
    byte[] page = page(address);
    int at = offset(address);
    INT.set(page, at + 4, 0);
    int number = number(address);
    int units = unitsOf(page, at);
    int before = live[number];
    live[number] = before - units;
    int half = filled[number] / 2;
    if (number != current && before > half && before - units <= half) {
      addSparse(number);
    }
  }

  /** A page that is half empty, each but once; -1 if there is none. */
  int sparsePage() {
    return sparseCount == 0 ? -1 : sparse[--sparseCount];
  }

  /** Takes records as they stand in a page. */
  interface Mover {
    /** A record that is to be had under another address from now on. */
    void move(byte[] page, int keyOffset, int keyLength, long from, long to);
  }

  /** Moves what is left in a page to the one that is being filled, and gives the page up. */
  void empty(int number, Mover mover) {
    byte[] page = pages[number];
    int units;
    for (int unit = 0; unit < filled[number]; unit += units) {
      int at = unit * UNIT;
      units = unitsOf(page, at);
      if ((int) INT.get(page, at + 4) == 0) {
        continue;
      }
      long to = claim(units);
      System.arraycopy(page, at, page(to), offset(to), units * UNIT);
      mover.move(page, at + HEAD_BYTES, keyLength(page, at), (long) number * PAGE_UNITS + unit, to);
    }
    pages[number] = NO_PAGE;
    if (number == 0) {
      return;
    }
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = number;
  }

  /** Bytes of all pages. */
  long bytes() {
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += pages[i].length;
    }
    return bytes;
  }

  private long claim(int units) {
    int number = current;
    if (units > PAGE_UNITS) {
      number = startPage(units);
    } else if (filled[current] + units > PAGE_UNITS) {
      int full = current;
      current = startPage(PAGE_UNITS);
      number = current;
      if (live[full] <= filled[full] / 2) {
        addSparse(full);
      }
    }
    long address = (long) number * PAGE_UNITS + filled[number];
    filled[number] += units;
    live[number] += units;
    return address;
  }

  private void addSparse(int number) {
    if (sparseCount == sparse.length) {
      sparse = Arrays.copyOf(sparse, 2 * sparseCount);
    }
    sparse[sparseCount++] = number;
  }

  private int startPage(int units) {
    int number;
    if (freeCount > 0) {
      number = free[--freeCount];
    } else {
      if (count == PAGES_MAX) {
        throw new IllegalStateException("the state has at most " + PAGES_MAX + " pages");
      }
      if (count == pages.length) {
        pages = Arrays.copyOf(pages, 2 * count);
        filled = Arrays.copyOf(filled, 2 * count);
        live = Arrays.copyOf(live, 2 * count);
      }
      number = count++;
    }
    pages[number] = new byte[units * UNIT];
    filled[number] = 0;
    live[number] = 0;
    return number;
  }

  private static int units(int keyLength, int valueLength) {
    int units = Math.ceilDiv(HEAD_BYTES + keyLength + valueLength, UNIT);
    if (units > RECORD_UNITS_MAX) {
      throw new IllegalArgumentException("a state value of " + valueLength + " bytes is too long");
    }
    return units;
  }

  private static int keyLength(byte[] page, int at) {
    return page[at] & 0xff;
  }

  private static int unitsOf(byte[] page, int at) {
    return (int) INT.get(page, at) & RECORD_UNITS_MAX;
  }

  private byte[] page(long address) {
    return pages[number(address)];
  }

  private static int number(long address) {
    return (int) (address / PAGE_UNITS);
  }

  private static int offset(long address) {
    return (int) (address % PAGE_UNITS) * UNIT;
  }
}
