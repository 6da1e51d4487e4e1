package io.servergroup.rollout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Where a rollout waits for a person.
 *
 * @param afterCanary after the canary batch
 * @param afterEveryBatch after every batch but the last
 * @param percents after these shares of the servers to be replaced, 1 to 99
 */
public record Checkpoints(
    boolean afterCanary, boolean afterEveryBatch, NavigableSet<Integer> percents) {
  /** The rollout waits for nobody. */
  public static final Checkpoints NONE = new Checkpoints(false, false, new TreeSet<>());

  static final String CANARY = "canary";
  static final String EVERY_BATCH = "every-batch";

  public Checkpoints {
    percents = new TreeSet<>(percents);
  }

  /**
   * Reads words such as {@code canary}, {@code every-batch} and {@code 50%}.
   *
   * @return empty when one of them is none of these
   */
  public static Optional<Checkpoints> of(List<String> words) {
    boolean canary = false;
    boolean everyBatch = false;
    NavigableSet<Integer> percents = new TreeSet<>();
    for (String word : words) {
      String plain = word.strip().toLowerCase(Locale.ROOT);
      switch (plain) {
        case CANARY -> canary = true;
        case EVERY_BATCH -> everyBatch = true;
        case String share when share.matches("[1-9][0-9]?\\s*%") ->
            percents.add(Integer.parseInt(share.replaceAll("[\\s%]", "")));
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Checkpoints(canary, everyBatch, percents));
  }

  /** The inverse of {@link #of}. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (afterCanary) {
      words.add(CANARY);
    }
    if (afterEveryBatch) {
      words.add(EVERY_BATCH);
    }
    percents.forEach(percent -> words.add(percent + "%"));
    return words;
  }

  /**
   * Which checkpoint a rollout has reached at which nobody has been asked yet, in words.
   *
   * @param course how far it is, with servers left to replace
   * @param toReplace how many servers it replaces in all
   */
  Optional<String> reached(Course course, int toReplace) {
    if (course.replaced() <= course.tally().askedAt()) {
      return Optional.empty();
    }
    if (afterEveryBatch) {
      return Optional.of("batch " + (course.batch() - 1) + " is replaced and healthy");
    }
    if (afterCanary && course.tally().canaryAt() > course.tally().askedAt()) {
      return Optional.of("the canary is replaced and healthy");
    }
    return percents.stream()
        .filter(percent -> servers(percent, toReplace) > course.tally().askedAt())
        .filter(percent -> servers(percent, toReplace) <= course.replaced())
        .map(percent -> percent + " % of the servers are replaced and healthy")
        .reduce((one, later) -> later);
  }

  /**
   * Whether a rollout that was let pass every checkpoint before waits at this one.
   *
   * @param canary whether it comes after the canary batch
   * @param before how many servers were replaced at the last one
   * @param replaced how many are replaced now, with some left
   * @param toReplace how many it replaces in all
   */
  public boolean isReached(boolean canary, int before, int replaced, int toReplace) {
    return afterEveryBatch
        || (canary && afterCanary)
        || percents.stream()
            .map(percent -> servers(percent, toReplace))
            .anyMatch(servers -> before < servers && servers <= replaced);
  }

  private static int servers(int percent, int toReplace) {
    return (int) Math.ceilDiv((long) toReplace * percent, 100L);
  }
}
