package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.api.CallPath;
import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.InvalidPageTokenException;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.AttachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.AttachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.AttachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.CreateNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.CreateVolumeRequest;
import software.amazon.awssdk.services.ec2.model.CreateVolumeResponse;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DeleteNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeAddressesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstanceStatusResponse;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeNetworkInterfacesResponse;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSubnetsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeVolumesResponse;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceRequest;
import software.amazon.awssdk.services.ec2.model.DetachNetworkInterfaceResponse;
import software.amazon.awssdk.services.ec2.model.DetachVolumeRequest;
import software.amazon.awssdk.services.ec2.model.DetachVolumeResponse;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeRequest;
import software.amazon.awssdk.services.ec2.model.ModifyNetworkInterfaceAttributeResponse;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StartInstancesResponse;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesResponse;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesRequest;
import software.amazon.awssdk.services.ec2.model.TerminateInstancesResponse;

/**
 * The SDK's client of simulated EC2. Operations that are not modelled throw
 * UnsupportedOperationException.
 */
public final class SimulatedEc2Client implements Ec2Client {
  private final CallPath path;
  private final TemplateCalls templates;
  private final InstanceCalls instances;
  private final InterfaceCalls interfaces;
  private final VolumeCalls volumes;
  private final TagCalls tags;

  public SimulatedEc2Client(Ec2World world, Account account, CallPath path) {
    this.path = path;
    this.templates = new TemplateCalls(world.templates());
    this.instances = new InstanceCalls(world.instances());
    this.interfaces = new InterfaceCalls(world);
    this.volumes = new VolumeCalls(world.volumes());
    this.tags = new TagCalls(world, account);
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing that would have to be released.
  }

  @Override
  public CreateLaunchTemplateResponse createLaunchTemplate(CreateLaunchTemplateRequest request) {
    return call("CreateLaunchTemplate", request, templates::create);
  }

  @Override
  public CreateLaunchTemplateVersionResponse createLaunchTemplateVersion(
      CreateLaunchTemplateVersionRequest request) {
    return call("CreateLaunchTemplateVersion", request, templates::createVersion);
  }

  @Override
  public ModifyLaunchTemplateResponse modifyLaunchTemplate(ModifyLaunchTemplateRequest request) {
    return call("ModifyLaunchTemplate", request, templates::modify);
  }

  @Override
  public DeleteLaunchTemplateVersionsResponse deleteLaunchTemplateVersions(
      DeleteLaunchTemplateVersionsRequest request) {
    return call("DeleteLaunchTemplateVersions", request, templates::deleteVersions);
  }

  @Override
  public DescribeLaunchTemplatesResponse describeLaunchTemplates(
      DescribeLaunchTemplatesRequest request) {
    return call("DescribeLaunchTemplates", request, templates::describe);
  }

  @Override
  public DescribeLaunchTemplateVersionsResponse describeLaunchTemplateVersions(
      DescribeLaunchTemplateVersionsRequest request) {
    return call("DescribeLaunchTemplateVersions", request, templates::describeVersions);
  }

  @Override
  public DescribeInstancesResponse describeInstances(DescribeInstancesRequest request) {
    return call("DescribeInstances", request, instances::describe);
  }

  @Override
  public DescribeInstanceStatusResponse describeInstanceStatus(
      DescribeInstanceStatusRequest request) {
    return call("DescribeInstanceStatus", request, instances::status);
  }

  @Override
  public TerminateInstancesResponse terminateInstances(TerminateInstancesRequest request) {
    return call("TerminateInstances", request, instances::terminate);
  }

  @Override
  public StopInstancesResponse stopInstances(StopInstancesRequest request) {
    return call("StopInstances", request, instances::stop);
  }

  @Override
  public StartInstancesResponse startInstances(StartInstancesRequest request) {
    return call("StartInstances", request, instances::start);
  }

  @Override
  public DescribeNetworkInterfacesResponse describeNetworkInterfaces(
      DescribeNetworkInterfacesRequest request) {
    return call("DescribeNetworkInterfaces", request, interfaces::describe);
  }

  @Override
  public CreateNetworkInterfaceResponse createNetworkInterface(
      CreateNetworkInterfaceRequest request) {
    return call("CreateNetworkInterface", request, interfaces::create);
  }

  @Override
  public DeleteNetworkInterfaceResponse deleteNetworkInterface(
      DeleteNetworkInterfaceRequest request) {
    return call("DeleteNetworkInterface", request, interfaces::delete);
  }

  @Override
  public AttachNetworkInterfaceResponse attachNetworkInterface(
      AttachNetworkInterfaceRequest request) {
    return call("AttachNetworkInterface", request, interfaces::attach);
  }

  @Override
  public DetachNetworkInterfaceResponse detachNetworkInterface(
      DetachNetworkInterfaceRequest request) {
    return call("DetachNetworkInterface", request, interfaces::detach);
  }

  @Override
  public ModifyNetworkInterfaceAttributeResponse modifyNetworkInterfaceAttribute(
      ModifyNetworkInterfaceAttributeRequest request) {
    return call("ModifyNetworkInterfaceAttribute", request, interfaces::modify);
  }

  @Override
  public DescribeAddressesResponse describeAddresses(DescribeAddressesRequest request) {
    return call("DescribeAddresses", request, interfaces::addresses);
  }

  @Override
  public DescribeSubnetsResponse describeSubnets(DescribeSubnetsRequest request) {
    return call("DescribeSubnets", request, interfaces::subnets);
  }

  @Override
  public DescribeVolumesResponse describeVolumes(DescribeVolumesRequest request) {
    return call("DescribeVolumes", request, volumes::describe);
  }

  @Override
  public CreateVolumeResponse createVolume(CreateVolumeRequest request) {
    return call("CreateVolume", request, volumes::create);
  }

  @Override
  public AttachVolumeResponse attachVolume(AttachVolumeRequest request) {
    return call("AttachVolume", request, volumes::attach);
  }

  @Override
  public DetachVolumeResponse detachVolume(DetachVolumeRequest request) {
    return call("DetachVolume", request, volumes::detach);
  }

  @Override
  public CreateTagsResponse createTags(CreateTagsRequest request) {
    return call("CreateTags", request, tags::create);
  }

  @Override
  public DeleteTagsResponse deleteTags(DeleteTagsRequest request) {
    return call("DeleteTags", request, tags::delete);
  }

  private <Q, A> A call(String operation, Q request, Function<Q, A> effect) {
    return path.call(
        "ec2",
        operation,
        request,
        () -> {
          try {
            return effect.apply(request);
          } catch (InvalidPageTokenException _) {
            throw Ec2Error.of("InvalidParameterValue", "Unable to parse pagination token");
          }
        });
  }
}
