package io.servergroup.cli.past;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The servers that a reason names, each with what it lacks.
 *
 * @param complete false when the reason is cut, and others lack something, too
 */
record Named(Set<Integer> servers, boolean complete) {
  static final Named NOBODY = new Named(Set.of(), true);

  private static final Pattern SERVER = Pattern.compile("\\bserver (\\d{1,9}): ");
  private static final Pattern CUT = Pattern.compile("; and \\d+ more");

  private static final Pattern INSTANCE = Pattern.compile("\\bserver (\\d{1,9}): (i-[0-9a-f]+) ");

  /** The instances that a reason names first of what a server lacks, with that server. */
  static Map<String, Integer> instances(String reason) {
    Map<String, Integer> servers = new LinkedHashMap<>();
    Matcher named = INSTANCE.matcher(reason);
    while (named.find()) {
      servers.put(named.group(2), Integer.valueOf(named.group(1)));
    }
    return servers;
  }

  static Named in(String reason) {
    Set<Integer> servers = new TreeSet<>();
    Matcher named = SERVER.matcher(reason);
    while (named.find()) {
      servers.add(Integer.valueOf(named.group(1)));
    }
    return new Named(servers, !CUT.matcher(reason).find());
  }

  boolean names(int server) {
    return servers.contains(server);
  }
}
