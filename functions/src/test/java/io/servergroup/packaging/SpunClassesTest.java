package io.servergroup.packaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes for which none is spun any more do what they did. */
final class SpunClassesTest {
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
          Plain.main(arguments);
          Library.main(arguments);
        }
      }
      """;

  /** Records, switches and texts, of each kind. */
  private static final String PLAIN =
      """
      package own;

      import java.util.*;

      public class Plain {
        sealed interface Shape permits Round, Square, Odd { default String told(int times) { return "a shape, " + times + " times: " + area(this); } }
        record Round(double radius) implements Shape {}
        record Square(int side, String name) implements Shape {}
        record Odd(boolean a, byte b, char c, short d, int e, long f, float g, double h, String i, Object j, int[] k, List<String> l) implements Shape {}
        record None() {}
        record Own(int x) { @Override public String toString() { return "own " + x; } }
        static class Outer { record Inner(Object value) {} }
        enum Size { SMALL, LARGE }

        static String area(Shape shape) {
          return switch (shape) {
            case Round(double radius) when radius < 0 -> "nothing";
            case Round round when round.radius() > 1_000 -> "much";
            case Round round -> "some of " + round.radius();
            case Square(int side, String name) -> side * side + " of " + name;
            case Odd odd -> "odd " + odd.c();
          };
        }

        static String any(Object thing) {
          return switch (thing) {
            case null -> "null";
            case Integer i when i > 9 -> "large " + i;
            case Integer i -> "small " + i;
            case CharSequence text -> "text " + text.length();
            case int[] numbers -> "numbers " + numbers.length;
            case Size size -> "size " + size;
            default -> "else";
          };
        }

        static void say(Object what) { System.out.println(what); }

        public static void main(String[] arguments) {
          List<Shape> shapes = List.of(new Round(-1), new Round(2_000), new Round(2.5), new Square(3, "tiles"), odd(1.5f, "j"));
          shapes.forEach(shape -> say(area(shape)));
          for (Object each : Arrays.asList(null, 10, 9, "word", new StringBuilder("abc"), new int[4], Size.LARGE, 2L)) { say(any(each)); }
          say(shapes.get(3).told(2));
          say(new None()); say(new None().hashCode()); say(new None().equals(new None()));
          say(new Outer.Inner(new Outer.Inner(null))); say(new Own(4)); say(new Own(4).hashCode());
          Odd some = odd(1.5f, "j");
          say(some); say(some.hashCode() == odd(1.5f, "j").hashCode()); say(odd(Float.NaN, null).hashCode());
          say(some.equals(some)); say(some.equals(odd(1.5f, "j"))); say(some.equals(odd(1.5f, null))); say(odd(1.5f, null).equals(some));
          say(odd(Float.NaN, "j").equals(odd(Float.NaN, "j"))); say(odd(0f, "j").equals(odd(-0f, "j"))); say(some.equals(null)); say(some.equals("text"));
          say(new Round(Double.NaN).equals(new Round(Double.NaN))); say(new Round(0.0).equals(new Round(-0.0))); say(new Square(1, null).hashCode());
          long big = 5_000_000_000L; char letter = 'x'; byte small = -7; short little = 300; boolean yes = true; float thin = 0.1f; Object nothing = null; char[] letters = {'a'};
          say("" + big + letter + small + little + yes + thin + 0.25 + nothing + "end"); say(letter + "=" + letters.length); say("\1 and \2 " + letter + "\1");
          String text = "a"; text += 1 + 2; text += letter; say(text);
        }

        static final int[] SAME = {1};
        static Odd odd(float g, Object j) { return new Odd(true, (byte) 1, 'c', (short) 2, 3, 4L, g, 0.5, "i", j, null, List.of("l")); }
      }
      """;

  /** What no class asks for any more, but for a lambda. */
  private static final Set<String> BOOTSTRAPS =
      Set.of("SwitchBootstraps", "ObjectMethods", "StringConcatFactory");

  @TempDir private Path folder;

  @Test
  void whatClassesDoStaysAndNoneIsSpunForThem() throws Exception {
    Path library = compiled("library", LIBRARY, "8");
    Files.writeString(folder.resolve("Plain.java"), PLAIN);
    Path own =
        compiled(
            "own", OWN, "25", "-cp", library.toString(), folder.resolve("Plain.java").toString());
    Path ancient = library.resolve("library/Library$Colour.class");
    Files.write(ancient, ofVersion(ClassFile.JAVA_5_VERSION, Files.readAllBytes(ancient)));
    Path before = jar(library);
    Path after = folder.resolve("after.jar");
    Path ownAfter = folder.resolve("own-after");
    Path old = Files.createDirectories(ownAfter.resolve("own")).resolve("Gone$$Lambdas1.class");
    Files.writeString(old, "of a class that is no more");

    String told =
        run(JAVA.resolve("java"), "src/package/SpunClasses.java", before, after, own, ownAfter);

    List<String> saysBefore = says(before, own);
    List<String> says = says(after, ownAfter);
    assertEquals("spun", saysBefore.getLast());
    assertEquals("moved", says.getLast());
    assertEquals(saysBefore.subList(0, saysBefore.size() - 1), says.subList(0, says.size() - 1));
    assertTrue(Files.notExists(old));
    assertEquals(Set.of(), bootstraps(ownAfter.resolve("own")));
    Path anew = unpacked(after).resolve("library/Library$Colour.class");
    assertEquals(ClassFile.JAVA_8_VERSION, ClassFile.of().parse(anew).majorVersion());
    Matcher figures =
        Pattern.compile(
                "(\\w+): (\\d+) lambdas are in (\\d+) classes; (\\d+) stay as they are; (\\d+) ")
            .matcher(told);
    assertTrue(figures.find(), told);
    assertEquals("own", figures.group(1), told);
    assertEquals(5, Integer.parseInt(figures.group(2)), told);
    assertTrue(Integer.parseInt(figures.group(5)) > 30, told);
    // Private in another class than the one that refers to it.
    assertEquals(1, Integer.parseInt(figures.group(4)), told);
    assertTrue(figures.find(), told);
    assertEquals("libraries", figures.group(1), told);
    assertTrue(Integer.parseInt(figures.group(2)) > Integer.parseInt(figures.group(3)), told);
    assertEquals(0, Integer.parseInt(figures.group(4)), told);
  }

  /** As a compiler wrote it of which the verifier asks nothing. */
  private static byte[] ofVersion(int version, byte[] bytes) {
    ByteBuffer.wrap(bytes).putShort(6, (short) version);
    return bytes;
  }

  /** What of these the classes of a folder ask for still. */
  private static Set<String> bootstraps(Path classes) throws IOException {
    try (Stream<Path> files = Files.list(classes)) {
      Set<String> found = new TreeSet<>();
      for (Path file : files.toList()) {
        ClassFile.of().parse(file).methods().stream()
            .flatMap(method -> method.code().stream())
            .flatMap(CodeModel::elementStream)
            .filter(InvokeDynamicInstruction.class::isInstance)
            .map(InvokeDynamicInstruction.class::cast)
            .map(dynamic -> dynamic.bootstrapMethod().owner().displayName())
            .filter(BOOTSTRAPS::contains)
            .forEach(found::add);
      }
      return found;
    }
  }

  private Path unpacked(Path jar) throws Exception {
    Path to = Files.createDirectories(folder.resolve("unpacked"));
    run(JAVA.resolve("jar"), "--extract", "--file", jar, "--dir", to);
    return to;
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
    // A switch that is wrong may ask for its next case for ever.
    CompletableFuture.delayedExecutor(2, TimeUnit.MINUTES).execute(process::destroyForcibly);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
