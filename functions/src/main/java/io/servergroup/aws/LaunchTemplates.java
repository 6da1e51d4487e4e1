package io.servergroup.aws;

import io.servergroup.group.TemplateReference;
import io.servergroup.group.TemplateVersion;
import io.servergroup.rollout.EqualVersions;
import io.servergroup.rollout.Targets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ResponseLaunchTemplateData;

/** Finds out which version of a launch template a reference stands for, and what versions hold. */
public final class LaunchTemplates {
  /**
   * Begins an image that EC2 looks up in Systems Manager when it launches an instance.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/autoscaling/ec2/userguide/using-systems-manager-parameters.html">Use
   *     AWS Systems Manager parameters instead of AMI IDs</a>
   */
  private static final String LOOKED_UP = "resolve:ssm:";

  /**
   * What a reference stands for.
   *
   * @param number empty when it stands for nothing
   */
  private record Resolved(TemplateReference reference, OptionalLong number) {}

  private final Ec2Client ec2;
  private final Together together;

  public LaunchTemplates(AwsClients clients) {
    this.ec2 = clients.ec2();
    this.together = clients.together();
  }

  /** Resolves each reference, one call each; one that does not exist is left out. */
  public Targets resolve(Collection<TemplateReference> references) {
    Map<TemplateReference, Long> versions = new LinkedHashMap<>();
    together
        .each(references, reference -> new Resolved(reference, resolve(reference)))
        .forEach(each -> each.number().ifPresent(number -> versions.put(each.reference(), number)));
    return new Targets(versions);
  }

  /**
   * What references that were resolved before stand for now: one call for each that can move. A
   * number stands for itself; that a version was deleted, launches tell.
   */
  public Targets current(Collection<TemplateReference> references) {
    return resolve(references.stream().filter(each -> each.number().isEmpty()).toList())
        .withNumbers(references);
  }

  /**
   * Which of these versions hold the same data: one call for each launch template. A version that
   * does not exist any more equals no other, and neither does one whose image is looked up at
   * launch: it may have stood for another image then.
   */
  public EqualVersions compare(Collection<TemplateVersion> versions) {
    Map<String, List<String>> byTemplate =
        versions.stream()
            .collect(
                Collectors.groupingBy(
                    TemplateVersion::templateId,
                    TreeMap::new,
                    Collectors.mapping(
                        version -> Long.toString(version.number()), Collectors.toList())));
    Map<TemplateVersion, ResponseLaunchTemplateData> data = new TreeMap<>();
    together
        .each(byTemplate.entrySet(), each -> data(each.getKey(), each.getValue()))
        .forEach(data::putAll);
    return EqualVersions.among(data);
  }

  private Map<TemplateVersion, ResponseLaunchTemplateData> data(
      String template, List<String> numbers) {
    return existing(template, numbers).stream()
        .filter(version -> alwaysMeansTheSame(version.launchTemplateData()))
        .collect(
            Collectors.toMap(
                version -> new TemplateVersion(template, version.versionNumber()),
                LaunchTemplateVersion::launchTemplateData,
                (one, same) -> same));
  }

  private static boolean alwaysMeansTheSame(ResponseLaunchTemplateData data) {
    return data.imageId() == null || !data.imageId().startsWith(LOOKED_UP);
  }

  /** EC2 refuses a list of versions for one that is missing (inferred); then each is asked for. */
  private List<LaunchTemplateVersion> existing(String template, List<String> numbers) {
    try {
      return Pages.of(
              DescribeLaunchTemplateVersionsRequest.builder()
                  .launchTemplateId(template)
                  .versions(numbers)
                  .build(),
              ec2::describeLaunchTemplateVersions,
              DescribeLaunchTemplateVersionsResponse::nextToken,
              (request, token) -> request.toBuilder().nextToken(token).build())
          .flatMap(page -> page.launchTemplateVersions().stream())
          .toList();
    } catch (AwsServiceException failure) {
      if (!doesNotExist(failure)) {
        throw failure;
      }
      return numbers.size() == 1
          ? List.of()
          : together.each(numbers, number -> existing(template, List.of(number))).stream()
              .flatMap(List::stream)
              .toList();
    }
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
