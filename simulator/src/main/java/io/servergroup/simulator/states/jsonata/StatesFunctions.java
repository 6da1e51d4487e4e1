package io.servergroup.simulator.states.jsonata;

import com.dashjoin.jsonata.Functions;
import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import io.servergroup.simulator.kernel.RandomStream;
import io.servergroup.simulator.states.json.Json;
import io.servergroup.simulator.states.json.MalformedJsonException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The functions Step Functions adds to JSONata, and those of JSONata that would read the wall clock
 * or draw unseeded randomness.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">
 *     Transforming data with JSONata</a>
 */
final class StatesFunctions {
  private static final int MOST_ELEMENTS = 1_000_000;
  private static final List<String> ALGORITHMS =
      List.of("MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512");

  private final Map<String, Jsonata.JFunction> functions = new LinkedHashMap<>();
  private final InstantSource clock;
  private final RandomStream random;

  StatesFunctions(InstantSource clock, RandomStream random) {
    this.clock = clock;
    this.random = random;
    define("partition", "<an:a>", args -> partition(list(args, 0), number(args, 1)));
    define("range", "<nnn:a>", args -> range(number(args, 0), number(args, 1), number(args, 2)));
    define("hash", "<ss:s>", args -> hash((String) args.get(0), (String) args.get(1)));
    define("random", "<n?:n>", args -> random(number(args, 0)));
    define("uuid", "<:s>", args -> random.uuid());
    define("parse", "<s:x>", args -> parse((String) args.get(0)));
    define("now", "<s?s?:s>", args -> now((String) at(args, 0), (String) at(args, 1)));
    define("millis", "<:n>", args -> clock.millis());
    define("shuffle", "<a:a>", args -> shuffle(list(args, 0)));
  }

  /** The function of that name, or null when the library's own is meant. */
  Jsonata.JFunction function(String name) {
    return functions.get(name);
  }

  private void define(String name, String signature, Body body) {
    functions.put(name, new Jsonata.JFunction((input, args) -> body.call(args), signature));
  }

  private static Object partition(List<?> values, BigDecimal size) {
    if (values == null || size == null) {
      return null;
    }
    int length = size.intValue();
    if (length < 1) {
      throw new JException("$partition needs a chunk size above zero, found " + size, -1);
    }
    List<Object> chunks = new ArrayList<>();
    for (int from = 0; from < values.size(); from += length) {
      chunks.add(new ArrayList<>(values.subList(from, Math.min(values.size(), from + length))));
    }
    return chunks;
  }

  private static Object range(BigDecimal first, BigDecimal last, BigDecimal step) {
    if (first == null || last == null || step == null) {
      return null;
    }
    if (step.signum() == 0) {
      throw new JException("$range needs a step other than zero", -1);
    }
    List<Object> numbers = new ArrayList<>();
    int direction = step.signum();
    for (BigDecimal n = first; n.compareTo(last) * direction <= 0; n = n.add(step)) {
      if (numbers.size() == MOST_ELEMENTS) {
        throw new JException("$range yields more than " + MOST_ELEMENTS + " numbers", -1);
      }
      numbers.add(plain(n));
    }
    return numbers;
  }

  private static Number plain(BigDecimal number) {
    if (number.stripTrailingZeros().scale() > 0) {
      return number.doubleValue();
    }
    long whole = number.longValue();
    if (whole == (int) whole) {
      return (int) whole;
    }
    return whole;
  }

  private static Object hash(String text, String algorithm) {
    if (text == null || algorithm == null) {
      return null;
    }
    if (!ALGORITHMS.contains(algorithm)) {
      throw new JException(
          "$hash knows the algorithms " + ALGORITHMS + ", found '" + algorithm + "'", -1);
    }
    try {
      byte[] digest =
          MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }

  /** AWS answers a seed with the first double of java.util.Random of that seed. */
  private Object random(BigDecimal seed) {
    return seed == null ? random.nextDouble() : new Random(seed.longValue()).nextDouble();
  }

  private static Object parse(String text) {
    if (text == null) {
      return null;
    }
    try {
      return Values.toLibrary(Json.parse(text));
    } catch (MalformedJsonException e) {
      throw new JException("$parse needs JSON: " + e.getMessage(), -1);
    }
  }

  private Object now(String picture, String timezone) {
    return Functions.dateTimeFromMillis(clock.millis(), picture, timezone);
  }

  private Object shuffle(List<?> values) {
    if (values == null) {
      return null;
    }
    List<Object> shuffled = new ArrayList<>(values);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      Object moved = shuffled.set(j, shuffled.get(i));
      shuffled.set(i, moved);
    }
    return shuffled;
  }

  private static Object at(List<?> args, int index) {
    return index < args.size() ? args.get(index) : null;
  }

  private static List<?> list(List<?> args, int index) {
    return at(args, index) instanceof List<?> list ? list : null;
  }

  private static BigDecimal number(List<?> args, int index) {
    return at(args, index) instanceof Number number ? new BigDecimal(number.toString()) : null;
  }

  private interface Body {
    Object call(List<?> args);
  }
}
