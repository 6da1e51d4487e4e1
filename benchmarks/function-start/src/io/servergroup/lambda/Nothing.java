package io.servergroup.lambda;

/** What every start costs. */
final class Nothing {
  private Nothing() {}

  public static void main(String[] arguments) {}
}
