package io.servergroup.simulator.aws.ec2;

import java.util.Map;

/**
 * What a launch template says about the instances.
 *
 * @param imageId null when the template does not say
 * @param instanceType null when the template does not say
 * @param userData base64, or null
 * @param instanceTags by key
 */
public record LaunchData(
    String imageId, String instanceType, String userData, Map<String, String> instanceTags) {
  /** This data where it says something, the other's where it does not. */
  LaunchData over(LaunchData other) {
    return new LaunchData(
        imageId == null ? other.imageId : imageId,
        instanceType == null ? other.instanceType : instanceType,
        userData == null ? other.userData : userData,
        instanceTags.isEmpty() ? other.instanceTags : instanceTags);
  }
}
