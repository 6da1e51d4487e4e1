package io.servergroup.group;

/** The names of our lifecycle hooks, the same on every group; hooks of others are left alone. */
public record HookNames(String launching, String terminating) {
  /** What they are called unless somebody says otherwise. */
  public static final HookNames USUAL =
      new HookNames("server-group-launch", "server-group-terminate");
}
