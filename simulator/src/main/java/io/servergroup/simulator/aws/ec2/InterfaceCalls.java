package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Page;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceAssociation;
import software.amazon.awssdk.services.ec2.model.NetworkInterfacePrivateIpAddress;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;

/** The operations on subnets, network interfaces and Elastic IPs. */
final class InterfaceCalls {
  private final Ec2World world;
  private final Interfaces interfaces;

  InterfaceCalls(Ec2World world) {
    this.world = world;
    this.interfaces = world.interfaces();
  }

  DescribeNetworkInterfacesResponse describe(DescribeNetworkInterfacesRequest request) {
    Requests.notBoth(request.networkInterfaceIds(), request.maxResults(), "networkInterfaceIdSet");
    Page<Eni> page =
        interfaces
            .catalog()
            .page(
                Requests.named(request.networkInterfaceIds(), interfaces::require),
                Requests.conditions(request.filters()),
                request.nextToken(),
                Requests.pageSize(request.maxResults()));
    return DescribeNetworkInterfacesResponse.builder()
        .networkInterfaces(page.items().stream().map(InterfaceCalls::view).toList())
        .nextToken(page.nextToken())
        .build();
  }

  CreateNetworkInterfaceResponse create(CreateNetworkInterfaceRequest request) {
    Eni eni =
        interfaces.create(
            world.requireSubnet(request.subnetId()),
            request.description() == null ? "" : request.description(),
            Requests.tags(request.tagSpecifications(), "network-interface"));
    return CreateNetworkInterfaceResponse.builder().networkInterface(view(eni)).build();
  }

  DeleteNetworkInterfaceResponse delete(DeleteNetworkInterfaceRequest request) {
    interfaces.delete(interfaces.require(request.networkInterfaceId()));
    return DeleteNetworkInterfaceResponse.builder().build();
  }

  AttachNetworkInterfaceResponse attach(AttachNetworkInterfaceRequest request) {
    if (request.networkInterfaceId() == null
        || request.instanceId() == null
        || request.deviceIndex() == null) {
      throw Ec2Error.of(
          "MissingParameter",
          "The request must contain the parameters networkInterfaceId, instanceId and deviceIndex");
    }
    Attachment attachment =
        interfaces.attach(
            request.networkInterfaceId(), request.instanceId(), request.deviceIndex());
    return AttachNetworkInterfaceResponse.builder()
        .attachmentId(attachment.id())
        .networkCardIndex(0)
        .build();
  }

  DetachNetworkInterfaceResponse detach(DetachNetworkInterfaceRequest request) {
    if (Boolean.TRUE.equals(request.force())) {
      throw new UnsupportedOperationException(
          "DetachNetworkInterface with Force is not simulated: nothing here may force a detach");
    }
    interfaces.detach(request.attachmentId());
    return DetachNetworkInterfaceResponse.builder().build();
  }

  ModifyNetworkInterfaceAttributeResponse modify(ModifyNetworkInterfaceAttributeRequest request) {
    Eni eni = interfaces.require(request.networkInterfaceId());
    if (request.attachment() == null) {
      throw new UnsupportedOperationException(
          "of ModifyNetworkInterfaceAttribute only Attachment is simulated: " + request);
    }
    interfaces.setDeleteOnTermination(
        eni, request.attachment().attachmentId(), request.attachment().deleteOnTermination());
    return ModifyNetworkInterfaceAttributeResponse.builder().build();
  }

  DescribeAddressesResponse addresses(DescribeAddressesRequest request) {
    if (!request.publicIps().isEmpty()) {
      throw new UnsupportedOperationException(
          "DescribeAddresses by PublicIps is not simulated; use the filter public-ip");
    }
    Page<ElasticIp> page =
        world
            .elasticIps()
            .page(
                Requests.named(request.allocationIds(), this::requireAddress),
                Requests.conditions(request.filters()),
                null,
                Integer.MAX_VALUE);
    return DescribeAddressesResponse.builder()
        .addresses(page.items().stream().map(InterfaceCalls::view).toList())
        .build();
  }

  DescribeSubnetsResponse subnets(DescribeSubnetsRequest request) {
    Requests.notBoth(request.subnetIds(), request.maxResults(), "subnetSet");
    requireAll(request.subnetIds());
    Page<Subnet> page =
        world
            .subnets()
            .page(
                Requests.named(request.subnetIds(), world::requireSubnet),
                Requests.conditions(request.filters()),
                request.nextToken(),
                Requests.pageSize(request.maxResults()));
    return DescribeSubnetsResponse.builder()
        .subnets(page.items().stream().map(InterfaceCalls::view).toList())
        .nextToken(page.nextToken())
        .build();
  }

  /** EC2 names all that are missing. */
  private void requireAll(List<String> subnetIds) {
    List<String> missing =
        subnetIds.stream().filter(id -> world.subnets().get(id) == null).distinct().toList();
    if (missing.size() > 1) {
      throw Ec2Error.of(
          "InvalidSubnetID.NotFound",
          "The subnet IDs '" + String.join(", ", missing) + "' do not exist");
    }
  }

  private static software.amazon.awssdk.services.ec2.model.Subnet view(Subnet subnet) {
    return software.amazon.awssdk.services.ec2.model.Subnet.builder()
        .subnetId(subnet.id())
        .vpcId(subnet.vpcId())
        .availabilityZone(subnet.zone())
        .ownerId(Account.ID)
        .build();
  }

  private ElasticIp requireAddress(String id) {
    ElasticIp ip = world.elasticIps().get(id);
    if (ip == null) {
      throw Ec2Error.of(
          "InvalidAllocationID.NotFound", "The allocation ID '" + id + "' does not exist");
    }
    return ip;
  }

  private static Address view(ElasticIp ip) {
    Instance holder = ip.eni().holder();
    return Address.builder()
        .allocationId(ip.id())
        .associationId(ip.associationId())
        .publicIp(ip.publicAddress())
        .networkInterfaceId(ip.eni().id())
        .networkInterfaceOwnerId(Account.ID)
        .privateIpAddress(ip.eni().privateAddress())
        .instanceId(holder == null ? null : holder.id())
        .tags(Requests.tags(ip.tags()))
        .build();
  }

  private static NetworkInterface view(Eni eni) {
    return eni.view(NetworkInterface.class, () -> build(eni));
  }

  private static NetworkInterface build(Eni eni) {
    NetworkInterfaceAssociation association =
        eni.elasticIp() == null
            ? null
            : NetworkInterfaceAssociation.builder()
                .allocationId(eni.elasticIp().id())
                .associationId(eni.elasticIp().associationId())
                .publicIp(eni.elasticIp().publicAddress())
                .ipOwnerId(Account.ID)
                .build();
    NetworkInterface.Builder view =
        NetworkInterface.builder()
            .networkInterfaceId(eni.id())
            .description(eni.description())
            .ownerId(Account.ID)
            .availabilityZone(eni.subnet().zone())
            .subnetId(eni.subnet().id())
            .vpcId(eni.subnet().vpcId())
            .privateIpAddress(eni.privateAddress())
            .privateIpAddresses(
                NetworkInterfacePrivateIpAddress.builder()
                    .primary(true)
                    .privateIpAddress(eni.privateAddress())
                    .association(association)
                    .build())
            .association(association)
            .status(
                eni.available() ? NetworkInterfaceStatus.AVAILABLE : NetworkInterfaceStatus.IN_USE)
            .tagSet(Requests.tags(eni.tags()));
    Attachment attachment = eni.attachment();
    if (attachment != null) {
      view.attachment(
          shown ->
              shown
                  .attachmentId(attachment.id())
                  .attachTime(attachment.since())
                  .deleteOnTermination(attachment.deleteOnTermination())
                  .deviceIndex(Integer.valueOf(attachment.device()))
                  .networkCardIndex(0)
                  .instanceId(attachment.instance().id())
                  .instanceOwnerId(Account.ID)
                  .status(attachment.state().toString()));
    }
    return view.build();
  }
}
