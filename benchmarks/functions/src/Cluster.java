import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One server of a cluster in the fake AWS: what is attached to its instance, what its record says,
 * and how its lifecycle action ended. Everything that a call changes is seen by the next one.
 */
final class Cluster {
  static final String SERVER_GROUP = "tools";
  static final String TEMPLATE = "lt-0a1b2c3d4e5f60718";
  static final String INTERFACE = "eni-0b1c2d3e4f5061728";
  static final String VOLUME = "vol-0c1d2e3f405162738";
  static final String DEVICE = "/dev/sdf";
  static final String ADDRESS = "10.0.16.4";
  static final String ZONE = "Z0123456789ABCDEFGHIJ";
  static final String NAME = "1.tools.example.com";
  static final String BALANCER = "tools";
  static final String TARGETS =
      "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/tools/0123456789abcdef";
  private static final String TARGET_OF_FILTER = "Filter.1.Value.1";

  private final int volumes;
  private Scene scene = Scene.LAUNCH;
  private String group = "";
  private String instance = "";
  private boolean interfaceAttached;
  private boolean volumeAttached;
  private String record = ADDRESS;
  private final List<String> completions = new ArrayList<>();

  /**
   * @param volumes how many the server has: none or one
   */
  Cluster(int volumes) {
    this.volumes = volumes;
  }

  /** Begins anew, for an event. */
  synchronized void reset(Scene next, Scene.Event event) {
    scene = next;
    group = event.group();
    instance = event.instance();
    interfaceAttached = next != Scene.LAUNCH;
    volumeAttached = next != Scene.LAUNCH;
    record = ADDRESS;
    completions.clear();
  }

  synchronized int volumes() {
    return volumes;
  }

  synchronized String group() {
    return group;
  }

  synchronized String instance() {
    return instance;
  }

  synchronized String record() {
    return record;
  }

  synchronized String lifecycleState() {
    return switch (scene) {
      case LAUNCH -> completions.isEmpty() ? "Pending:Wait" : "Pending:Proceed";
      case TERMINATE -> completions.isEmpty() ? "Terminating:Wait" : "Terminating:Proceed";
      case POLL -> "InService";
    };
  }

  synchronized boolean hasInterface() {
    return interfaceAttached;
  }

  synchronized boolean hasVolume() {
    return volumeAttached;
  }

  /** Does what a request asks for; empty when it may, otherwise the error code. */
  synchronized String change(String operation, Map<String, String> request) {
    switch (operation) {
      case "AttachNetworkInterface" -> {
        boolean right =
            request.get("NetworkInterfaceId").equals(INTERFACE)
                && request.get("InstanceId").equals(instance)
                && request.get("DeviceIndex").equals("1");
        if (!right || interfaceAttached) {
          return "InvalidParameterValue";
        }
        interfaceAttached = true;
      }
      case "AttachVolume" -> {
        boolean right =
            request.get("VolumeId").equals(VOLUME)
                && request.get("InstanceId").equals(instance)
                && request.get("Device").equals(DEVICE);
        if (!right || volumeAttached || volumes == 0) {
          return "InvalidParameterValue";
        }
        volumeAttached = true;
      }
      case "DetachNetworkInterface" -> {
        if (!interfaceAttached) {
          return "InvalidAttachmentID.NotFound";
        }
        interfaceAttached = false;
      }
      case "ChangeResourceRecordSets" -> record = ADDRESS;
      case "CompleteLifecycleAction" -> {
        boolean right =
            request.get("AutoScalingGroupName").equals(group)
                && request.get("InstanceId").equals(instance)
                && request.get("LifecycleHookName").equals(hook());
        if (!right || !completions.isEmpty()) {
          return "ValidationError";
        }
        completions.add(request.get("LifecycleActionResult"));
      }
      default -> {}
    }
    return "";
  }

  /** Whether a request asks for what is there: a filter that does not match finds nothing. */
  synchronized boolean isAsked(String operation, Map<String, String> request) {
    return switch (operation) {
      case "DescribeAutoScalingGroups" ->
          request.getOrDefault("AutoScalingGroupNames.member.1", group).equals(group);
      case "DescribeNetworkInterfaces", "DescribeVolumes" ->
          request.getOrDefault(TARGET_OF_FILTER, "").equals(SERVER_GROUP);
      case "DescribeInstances" ->
          request
              .getOrDefault("InstanceId.1", request.getOrDefault(TARGET_OF_FILTER, ""))
              .equals(instance);
      default -> true;
    };
  }

  private String hook() {
    return scene == Scene.LAUNCH ? "server-group-launch" : "server-group-terminate";
  }

  /** What is not as it has to be at the end of an event; empty when all is well. */
  synchronized String wrong() {
    boolean poll = scene == Scene.POLL;
    boolean withInterface = scene != Scene.TERMINATE;
    if (!completions.equals(poll ? List.of() : List.of("CONTINUE"))) {
      return "the lifecycle action ended with " + completions + "; right is CONTINUE, once";
    }
    if (interfaceAttached != withInterface) {
      return "the interface is " + (withInterface ? "not attached" : "still attached");
    }
    return volumes > 0 && !volumeAttached ? "the volume is not attached" : "";
  }
}
