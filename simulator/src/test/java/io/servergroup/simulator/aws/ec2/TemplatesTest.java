package io.servergroup.simulator.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.servergroup.simulator.aws.world.TestWorld;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateBlockDeviceMappingRequest;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecificationRequest;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.Tag;

/** Launch templates tell all they were told. */
final class TemplatesTest {
  private static final Consumer<RequestLaunchTemplateData.Builder> WHOLE =
      data ->
          data.imageId("ami-1")
              .instanceType("t3.medium")
              .ebsOptimized(true)
              .userData("IyEvYmluL3No")
              .securityGroupIds("sg-1", "sg-2")
              .iamInstanceProfile(profile -> profile.arn("arn:profile"))
              .metadataOptions(options -> options.httpTokens("required").httpPutResponseHopLimit(1))
              .blockDeviceMappings(
                  List.of(
                      LaunchTemplateBlockDeviceMappingRequest.builder()
                          .deviceName("/dev/xvda")
                          .ebs(ebs -> ebs.volumeSize(50).encrypted(true))
                          .build()))
              .tagSpecifications(
                  List.of(
                      LaunchTemplateTagSpecificationRequest.builder()
                          .resourceType("volume")
                          .tags(Tag.builder().key("Team").value("x").build())
                          .build()));

  private final TestWorld world = new TestWorld();
  private final Ec2Client ec2 = world.ec2;
  private final String id = world.version1.template().id();

  @Test
  void aVersionIsDescribedWithAllItWasMadeFrom() {
    ResponseLaunchTemplateData data = described(make(WHOLE));

    assertEquals("t3.medium", data.instanceTypeAsString());
    assertEquals(List.of("sg-1", "sg-2"), data.securityGroupIds());
    assertEquals("arn:profile", data.iamInstanceProfile().arn());
    assertEquals("required", data.metadataOptions().httpTokensAsString());
    assertEquals(50, data.blockDeviceMappings().getFirst().ebs().volumeSize());
    assertEquals("Team", data.tagSpecifications().getFirst().tags().getFirst().key());
    assertTrue(data.ebsOptimized());
  }

  @Test
  void twoVersionsMadeFromTheSameAreDescribedAsEqualAndOthersAreNot() {
    ResponseLaunchTemplateData first = described(make(WHOLE));

    assertEquals(first, described(make(WHOLE)));
    assertNotEquals(first, described(make(WHOLE.andThen(data -> data.ebsOptimized(false)))));
    assertNotEquals(first, described(make(data -> data.imageId("ami-1"))));
  }

  @Test
  void whatAVersionDoesNotSayItTakesFromItsSource() {
    long whole = make(WHOLE);
    long next =
        ec2.createLaunchTemplateVersion(
                request ->
                    request
                        .launchTemplateId(id)
                        .sourceVersion(Long.toString(whole))
                        .launchTemplateData(data -> data.imageId("ami-2")))
            .launchTemplateVersion()
            .versionNumber();

    assertEquals(described(whole).toBuilder().imageId("ami-2").build(), described(next));
  }

  @Test
  void theNumberOfADeletedVersionIsNotGivenAgainAndNobodyKnowsItAnyMore() {
    long second = make(WHOLE);
    ec2.deleteLaunchTemplateVersions(
        request -> request.launchTemplateId(id).versions(Long.toString(second)));

    assertEquals(second + 1, make(WHOLE));
    Ec2Exception missing =
        assertThrows(
            Ec2Exception.class,
            () ->
                ec2.describeLaunchTemplateVersions(
                    request -> request.launchTemplateId(id).versions("1", Long.toString(second))));
    assertEquals("InvalidLaunchTemplateId.VersionNotFound", missing.awsErrorDetails().errorCode());
  }

  private long make(Consumer<RequestLaunchTemplateData.Builder> data) {
    return ec2.createLaunchTemplateVersion(
            request -> request.launchTemplateId(id).launchTemplateData(data))
        .launchTemplateVersion()
        .versionNumber();
  }

  private ResponseLaunchTemplateData described(long version) {
    return ec2.describeLaunchTemplateVersions(
            request -> request.launchTemplateId(id).versions(Long.toString(version)))
        .launchTemplateVersions()
        .getFirst()
        .launchTemplateData();
  }
}
