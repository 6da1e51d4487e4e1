package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Catalog;
import java.util.HashMap;
import java.util.Map;

/** All launch templates. */
public final class Templates {
  private final Account account;
  private final Map<String, Template> byName = new HashMap<>();
  private final Catalog<Template> catalog =
      new Catalog<Template>("launch template").field("launch-template-name", Template::name);

  Templates(Account account) {
    this.account = account;
  }

  public Catalog<Template> catalog() {
    return catalog;
  }

  /** Creates a template whose version 1 says {@code data}. */
  public TemplateVersion create(String name, String description, LaunchData data) {
    if (byName.containsKey(name)) {
      throw Ec2Error.of(
          "InvalidLaunchTemplateName.AlreadyExistsException",
          "Launch template name already in use: " + name);
    }
    Template template =
        new Template(account.newId("lt"), account.nextSequence(), name, account.now());
    byName.put(name, template);
    catalog.add(template);
    return addVersion(template, description, data);
  }

  public TemplateVersion addVersion(Template template, String description, LaunchData data) {
    TemplateVersion version = template.add(description, data, account.now());
    account.changed(
        "ec2", template.id(), "version " + version.number() + " with image " + data.imageId());
    return version;
  }

  void deleteVersion(Template template, TemplateVersion version) {
    template.delete(version);
    account.changed("ec2", template.id(), "version " + version.number() + " deleted");
  }

  public void setDefault(Template template, TemplateVersion version) {
    template.setDefault(version);
    account.changed("ec2", template.id(), "default is version " + version.number());
  }

  /**
   * A template by its id or its name, whichever is given.
   *
   * @throws software.amazon.awssdk.services.ec2.model.Ec2Exception when there is none
   */
  public Template require(String id, String name) {
    if (id == null && name == null) {
      throw Ec2Error.of(
          "MissingParameter",
          "Either a launch template ID or a launch template name must be specified in the request.");
    }
    Template template = id != null ? catalog.get(id) : byName.get(name);
    if (template != null) {
      return template;
    }
    throw id != null
        ? Ec2Error.of(
            "InvalidLaunchTemplateId.NotFound",
            "The specified launch template, with template ID " + id + ", does not exist.")
        : Ec2Error.of(
            "InvalidLaunchTemplateName.NotFoundException",
            "The specified launch template, with template name " + name + ", does not exist.");
  }
}
