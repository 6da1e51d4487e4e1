package io.servergroup.simulator.rehearsal;

/** How the servers of a cluster are spread over Auto Scaling groups. */
public enum Topology {
  /** One Auto Scaling group of size 1 per server, which its tag names. */
  GROUP_PER_SERVER {
    @Override
    String groupOf(String cluster, int server, String zone) {
      return cluster + "-" + server;
    }

    @Override
    boolean indexed() {
      return true;
    }
  },
  /**
   * One Auto Scaling group per availability zone, as large as the zone has slots. Its instances
   * become the servers whose slots they get hold of.
   */
  GROUP_PER_ZONE {
    @Override
    String groupOf(String cluster, int server, String zone) {
      return cluster + "-" + zone;
    }

    @Override
    boolean indexed() {
      return false;
    }
  },
  /**
   * As {@link #GROUP_PER_SERVER}, but nothing stays when an instance goes: no network interfaces,
   * no volumes, no names, and no hooks that would see to them.
   */
  WITHOUT_IDENTITY {
    @Override
    String groupOf(String cluster, int server, String zone) {
      return GROUP_PER_SERVER.groupOf(cluster, server, zone);
    }

    @Override
    boolean indexed() {
      return true;
    }

    @Override
    public boolean hasSlots() {
      return false;
    }
  };

  /** The name of the Auto Scaling group that launches a server. */
  abstract String groupOf(String cluster, int server, String zone);

  /** Whether a group says by its tag which server it launches. */
  abstract boolean indexed();

  /** Whether servers have identities: interfaces, volumes and names that stay. */
  public boolean hasSlots() {
    return true;
  }
}
