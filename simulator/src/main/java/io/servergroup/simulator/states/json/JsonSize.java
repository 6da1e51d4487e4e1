package io.servergroup.simulator.states.json;

import java.util.List;
import java.util.Map;

/** The size of a value as JSON text, without writing it. */
public final class JsonSize {
  /** 256 KiB: the limit of inputs, outputs and arguments (Step Functions service quotas). */
  public static final int LIMIT_BYTES = 262_144;

  /** No character takes more bytes: a control character is written as backslash-u and digits. */
  private static final int MOST_BYTES_PER_CHARACTER = 6;

  private final boolean exact;
  private int bytes;

  private JsonSize(boolean exact) {
    this.exact = exact;
  }

  /** True when the value takes more than 256 KiB of UTF-8; stops counting as soon as it does. */
  public static boolean exceedsLimit(Object value) {
    // Most values are so short that their texts need not be looked at.
    return count(value, false) > LIMIT_BYTES && count(value, true) > LIMIT_BYTES;
  }

  private static int count(Object value, boolean exact) {
    JsonSize size = new JsonSize(exact);
    size.add(value);
    return size.bytes;
  }

  private void add(Object value) {
    if (bytes > LIMIT_BYTES) {
      return;
    }
    switch (value) {
      case null -> bytes += 4;
      case String text -> addText(text);
      case Map<?, ?> map -> addMap(map);
      case List<?> list -> addList(list);
      default -> bytes += value.toString().length();
    }
  }

  private void addMap(Map<?, ?> map) {
    bytes += 2 + Math.max(0, map.size() - 1);
    for (Map.Entry<?, ?> member : map.entrySet()) {
      addText((String) member.getKey());
      bytes++;
      add(member.getValue());
    }
  }

  private void addList(List<?> list) {
    bytes += 2 + Math.max(0, list.size() - 1);
    for (Object element : list) {
      add(element);
    }
  }

  private void addText(String text) {
    bytes += 2;
    if (!exact) {
      bytes += (int) Math.min(LIMIT_BYTES, (long) text.length() * MOST_BYTES_PER_CHARACTER);
      return;
    }
    for (int i = 0; i < text.length() && bytes <= LIMIT_BYTES; i++) {
      bytes += width(text.charAt(i));
    }
  }

  private static int width(char c) {
    if (c == '"' || c == '\\') {
      return 2;
    }
    if (c < 0x20) {
      return c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f' ? 2 : 6;
    }
    if (c < 0x80) {
      return 1;
    }
    // A surrogate pair is four bytes, two for each half.
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }
}
