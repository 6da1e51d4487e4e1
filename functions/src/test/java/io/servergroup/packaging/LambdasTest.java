package io.servergroup.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A library whose lambdas were moved into classes does what it did, and no lambda is spun for it.
 */
final class LambdasTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");

  /** One of each kind of lambda: each line of what it prints is made by one. */
  private static final String LIBRARY =
      """
      package library;

      import java.io.Serializable;
      import java.util.*;
      import java.util.function.*;

      public class Library {
        interface Shape { String name(); default Supplier<String> named(String more) { return () -> name() + more; } static Shape of(String text) { return () -> text; } }
        interface Odd { long of(int a, long b, Object c, double d); }
        enum Colour { RED, GREEN }
        static class Box { final Object in; Box(Object in) { this.in = in; } Box() { this("nothing"); } public String toString() { return "box of " + in; } private String hidden() { return "hidden"; } Supplier<String> reveal() { return this::hidden; } Supplier<String> plain() { return () -> "in " + in; } }
        static class Lid extends Box { Lid() { super("lid"); } Supplier<String> above() { return super::toString; } }

        private static int twice(int x) { return 2 * x; }
        private static long far(long x) { return x + 4_000_000_000L; }
        static void say(Object what) { System.out.println(what); }

        public static void main(String[] arguments) throws Exception {
          long big = 5_000_000_000L; double half = 0.5; char letter = 'x'; byte small = 7; boolean yes = true; String text = "captured";
          Function<Object, String> function = String::valueOf; say(function.apply(1));
          Supplier<Box> maker = Box::new; say(maker.get());
          Function<Object, Box> filler = Box::new; say(filler.apply(3));
          IntUnaryOperator doubled = Library::twice; say(doubled.applyAsInt(21));
          Function<Integer, Integer> boxed = Library::twice; say(boxed.apply(4));
          ToLongFunction<Integer> widened = Library::twice; say(widened.applyAsLong(5));
          Function<Integer, Long> further = Library::far; say(further.apply(5));
          IntFunction<Object> counted = x -> x + 1; say(counted.apply(6));
          Supplier<Object> many = () -> text + big + half + letter + small + yes; say(many.get());
          Odd odd = (a, b, c, d) -> a + b + ((Integer) c) + (long) d; say(odd.of(1, 2L, 3, 4.9));
          Runnable ignored = () -> Arrays.asList(1).size(); ignored.run(); say("ran");
          Consumer<List<String>> clearer = List::size; clearer.accept(new ArrayList<>()); say("accepted");
          BiFunction<String, String, Boolean> equal = String::equals; say(equal.apply("a", "a"));
          Predicate<String> empty = String::isEmpty; say(empty.negate().test("b"));
          IntFunction<int[]> array = int[]::new; say(array.apply(3).length);
          Function<String, Colour> colour = Colour::valueOf; say(colour.apply("RED"));
          UnaryOperator<Integer> same = UnaryOperator.identity(); say(same.apply(8));
          Supplier<Supplier<Supplier<String>>> nested = () -> () -> () -> "deep"; say(nested.get().get().get());
          Comparable<Integer> comparable = Integer.valueOf(9)::compareTo; say(comparable.compareTo(9));
          DoubleSupplier floating = () -> half * 3; say(floating.getAsDouble());
          BooleanSupplier sure = () -> yes; say(sure.getAsBoolean());
          Runnable kept = (Runnable & Serializable) () -> say("serializable"); kept.run();
          say(Shape.of("round").named(" and red").get());
          say(new Box(1).reveal().get()); say(new Box(2).plain().get()); say(new Lid().above().get());
          try { Supplier<Object> thrower = () -> { throw new IllegalStateException("thrown"); }; thrower.get(); } catch (IllegalStateException e) { say(e.getMessage()); }
          try { ((Function) boxed).apply("no number"); } catch (ClassCastException e) { say("refused"); }
          say(boxed.getClass().getName().contains("$$Lambda/") ? "spun" : "moved");
        }
      }
      """;

  /** As the functions are compiled: nested classes reach what is private in each other. */
  private static final String OWN =
      """
      package own;

      import java.util.function.*;
      import library.Library;

      public class Own {
        private final String name;
        private Own(String name) { this.name = name; }
        private String greeting(String whom) { return name + " greets " + whom; }
        static class Guest { private String secret() { return "secret"; } Supplier<String> told() { return this::secret; } }
        static class Heir extends Own { Heir() { super("heir"); } private String greeting(String whom) { return "wrong"; } Function<String, String> own() { return this::greeting; } }
        Function<String, String> greeter() { return this::greeting; }

        public static void main(String[] arguments) throws Exception {
          Function<String, Own> maker = Own::new;
          System.out.println(maker.apply("host").greeter().apply("guest"));
          System.out.println(new Heir().greeter().apply("guest"));
          System.out.println(new Heir().own().apply("guest"));
          System.out.println(new Guest().told().get());
          Function<Guest, String> nest = Guest::secret;
          System.out.println(nest.apply(new Guest()));
          Library.main(arguments);
        }
      }
      """;

  @TempDir private Path folder;

  @Test
  void whatClassesDoStaysAndNoneIsSpunForThem() throws Exception {
    Path library = compiled("library", LIBRARY, "8");
    Path own = compiled("own", OWN, "25", "-cp", library.toString());
    Path before = jar(library);
    Path after = folder.resolve("after.jar");
    Path ownAfter = folder.resolve("own-after");
    Path old = Files.createDirectories(ownAfter.resolve("own")).resolve("Gone$$Lambdas1.class");
    Files.writeString(old, "of a class that is no more");

    String told =
        run(JAVA.resolve("java"), "src/package/Lambdas.java", before, after, own, ownAfter);

    List<String> saysBefore = says(before, own);
    List<String> says = says(after, ownAfter);
    assertEquals("spun", saysBefore.getLast());
    assertEquals("moved", says.getLast());
    assertEquals(saysBefore.subList(0, saysBefore.size() - 1), says.subList(0, says.size() - 1));
    assertTrue(Files.notExists(old));
    Matcher figures =
        Pattern.compile("(\\w+): (\\d+) lambdas are in (\\d+) classes; (\\d+) stay as they are")
            .matcher(told);
    assertTrue(figures.find(), told);
    assertEquals("own", figures.group(1), told);
    assertEquals(4, Integer.parseInt(figures.group(2)), told);
    // Private in another class than the one that refers to it.
    assertEquals(1, Integer.parseInt(figures.group(4)), told);
    assertTrue(figures.find(), told);
    assertEquals("libraries", figures.group(1), told);
    assertTrue(Integer.parseInt(figures.group(2)) > Integer.parseInt(figures.group(3)), told);
    assertEquals(0, Integer.parseInt(figures.group(4)), told);
  }

  /** A folder with the classes of a source. */
  private Path compiled(String name, String text, String release, String... more)
      throws IOException {
    Path source =
        Files.writeString(
            folder.resolve(Character.toUpperCase(name.charAt(0)) + name.substring(1) + ".java"),
            text);
    Path classes = folder.resolve(name);
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.addAll(
        List.of(
            "--release",
            release,
            "-nowarn",
            "-Xlint:-options",
            "-d",
            classes.toString(),
            source.toString()));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(String[]::new));
    assertEquals(0, status);
    return classes;
  }

  private Path jar(Path classes) throws Exception {
    Path jar = folder.resolve("before.jar");
    run(JAVA.resolve("jar"), "--create", "--file", jar, "-C", classes, ".");
    return jar;
  }

  private static List<String> says(Path jar, Path own) throws Exception {
    return run(
            JAVA.resolve("java"),
            "-Xverify:all",
            "-cp",
            jar + System.getProperty("path.separator") + own,
            "own.Own")
        .lines()
        .filter(line -> !line.contains("warning"))
        .toList();
  }

  private static String run(Object... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(Stream.of(command).map(String::valueOf).toList())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
