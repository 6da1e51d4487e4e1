package io.servergroup.checker;

import java.util.List;

/** The command {@code health-checker}. */
public final class Main {
  private Main() {}

  /** Ends the program, except while it serves. */
  public static void main(String[] args) {
    int status = new CheckerWiring(System.out, System.err).run(List.of(args));
    if (status != CheckerWiring.SERVING) {
      System.out.flush();
      System.exit(status);
    }
  }
}
