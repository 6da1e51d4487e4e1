package io.servergroup.cli.terminal;

import io.servergroup.cli.view.Glyphs;
import java.io.BufferedWriter;
import java.io.Console;
import java.io.File;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.security.SecureRandom;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the command gets from the process it runs in.
 *
 * @param out what the command is for
 * @param err everything else
 * @param live whether {@code out} is a terminal that can redraw
 * @param colour whether colours may be used on {@code out}
 * @param size the terminal's size now
 * @param seeds a fresh seed each time
 * @param interrupts from when it is called until it is closed, lets the person stop
 * @param launcher how the command was called, as a shell takes it
 */
public record Surroundings(
    PrintWriter out,
    PrintWriter err,
    boolean live,
    boolean colour,
    Glyphs glyphs,
    Supplier<TerminalSize> size,
    RealTime time,
    LongSupplier seeds,
    Supplier<Interrupt> interrupts,
    String launcher) {
  private static final int SEEDS = 1_000_000_000;

  /** The real ones. */
  public static Surroundings ofProcess(
      PrintStream out, PrintStream err, Map<String, String> environment) {
    boolean live = live(terminal(), environment);
    SecureRandom random = new SecureRandom();
    return new Surroundings(
        buffered(out),
        buffered(err),
        live,
        colour(live, environment),
        glyphs(out.charset()),
        TerminalSize::current,
        RealTime.SYSTEM,
        // Short enough to be read out to a colleague.
        () -> random.nextInt(SEEDS),
        Interrupt::ofProcess,
        launcher(environment, System.getProperty("java.class.path", "")));
  }

  // Not null in JDK 22 to 24 only: since 25 there is a console for a terminal alone, as before 22.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean terminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /**
   * What a person types to call the command again: the launcher, or Java with the jar alone.
   *
   * @param classPath of this process; the jar's path when it was started with {@code -jar}
   */
  static String launcher(Map<String, String> environment, String classPath) {
    String launcher = environment.get("ROLLOUT_LAUNCHER");
    if (launcher != null) {
      return quoted(launcher);
    }
    boolean alone = classPath.endsWith(".jar") && !classPath.contains(File.pathSeparator);
    return alone ? "java -jar " + quoted(classPath) : "./rollout";
  }

  /** A path a shell would split or expand goes between quotes. */
  private static String quoted(String path) {
    return path.matches("[\\w./~+-]+") ? path : "'" + path.replace("'", "'\\''") + "'";
  }

  /** A terminal that calls itself dumb cannot move its cursor. */
  static boolean live(boolean terminal, Map<String, String> environment) {
    String type = environment.getOrDefault("TERM", "");
    return terminal && !type.isEmpty() && !type.equals("dumb");
  }

  /** As no-color.org asks: any text in NO_COLOR switches colour off. */
  static boolean colour(boolean live, Map<String, String> environment) {
    return live && environment.getOrDefault("NO_COLOR", "").isEmpty();
  }

  static Glyphs glyphs(Charset charset) {
    return charset.newEncoder().canEncode("█░▶…") ? Glyphs.UNICODE : Glyphs.ASCII;
  }

  private static PrintWriter buffered(PrintStream stream) {
    return new PrintWriter(new BufferedWriter(new OutputStreamWriter(stream, stream.charset())));
  }
}
