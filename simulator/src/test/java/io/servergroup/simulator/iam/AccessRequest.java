package io.servergroup.simulator.iam;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.Collections;

/**
 * One thing that AWS checks when a call is made. A call that touches several resources is checked
 * once for each of them.
 *
 * @param action such as {@code ec2:AttachVolume}
 * @param resource an ARN; {@code *} for an action that no resource can be named for
 * @param context the condition keys that AWS knows of the call and of this resource
 */
public record AccessRequest(
    String action, String resource, SortedMap<String, List<String>> context) {
  public AccessRequest {
    context = Collections.unmodifiableSortedMap(new TreeMap<>(context));
  }

  /** Checked on a resource, without condition keys. */
  public static AccessRequest of(String action, String resource) {
    return new AccessRequest(action, resource, new TreeMap<>());
  }

  /** The same, and AWS knows of these condition keys, too. */
  public AccessRequest with(Map<String, List<String>> more) {
    SortedMap<String, List<String>> all = new TreeMap<>(context);
    all.putAll(more);
    return new AccessRequest(action, resource, all);
  }

  /** The same, and AWS knows of this condition key, too. */
  public AccessRequest with(String key, String... values) {
    return with(Map.of(key, List.of(values)));
  }

  @Override
  public String toString() {
    return action + " on " + resource + (context.isEmpty() ? "" : " with " + context);
  }
}
