package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.sdk.JsonToModel;
import io.servergroup.simulator.aws.sdk.ModelToJson;
import io.servergroup.simulator.aws.sdk.Notation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateTagSpecification;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/**
 * What a launch template says about the instances.
 *
 * @param described all of it, as EC2 answers who asks
 */
public record LaunchData(ResponseLaunchTemplateData described) {
  private static final Notation NOTATION = Notation.SDK_INTEGRATION;

  /**
   * What most templates say.
   *
   * @param imageId null when the template does not say
   * @param instanceType null when the template does not say
   * @param userData base64, or null
   * @param instanceTags by key
   */
  public LaunchData(
      String imageId, String instanceType, String userData, Map<String, String> instanceTags) {
    this(
        ResponseLaunchTemplateData.builder()
            .imageId(imageId)
            .instanceType(instanceType)
            .userData(userData)
            .tagSpecifications(ofInstance(instanceTags))
            .build());
  }

  /** None, rather than an empty one, for no tags. */
  private static List<LaunchTemplateTagSpecification> ofInstance(Map<String, String> tags) {
    return tags.isEmpty()
        ? null
        : List.of(
            LaunchTemplateTagSpecification.builder()
                .resourceType("instance")
                .tags(Requests.tags(tags))
                .build());
  }

  /** What a request says: the answer has the same members, under types of its own. */
  static LaunchData of(RequestLaunchTemplateData asked) {
    return ofJson(ModelToJson.of(asked, NOTATION));
  }

  /** This data where it says something, the other's where it does not. */
  LaunchData over(LaunchData other) {
    Map<String, Object> merged = new LinkedHashMap<>(ModelToJson.of(other.described, NOTATION));
    merged.putAll(ModelToJson.of(described, NOTATION));
    return ofJson(merged);
  }

  private static LaunchData ofJson(Map<String, Object> json) {
    SdkPojo builder = (SdkPojo) ResponseLaunchTemplateData.builder();
    return new LaunchData((ResponseLaunchTemplateData) JsonToModel.build(builder, json, NOTATION));
  }

  /** Null when the template does not say. */
  public String imageId() {
    return described.imageId();
  }

  /** Null when the template does not say. */
  public String instanceType() {
    return described.instanceTypeAsString();
  }

  /** By key. */
  Map<String, String> instanceTags() {
    Map<String, String> tags = new LinkedHashMap<>();
    described.tagSpecifications().stream()
        .filter(specification -> "instance".equals(specification.resourceTypeAsString()))
        .flatMap(specification -> specification.tags().stream())
        .forEach(tag -> tags.put(tag.key(), tag.value()));
    return tags;
  }

  /**
   * Whether an instance launched from this is the same as one launched from the other data at any
   * other time. An image that is looked up at launch may be another one each time.
   */
  public boolean makesTheSameAs(LaunchData other) {
    return described.equals(other.described)
        && (imageId() == null || !imageId().startsWith("resolve:ssm:"));
  }
}
