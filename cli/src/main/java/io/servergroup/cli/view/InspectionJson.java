package io.servergroup.cli.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.servergroup.group.DnsName;
import io.servergroup.group.FindingKind;
import io.servergroup.group.Instance;
import io.servergroup.group.NetworkInterface;
import io.servergroup.group.Slot;
import io.servergroup.group.Volume;
import io.servergroup.identity.AddressRecord;
import io.servergroup.identity.IdentityFinding;
import io.servergroup.identity.Inspection;
import io.servergroup.identity.ServerIdentity;
import java.util.Locale;
import java.util.OptionalInt;

/** The identities of a server group for programs: one JSON object on one line. */
public final class InspectionJson {
  private InspectionJson() {}

  /** The object, without a line break; what is not there is null. */
  public static String text(Inspection inspection) {
    ObjectNode json = JsonText.object();
    json.put("good", inspection.good());
    json.put("serverGroup", inspection.serverGroup());
    json.put("readAt", inspection.readAt().toString());
    json.put("identities", inspection.identities());
    ObjectNode counts = json.putObject("counts");
    counts.put("servers", inspection.size());
    counts.put("serversWithFindings", inspection.withFindings());
    counts.put("serversInTransition", inspection.inTransition());
    for (FindingKind kind : FindingKind.values()) {
      counts.put(
          spelled(kind),
          inspection.findings().stream().filter(finding -> finding.kind() == kind).count());
    }
    ArrayNode servers = json.putArray("servers");
    inspection.servers().forEach(server -> server(servers.addObject(), server));
    ArrayNode findings = json.putArray("findings");
    inspection.findings().forEach(finding -> finding(findings.addObject(), finding));
    return JsonText.of(json);
  }

  private static void server(ObjectNode json, ServerIdentity server) {
    index(json, "server", server.index());
    json.put("autoScalingGroup", server.autoScalingGroup().orElse(null));
    json.put("instance", server.instance().map(Instance::id).orElse(null));
    json.put("lifecycleState", server.instance().map(i -> i.state().text()).orElse(null));
    json.put("ec2State", server.ec2State().map(InspectionJson::spelled).orElse(null));
    json.put("zone", server.instance().map(Instance::zone).orElse(null));
    json.put("inTransition", server.inTransition());
    if (server.slot().isPresent()) {
      slot(json, server.slot().get(), server);
    } else {
      json.putNull("networkInterface");
      json.putArray("volumes");
      json.putNull("dnsName");
      json.putNull("record");
    }
  }

  private static void slot(ObjectNode json, Slot slot, ServerIdentity server) {
    NetworkInterface eni = slot.networkInterface();
    ObjectNode network = json.putObject("networkInterface");
    network.put("id", eni.id());
    network.put("zone", eni.zone());
    network.put("privateAddress", eni.privateAddress());
    network.put("elasticAddress", eni.elasticAddress().orElse(null));
    network.put("attachedTo", eni.holder().orElse(null));
    ArrayNode volumes = json.putArray("volumes");
    for (Volume volume : slot.volumes()) {
      volumes
          .addObject()
          .put("id", volume.id())
          .put("device", volume.device())
          .put("state", volume.state())
          .put("attachedTo", volume.holder().orElse(null));
    }
    json.put("dnsName", slot.dnsName().map(DnsName::name).orElse(null));
    if (server.recordState() == ServerIdentity.RecordState.NOT_WANTED) {
      json.putNull("record");
      return;
    }
    ObjectNode record = json.putObject("record").put("state", spelled(server.recordState()));
    record.put(
        "ttlSeconds",
        server.record().filter(r -> !r.isSpecial()).map(r -> r.ttl().toSeconds()).orElse(null));
    ArrayNode addresses = record.putArray("addresses");
    server.record().map(AddressRecord::addresses).ifPresent(all -> all.forEach(addresses::add));
  }

  private static void finding(ObjectNode json, IdentityFinding finding) {
    json.put("kind", spelled(finding.kind()));
    index(json, "server", finding.server());
    json.put("resource", finding.resource());
    json.put("message", finding.message());
  }

  private static void index(ObjectNode json, String field, OptionalInt index) {
    if (index.isPresent()) {
      json.put(field, index.getAsInt());
    } else {
      json.putNull(field);
    }
  }

  private static String spelled(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
