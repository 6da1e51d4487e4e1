package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Page;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateResponse;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionRequest;
import software.amazon.awssdk.services.ec2.model.CreateLaunchTemplateVersionResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteLaunchTemplateVersionsResponseSuccessItem;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplateVersionsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeLaunchTemplatesResponse;
import software.amazon.awssdk.services.ec2.model.LaunchTemplate;
import software.amazon.awssdk.services.ec2.model.LaunchTemplateVersion;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateRequest;
import software.amazon.awssdk.services.ec2.model.ModifyLaunchTemplateResponse;

/** The operations on launch templates. */
final class TemplateCalls {
  /**
   * On one page.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeLaunchTemplateVersions.html">DescribeLaunchTemplateVersions</a>
   */
  private static final int PAGE = 200;

  private final Templates templates;

  TemplateCalls(Templates templates) {
    this.templates = templates;
  }

  CreateLaunchTemplateResponse create(CreateLaunchTemplateRequest request) {
    TemplateVersion first =
        templates.create(
            request.launchTemplateName(),
            request.versionDescription(),
            LaunchData.of(request.launchTemplateData()));
    Requests.tags(request.tagSpecifications(), "launch-template")
        .forEach((key, value) -> templates.catalog().tag(first.template(), key, value));
    return CreateLaunchTemplateResponse.builder().launchTemplate(view(first.template())).build();
  }

  CreateLaunchTemplateVersionResponse createVersion(CreateLaunchTemplateVersionRequest request) {
    Template template = templates.require(request.launchTemplateId(), request.launchTemplateName());
    LaunchData data = LaunchData.of(request.launchTemplateData());
    if (request.sourceVersion() != null) {
      data = data.over(template.version(request.sourceVersion()).data());
    }
    return CreateLaunchTemplateVersionResponse.builder()
        .launchTemplateVersion(
            view(templates.addVersion(template, request.versionDescription(), data)))
        .build();
  }

  ModifyLaunchTemplateResponse modify(ModifyLaunchTemplateRequest request) {
    Template template = templates.require(request.launchTemplateId(), request.launchTemplateName());
    templates.setDefault(template, template.version(request.defaultVersion()));
    return ModifyLaunchTemplateResponse.builder().launchTemplate(view(template)).build();
  }

  /** The default version is not deleted in AWS either; with which error, nobody has recorded. */
  DeleteLaunchTemplateVersionsResponse deleteVersions(DeleteLaunchTemplateVersionsRequest request) {
    Template template = templates.require(request.launchTemplateId(), request.launchTemplateName());
    List<TemplateVersion> versions = request.versions().stream().map(template::version).toList();
    if (versions.stream().anyMatch(version -> version.number() == template.defaultNumber())) {
      throw new UnsupportedOperationException(
          "DeleteLaunchTemplateVersions is simulated without the default version");
    }
    versions.forEach(version -> templates.deleteVersion(template, version));
    return DeleteLaunchTemplateVersionsResponse.builder()
        .successfullyDeletedLaunchTemplateVersions(
            versions.stream()
                .map(
                    version ->
                        DeleteLaunchTemplateVersionsResponseSuccessItem.builder()
                            .launchTemplateId(template.id())
                            .launchTemplateName(template.name())
                            .versionNumber(version.number())
                            .build())
                .toList())
        .build();
  }

  DescribeLaunchTemplatesResponse describe(DescribeLaunchTemplatesRequest request) {
    List<Template> named = new ArrayList<>();
    request.launchTemplateIds().forEach(id -> named.add(templates.require(id, null)));
    request.launchTemplateNames().forEach(name -> named.add(templates.require(null, name)));
    Page<Template> page =
        templates
            .catalog()
            .page(
                named.isEmpty() ? null : named,
                Requests.conditions(request.filters()),
                request.nextToken(),
                pageSize(request.maxResults()));
    return DescribeLaunchTemplatesResponse.builder()
        .launchTemplates(page.items().stream().map(TemplateCalls::view).toList())
        .nextToken(page.nextToken())
        .build();
  }

  DescribeLaunchTemplateVersionsResponse describeVersions(
      DescribeLaunchTemplateVersionsRequest request) {
    if (request.hasFilters() || request.minVersion() != null || request.maxVersion() != null) {
      throw new UnsupportedOperationException(
          "DescribeLaunchTemplateVersions is simulated without filters, MinVersion and MaxVersion");
    }
    List<TemplateVersion> found = versions(request);
    Page<TemplateVersion> page =
        Page.of(found, request.nextToken(), pageSize(request.maxResults()));
    return DescribeLaunchTemplateVersionsResponse.builder()
        .launchTemplateVersions(page.items().stream().map(TemplateCalls::view).toList())
        .nextToken(page.nextToken())
        .build();
  }

  /** Templates and their versions come in smaller pages than everything else. */
  private static int pageSize(Integer asked) {
    return Requests.pageSize(asked == null ? Integer.valueOf(PAGE) : asked, 1, PAGE);
  }

  /** The versions asked for; the newest first when the request names none. */
  private List<TemplateVersion> versions(DescribeLaunchTemplateVersionsRequest request) {
    List<TemplateVersion> found = new ArrayList<>();
    if (request.launchTemplateId() == null && request.launchTemplateName() == null) {
      if (request.versions().isEmpty()) {
        throw Ec2Error.of(
            "MissingParameter",
            "A launch template must be specified, or the versions $Latest or $Default.");
      }
      for (Template template : templates.catalog().all()) {
        request.versions().forEach(version -> found.add(template.version(version)));
      }
      return found;
    }
    Template template = templates.require(request.launchTemplateId(), request.launchTemplateName());
    if (request.versions().isEmpty()) {
      found.addAll(template.versions().descendingMap().values());
    } else {
      request.versions().forEach(version -> found.add(template.version(version)));
    }
    return found;
  }

  private static LaunchTemplate view(Template template) {
    return template.view(
        LaunchTemplate.class,
        () ->
            LaunchTemplate.builder()
                .launchTemplateId(template.id())
                .launchTemplateName(template.name())
                .createTime(template.created())
                .createdBy("arn:aws:iam::" + Account.ID + ":root")
                .defaultVersionNumber(template.defaultNumber())
                .latestVersionNumber(template.latestNumber())
                .tags(Requests.tags(template.tags()))
                .build());
  }

  private static LaunchTemplateVersion view(TemplateVersion version) {
    return LaunchTemplateVersion.builder()
        .launchTemplateId(version.template().id())
        .launchTemplateName(version.template().name())
        .versionNumber(version.number())
        .versionDescription(version.description())
        .createTime(version.created())
        .defaultVersion(version.template().defaultNumber() == version.number())
        .launchTemplateData(version.data().described())
        .build();
  }
}
