import java.util.Map;

/** What AWS says of the cluster, in the format of each service, as long as real answers are. */
final class AwsAnswers {
  private static final String EC2 = "http://ec2.amazonaws.com/doc/2016-11-15/";
  private static final String AUTO_SCALING = "http://autoscaling.amazonaws.com/doc/2011-01-01/";
  private static final String CLASSIC = "http://elasticloadbalancing.amazonaws.com/doc/2012-06-01/";
  private static final String BALANCERS =
      "http://elasticloadbalancing.amazonaws.com/doc/2015-12-01/";
  private static final String REQUEST = "6a7e8feb-b491-4cf7-a9f1-bf3703467718";

  private final Cluster cluster;

  AwsAnswers(Cluster cluster) {
    this.cluster = cluster;
  }

  /** The answer to a request that was granted; empty for an operation that is not known here. */
  String to(String operation, Map<String, String> request) {
    boolean asked = cluster.isAsked(operation, request);
    return switch (operation) {
      case "DescribeAutoScalingGroups" -> result(AUTO_SCALING, operation, asked ? group() : "");
      case "CompleteLifecycleAction" -> result(AUTO_SCALING, operation, "");
      case "DescribeInstanceHealth" -> result(CLASSIC, operation, instanceHealth());
      case "DescribeTargetHealth" -> result(BALANCERS, operation, targetHealth());
      case "DescribeNetworkInterfaces" ->
          ec2(operation, set("networkInterfaceSet", asked ? networkInterface() : ""));
      case "DescribeVolumes" ->
          ec2(operation, set("volumeSet", asked && cluster.volumes() > 0 ? volume() : ""));
      case "DescribeInstances" -> ec2(operation, set("reservationSet", asked ? reservation() : ""));
      case "AttachNetworkInterface" ->
          ec2(operation, element("attachmentId", ATTACHMENT) + element("networkCardIndex", "0"));
      case "AttachVolume" -> ec2(operation, volumeAttachment("attaching"));
      case "DetachNetworkInterface" -> ec2(operation, element("return", "true"));
      case "ListResourceRecordSets" -> records();
      case "ChangeResourceRecordSets" -> change();
      default -> "";
    };
  }

  /** What a refusal looks like; Route 53 and the query services share a form that EC2 has not. */
  static String refusal(String code, String message) {
    return "<ErrorResponse><Errors><Error><Code>%1$s</Code><Message>%2$s</Message></Error></Errors><Error><Type>Sender</Type><Code>%1$s</Code><Message>%2$s</Message></Error><RequestID>%3$s</RequestID></ErrorResponse>"
        .formatted(code, message, REQUEST);
  }

  private static final String ATTACHMENT = "eni-attach-0d1e2f30415263748";

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  private static String set(String name, String item) {
    return element(name, item.isEmpty() ? "" : element("item", item));
  }

  private static String tags(String name, Map<String, String> tags, String item) {
    StringBuilder all = new StringBuilder();
    tags.forEach(
        (key, value) -> all.append(element(item, element("key", key) + element("value", value))));
    return element(name, all.toString());
  }

  private static String ec2(String operation, String content) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%1$sResponse xmlns=\"%2$s\"><requestId>%3$s</requestId>%4$s</%1$sResponse>"
        .formatted(operation, EC2, REQUEST, content);
  }

  private static String result(String namespace, String operation, String content) {
    return "<%1$sResponse xmlns=\"%2$s\"><%1$sResult>%3$s</%1$sResult><ResponseMetadata><RequestId>%4$s</RequestId></ResponseMetadata></%1$sResponse>"
        .formatted(operation, namespace, content, REQUEST);
  }

  private String group() {
    String name = cluster.group();
    StringBuilder tags = new StringBuilder();
    Map.of("ServerGroupName", Cluster.SERVER_GROUP, "ServerGroupIndex", "1", "Name", "tools-1")
        .forEach(
            (key, value) ->
                tags.append(
                    "<member><ResourceId>%s</ResourceId><PropagateAtLaunch>true</PropagateAtLaunch><Value>%s</Value><Key>%s</Key><ResourceType>auto-scaling-group</ResourceType></member>"
                        .formatted(name, value, key)));
    return """
    <AutoScalingGroups><member><AutoScalingGroupName>%1$s</AutoScalingGroupName>\
    <AutoScalingGroupARN>arn:aws:autoscaling:eu-west-1:123456789012:autoScalingGroup:3f1c7c2e-8c0b-4f0e-9b1a-5a9f1f6b2d10:autoScalingGroupName/%1$s</AutoScalingGroupARN>\
    <LaunchTemplate><LaunchTemplateId>%2$s</LaunchTemplateId><LaunchTemplateName>tools</LaunchTemplateName><Version>$Latest</Version></LaunchTemplate>\
    <MinSize>1</MinSize><MaxSize>1</MaxSize><DesiredCapacity>1</DesiredCapacity><DefaultCooldown>300</DefaultCooldown>\
    <AvailabilityZones><member>eu-west-1b</member></AvailabilityZones><LoadBalancerNames><member>%3$s</member></LoadBalancerNames>\
    <TargetGroupARNs><member>%4$s</member></TargetGroupARNs><HealthCheckType>EC2</HealthCheckType><HealthCheckGracePeriod>0</HealthCheckGracePeriod>\
    <Instances><member><InstanceId>%5$s</InstanceId><InstanceType>t3.medium</InstanceType><AvailabilityZone>eu-west-1b</AvailabilityZone>\
    <LifecycleState>%6$s</LifecycleState><HealthStatus>Healthy</HealthStatus><LaunchTemplate><LaunchTemplateId>%2$s</LaunchTemplateId>\
    <LaunchTemplateName>tools</LaunchTemplateName><Version>2</Version></LaunchTemplate><ProtectedFromScaleIn>false</ProtectedFromScaleIn></member></Instances>\
    <CreatedTime>2026-01-05T09:14:07.123Z</CreatedTime><SuspendedProcesses/><VPCZoneIdentifier>subnet-0e1f2031425364758</VPCZoneIdentifier>\
    <EnabledMetrics/><Tags>%7$s</Tags><TerminationPolicies><member>Default</member></TerminationPolicies>\
    <NewInstancesProtectedFromScaleIn>false</NewInstancesProtectedFromScaleIn>\
    <ServiceLinkedRoleARN>arn:aws:iam::123456789012:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling</ServiceLinkedRoleARN>\
    <InstanceMaintenancePolicy><MinHealthyPercentage>0</MinHealthyPercentage><MaxHealthyPercentage>100</MaxHealthyPercentage></InstanceMaintenancePolicy>\
    </member></AutoScalingGroups>"""
        .formatted(
            name,
            Cluster.TEMPLATE,
            Cluster.BALANCER,
            Cluster.TARGETS,
            cluster.instance(),
            cluster.lifecycleState(),
            tags);
  }

  private String instanceHealth() {
    return "<InstanceStates><member><Description>N/A</Description><InstanceId>%s</InstanceId><State>InService</State><ReasonCode>N/A</ReasonCode></member></InstanceStates>"
        .formatted(cluster.instance());
  }

  private String targetHealth() {
    return "<TargetHealthDescriptions><member><HealthCheckPort>8083</HealthCheckPort><TargetHealth><State>healthy</State></TargetHealth><Target><Port>8083</Port><Id>%s</Id></Target></member></TargetHealthDescriptions>"
        .formatted(cluster.instance());
  }

  private String attachment() {
    return "<attachment><attachmentId>%s</attachmentId><instanceId>%s</instanceId><instanceOwnerId>123456789012</instanceOwnerId><deviceIndex>1</deviceIndex><networkCardIndex>0</networkCardIndex><status>attached</status><attachTime>2026-01-05T09:14:08.000Z</attachTime><deleteOnTermination>false</deleteOnTermination></attachment>"
        .formatted(ATTACHMENT, cluster.instance());
  }

  private String networkInterface() {
    return """
    <networkInterfaceId>%1$s</networkInterfaceId><subnetId>subnet-0e1f2031425364758</subnetId><vpcId>vpc-0f102132435465768</vpcId>\
    <availabilityZone>eu-west-1b</availabilityZone><description>tools server 1</description><ownerId>123456789012</ownerId>\
    <requesterManaged>false</requesterManaged><status>%2$s</status><macAddress>02:59:2c:3d:4e:5f</macAddress><privateIpAddress>%3$s</privateIpAddress>\
    <privateDnsName>ip-10-0-16-4.eu-west-1.compute.internal</privateDnsName><sourceDestCheck>true</sourceDestCheck>\
    <groupSet><item><groupId>sg-0a2b3c4d5e6f70819</groupId><groupName>tools</groupName></item></groupSet>%4$s%5$s\
    <privateIpAddressesSet><item><privateIpAddress>%3$s</privateIpAddress><privateDnsName>ip-10-0-16-4.eu-west-1.compute.internal</privateDnsName>\
    <primary>true</primary></item></privateIpAddressesSet><ipv6AddressesSet/><interfaceType>interface</interfaceType>"""
        .formatted(
            Cluster.INTERFACE,
            cluster.hasInterface() ? "in-use" : "available",
            Cluster.ADDRESS,
            cluster.hasInterface() ? attachment() : "",
            tags(
                "tagSet",
                Map.of(
                    "ServerGroupName", Cluster.SERVER_GROUP,
                    "ServerGroupIndex", "1",
                    "ServerGroupDnsName", Cluster.NAME,
                    "ServerGroupHostedZoneId", Cluster.ZONE,
                    "ServerGroupDnsTtl", "60"),
                "item"));
  }

  private String volumeAttachment(String status) {
    return "<volumeId>%s</volumeId><instanceId>%s</instanceId><device>%s</device><status>%s</status><attachTime>2026-01-05T09:14:08.000Z</attachTime><deleteOnTermination>false</deleteOnTermination>"
        .formatted(Cluster.VOLUME, cluster.instance(), Cluster.DEVICE, status);
  }

  private String volume() {
    return """
    <volumeId>%s</volumeId><size>8</size><snapshotId/><availabilityZone>eu-west-1b</availabilityZone><status>%s</status>\
    <createTime>2026-01-05T09:00:00.000Z</createTime>%s%s<volumeType>gp3</volumeType><iops>3000</iops><encrypted>true</encrypted>\
    <multiAttachEnabled>false</multiAttachEnabled><throughput>125</throughput>"""
        .formatted(
            Cluster.VOLUME,
            cluster.hasVolume() ? "in-use" : "available",
            set("attachmentSet", cluster.hasVolume() ? volumeAttachment("attached") : ""),
            tags(
                "tagSet",
                Map.of(
                    "ServerGroupName", Cluster.SERVER_GROUP,
                    "ServerGroupIndex", "1",
                    "ServerGroupDevice", Cluster.DEVICE),
                "item"));
  }

  private String reservation() {
    String eni =
        "<item><networkInterfaceId>%s</networkInterfaceId><status>in-use</status><privateIpAddress>%s</privateIpAddress>%s</item>"
            .formatted(Cluster.INTERFACE, Cluster.ADDRESS, attachment());
    String ebs =
        "<item><deviceName>%s</deviceName><ebs><volumeId>%s</volumeId><status>attached</status><attachTime>2026-01-05T09:14:08.000Z</attachTime><deleteOnTermination>false</deleteOnTermination></ebs></item>"
            .formatted(Cluster.DEVICE, Cluster.VOLUME);
    return """
    <reservationId>r-0b2c3d4e5f6071829</reservationId><ownerId>123456789012</ownerId><groupSet/><instancesSet><item><instanceId>%s</instanceId>\
    <imageId>ami-0c2d3e4f506172839</imageId><instanceState><code>16</code><name>running</name></instanceState>\
    <privateDnsName>ip-10-0-17-9.eu-west-1.compute.internal</privateDnsName><dnsName/><reason/><amiLaunchIndex>0</amiLaunchIndex><productCodes/>\
    <instanceType>t3.medium</instanceType><launchTime>2026-01-05T09:13:30.000Z</launchTime><placement><availabilityZone>eu-west-1b</availabilityZone>\
    <groupName/><tenancy>default</tenancy></placement><monitoring><state>disabled</state></monitoring><subnetId>subnet-0e1f2031425364758</subnetId>\
    <vpcId>vpc-0f102132435465768</vpcId><privateIpAddress>10.0.17.9</privateIpAddress><sourceDestCheck>true</sourceDestCheck>\
    <architecture>x86_64</architecture><rootDeviceType>ebs</rootDeviceType><rootDeviceName>/dev/xvda</rootDeviceName><blockDeviceMapping>%s</blockDeviceMapping>\
    <virtualizationType>hvm</virtualizationType>%s<hypervisor>xen</hypervisor><networkInterfaceSet>%s</networkInterfaceSet>\
    <ebsOptimized>false</ebsOptimized><enaSupport>true</enaSupport></item></instancesSet>"""
        .formatted(
            cluster.instance(),
            cluster.volumes() > 0 && cluster.hasVolume() ? ebs : "",
            tags(
                "tagSet",
                Map.of(
                    "ServerGroupName", Cluster.SERVER_GROUP,
                    "ServerGroupIndex", "1",
                    "Name", "tools-1"),
                "item"),
            cluster.hasInterface() ? eni : "");
  }

  private String records() {
    return """
    <?xml version="1.0"?>
    <ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ResourceRecordSets><ResourceRecordSet><Name>%s.</Name>\
    <Type>A</Type><TTL>60</TTL><ResourceRecords><ResourceRecord><Value>%s</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>\
    </ResourceRecordSets><IsTruncated>false</IsTruncated><MaxItems>10</MaxItems></ListResourceRecordSetsResponse>"""
        .formatted(Cluster.NAME, cluster.record());
  }

  private static String change() {
    return """
    <?xml version="1.0"?>
    <ChangeResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ChangeInfo><Id>/change/C0123456789ABCDEFGHIJ</Id>\
    <Status>PENDING</Status><SubmittedAt>2026-01-05T09:14:09.000Z</SubmittedAt></ChangeInfo></ChangeResourceRecordSetsResponse>""";
  }
}
