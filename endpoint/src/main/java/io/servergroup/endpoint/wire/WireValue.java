package io.servergroup.endpoint.wire;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * A value as a request holds it, whatever the protocol. Which of these methods can be used is said
 * by the model of the member that the value belongs to.
 */
interface WireValue {
  /** The value of a structure's member; empty when it is absent. */
  Optional<WireValue> member(SdkField<?> field);

  /** The names of all members that a structure has here. */
  Set<String> names();

  /** The elements of a list. */
  List<WireValue> elements(ListTrait list);

  /** The entries of a map, in their order. */
  Map<String, WireValue> entries(MapTrait map);

  /**
   * A scalar of the type that the field has: a String, Boolean, Number, Instant or SdkBytes.
   *
   * @throws UnfitValueException when it is something else
   */
  Object scalar(SdkField<?> field);
}
