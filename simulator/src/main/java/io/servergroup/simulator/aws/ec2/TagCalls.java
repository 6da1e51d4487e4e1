package io.servergroup.simulator.aws.ec2;

import io.servergroup.simulator.aws.world.Account;
import io.servergroup.simulator.aws.world.Catalog;
import io.servergroup.simulator.aws.world.Resource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.Tag;

/** The operations on tags, whatever carries them. */
final class TagCalls {
  /** One resource together with the catalog that indexes its tags. */
  private record Tagged<R extends Resource>(Catalog<R> catalog, R resource) {
    void put(String key, String value) {
      catalog.tag(resource, key, value);
    }

    void remove(Tag tag) {
      if (tag.value() == null || tag.value().equals(resource.tag(tag.key()))) {
        catalog.untag(resource, tag.key());
      }
    }
  }

  private final Ec2World world;
  private final Account account;

  TagCalls(Ec2World world, Account account) {
    this.world = world;
    this.account = account;
  }

  CreateTagsResponse create(CreateTagsRequest request) {
    for (Tagged<?> tagged : resources(request.resources())) {
      request.tags().forEach(tag -> tagged.put(tag.key(), tag.value()));
      List<String> told =
          request.tags().stream().map(tag -> tag.key() + "=" + tag.value()).toList();
      account.changed("ec2", tagged.resource().id(), "tagged " + String.join(", ", told));
    }
    return CreateTagsResponse.builder().build();
  }

  DeleteTagsResponse delete(DeleteTagsRequest request) {
    for (Tagged<?> tagged : resources(request.resources())) {
      request.tags().forEach(tagged::remove);
      List<String> told = request.tags().stream().map(Tag::key).toList();
      account.changed("ec2", tagged.resource().id(), "untagged " + String.join(", ", told));
    }
    return DeleteTagsResponse.builder().build();
  }

  /** All of them or, when one does not exist, none. */
  private List<Tagged<?>> resources(List<String> ids) {
    List<Tagged<?>> resources = new ArrayList<>();
    for (String id : ids) {
      resources.add(resource(id));
    }
    return resources;
  }

  private Tagged<?> resource(String id) {
    String prefix = id.substring(0, Math.max(0, id.indexOf('-')));
    return switch (prefix) {
      case "i" -> tagged(world.instances().catalog(), id, world.instances()::require);
      case "eni" -> tagged(world.interfaces().catalog(), id, world.interfaces()::require);
      case "vol" -> tagged(world.volumes().catalog(), id, world.volumes()::require);
      case "lt" ->
          tagged(world.templates().catalog(), id, key -> world.templates().require(key, null));
      default -> throw Ec2Error.of("InvalidID", "The ID '" + id + "' is not valid");
    };
  }

  private static <R extends Resource> Tagged<R> tagged(
      Catalog<R> catalog, String id, Function<String, R> require) {
    return new Tagged<>(catalog, require.apply(id));
  }
}
