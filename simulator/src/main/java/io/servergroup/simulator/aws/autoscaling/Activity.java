package io.servergroup.simulator.aws.autoscaling;

import java.time.Instant;

/** A scaling activity: one launch, termination or the like, as a group reports it. */
public final class Activity {
  private final String id;
  private final Group group;
  private final String cause;
  private final Instant start;
  private final String zone;
  private final String subnetId;
  private String description;
  private String status = "InProgress";
  private String message = "";
  private Instant end;

  Activity(
      String id,
      Group group,
      String description,
      String cause,
      Instant start,
      String zone,
      String subnetId) {
    this.id = id;
    this.group = group;
    this.description = description;
    this.cause = cause;
    this.start = start;
    this.zone = zone;
    this.subnetId = subnetId;
  }

  public String id() {
    return id;
  }

  public Group group() {
    return group;
  }

  /** Such as {@code Launching a new EC2 instance: i-0123456789abcdef0}. */
  public String description() {
    return description;
  }

  public String cause() {
    return cause;
  }

  public Instant start() {
    return start;
  }

  /** When it ended; null while it goes on. */
  public Instant end() {
    return end;
  }

  /** Such as {@code InProgress}, {@code Successful} or {@code Failed}. */
  public String status() {
    return status;
  }

  public String message() {
    return message;
  }

  public String zone() {
    return zone;
  }

  public String subnetId() {
    return subnetId;
  }

  void setDescription(String description) {
    this.description = description;
  }

  void setStatus(String status) {
    this.status = status;
  }

  void end(String status, String message, Instant now) {
    this.status = status;
    this.message = message;
    this.end = now;
  }
}
