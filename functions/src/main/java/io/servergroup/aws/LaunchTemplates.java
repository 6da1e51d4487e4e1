package io.servergroup.aws;

import io.servergroup.group.TemplateReference;
import io.servergroup.rollout.Targets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** Finds out which version of a launch template a reference stands for now. */
public final class LaunchTemplates {
  private final Ec2Client ec2;

  public LaunchTemplates(AwsClients clients) {
    this.ec2 = clients.ec2();
  }

  /** Resolves each reference, one call each; one that does not exist is left out. */
  public Targets resolve(Collection<TemplateReference> references) {
    Map<TemplateReference, Long> versions = new LinkedHashMap<>();
    for (TemplateReference reference : references) {
      resolve(reference).ifPresent(number -> versions.put(reference, number));
    }
    return new Targets(versions);
  }

  private OptionalLong resolve(TemplateReference reference) {
    try {
      return ec2
          .describeLaunchTemplateVersions(
              request ->
                  request.launchTemplateId(reference.templateId()).versions(reference.version()))
          .launchTemplateVersions()
          .stream()
          .mapToLong(version -> version.versionNumber())
          .findFirst();
    } catch (AwsServiceException failure) {
      if (doesNotExist(failure)) {
        return OptionalLong.empty();
      }
      throw failure;
    }
  }

  /** {@code InvalidLaunchTemplateId.NotFound}, {@code ...VersionNotFound} and the malformed. */
  private static boolean doesNotExist(AwsServiceException failure) {
    return ErrorReaction.code(failure).startsWith("InvalidLaunchTemplate");
  }
}
