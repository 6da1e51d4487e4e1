package io.servergroup.endpoint.wire;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.utils.builder.Buildable;

/** Model objects whose every member has a value, texts with what has to be escaped. */
final class FilledModels {
  private static final int DEPTH = 3;

  /** A request that names a global endpoint goes there, whatever address the client has. */
  private static final Set<String> ELSEWHERE = Set.of("EndpointId");

  private FilledModels() {}

  /** A builder of a model class. */
  static SdkPojo builder(Class<?> type) {
    try {
      return (SdkPojo) type.getMethod("builder").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type + " has no builder", e);
    }
  }

  static SdkPojo filled(Class<?> type) {
    return filled(builder(type), DEPTH);
  }

  /** Structures deep down have only their scalars, and are not there when they have none. */
  private static SdkPojo filled(SdkPojo builder, int depth) {
    for (SdkField<?> field : builder.sdkFields()) {
      if (!ELSEWHERE.contains(field.memberName())
          && (depth > 0 || isScalar(field))
          && hasSample(field, depth)) {
        field.set(builder, sample(field, depth));
      }
    }
    return (SdkPojo) ((Buildable) builder).build();
  }

  private static boolean hasSample(SdkField<?> field, int depth) {
    return switch (field.marshallingType().getKnownType()) {
      case LIST -> hasSample(field.getRequiredTrait(ListTrait.class).memberFieldInfo(), depth - 1);
      case MAP -> hasSample(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth - 1);
      case SDK_POJO -> {
        SdkPojo empty = field.constructor().get();
        yield empty.sdkFields().stream()
            .anyMatch(member -> isScalar(member) || (depth > 1 && hasSample(member, depth - 1)));
      }
      default -> true;
    };
  }

  private static boolean isScalar(SdkField<?> field) {
    return switch (field.marshallingType().getKnownType()) {
      case LIST, MAP, SDK_POJO -> false;
      default -> true;
    };
  }

  private static Object sample(SdkField<?> field, int depth) {
    return switch (field.marshallingType().getKnownType()) {
      case STRING -> "<" + field.memberName() + "> & \"more\" +1% ü";
      case BOOLEAN -> true;
      case BYTE -> (byte) 1;
      case SHORT -> (short) 2;
      case INTEGER -> 3;
      case LONG -> 4_000_000_000L;
      case FLOAT -> 0.5f;
      case DOUBLE -> 0.25;
      case BIG_DECIMAL -> new BigDecimal("0.125");
      case INSTANT -> Instant.parse("2026-01-05T09:00:00.250Z");
      case SDK_BYTES -> SdkBytes.fromUtf8String("bytes");
      case LIST -> {
        SdkField<?> element = field.getRequiredTrait(ListTrait.class).memberFieldInfo();
        yield List.of(sample(element, depth - 1), sample(element, depth - 1));
      }
      case MAP ->
          Map.of("key", sample(field.getRequiredTrait(MapTrait.class).valueFieldInfo(), depth - 1));
      case SDK_POJO -> filled(field.constructor().get(), depth - 1);
      case DOCUMENT, NULL -> throw new AssertionError(field.memberName() + " has no sample");
    };
  }
}
