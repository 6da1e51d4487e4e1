package io.servergroup.simulator.kernel;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** Everything that happened, as one hash; two runs are the same when their hashes are. */
public final class Trace {
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;
  private static final long SEPARATOR = 0x1f;

  private final InstantSource clock;
  private final List<Consumer<TraceEntry>> listeners = new ArrayList<>();
  private long hash = FNV_OFFSET;
  private long entries;

  public Trace(InstantSource clock) {
    this.clock = clock;
  }

  /** Tells {@code listener} of every later entry. */
  public void listen(Consumer<TraceEntry> listener) {
    listeners.add(listener);
  }

  /** Records that something happened now. */
  public void add(String source, String subject, String text) {
    TraceEntry entry = new TraceEntry(clock.instant(), source, subject, text);
    entries++;
    mix(entry.time().toEpochMilli());
    mix(source);
    mix(subject);
    mix(text);
    for (Consumer<TraceEntry> listener : listeners) {
      listener.accept(entry);
    }
  }

  public long entries() {
    return entries;
  }

  /** The hash of all entries so far, 16 hexadecimal digits. */
  public String hash() {
    return HexFormat.of().toHexDigits(hash);
  }

  /** Mixes in a text as UTF-8, in which an ASCII character is a byte: few texts have others. */
  private void mix(String text) {
    long mixed = hash;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        mixBytes(text.getBytes(StandardCharsets.UTF_8));
        return;
      }
      mixed = (mixed ^ c) * FNV_PRIME;
    }
    hash = (mixed ^ SEPARATOR) * FNV_PRIME;
  }

  private void mixBytes(byte[] text) {
    for (byte b : text) {
      hash = (hash ^ (b & 0xff)) * FNV_PRIME;
    }
    hash = (hash ^ SEPARATOR) * FNV_PRIME;
  }

  private void mix(long value) {
    for (int shift = 0; shift < 64; shift += 8) {
      hash = (hash ^ ((value >>> shift) & 0xff)) * FNV_PRIME;
    }
  }
}
