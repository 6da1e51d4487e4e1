package io.servergroup.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

  @TempDir private Path folder;

  @Test
  void whatALibraryDoesStaysAndNoClassIsSpunForIt() throws Exception {
    Path before = jar();
    Path after = folder.resolve("after.jar");

    String told = run(JAVA.resolve("java"), "src/package/Lambdas.java", before, after);

    List<String> saysBefore = says(before);
    List<String> says = says(after);
    assertEquals("spun", saysBefore.getLast());
    assertEquals("moved", says.getLast());
    assertEquals(saysBefore.subList(0, saysBefore.size() - 1), says.subList(0, says.size() - 1));
    Matcher figures =
        Pattern.compile("(\\d+) lambdas are in (\\d+) classes; (\\d+) stay as they are\\s*")
            .matcher(told);
    assertTrue(figures.matches(), told);
    assertTrue(Integer.parseInt(figures.group(1)) > Integer.parseInt(figures.group(2)), told);
    // What is private to the object it belongs to, and cannot be called from another class: the
    // bodies of reveal, plain, above and named.
    assertEquals(4, Integer.parseInt(figures.group(3)), told);
  }

  private Path jar() throws Exception {
    Path source = Files.writeString(folder.resolve("Library.java"), LIBRARY);
    Path classes = folder.resolve("classes");
    // As the SDK is compiled.
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "8",
                "-nowarn",
                "-Xlint:-options",
                "-d",
                classes.toString(),
                source.toString());
    assertEquals(0, status);
    Path jar = folder.resolve("before.jar");
    run(JAVA.resolve("jar"), "--create", "--file", jar, "-C", classes, ".");
    return jar;
  }

  private static List<String> says(Path jar) throws Exception {
    return run(JAVA.resolve("java"), "-Xverify:all", "-cp", jar, "library.Library")
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
