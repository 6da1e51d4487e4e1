package io.servergroup.simulator.aws.sdk;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.traits.TimestampFormatTrait;

/** How the members of a model object are named and how its scalars look as JSON. */
public enum Notation {
  /**
   * The SDK integrations of Step Functions: members are named like the accessors of the SDK for
   * Java with a capital first letter ({@code VpcZoneIdentifier}, {@code ETag}), timestamps are
   * ISO-8601 texts, blobs are texts. Source: AWS, "Learning to use AWS service SDK integrations",
   * and executions recorded on AWS.
   */
  SDK_INTEGRATION {
    @Override
    String memberName(SdkField<?> field) {
      return capitalize(accessor(field.memberName()));
    }

    @Override
    Object timestamp(SdkField<?> field, Instant time) {
      return time.toString();
    }

    @Override
    Instant parseTimestamp(Object json) {
      return json instanceof String text ? Instant.parse(text) : null;
    }

    @Override
    String blob(SdkBytes bytes) {
      return bytes.asUtf8String();
    }

    @Override
    SdkBytes parseBlob(String text) {
      return SdkBytes.fromString(text, StandardCharsets.UTF_8);
    }
  },

  /**
   * The service's own protocol, for services that speak JSON: members are named as on the wire
   * ({@code BOOL}, {@code stateMachineArn}), timestamps are seconds since the epoch unless the
   * model says otherwise, blobs are Base64.
   */
  WIRE {
    @Override
    String memberName(SdkField<?> field) {
      return field.locationName();
    }

    @Override
    Object timestamp(SdkField<?> field, Instant time) {
      return switch (timestampFormat(field)) {
        case ISO_8601 -> time.toString();
        case UNIX_TIMESTAMP -> BigDecimal.valueOf(time.toEpochMilli(), 3);
        case RFC_822, UNIX_TIMESTAMP_MILLIS ->
            throw new UnsupportedOperationException(
                field.memberName() + " has a timestamp format that no service in JSON here has");
      };
    }

    @Override
    Instant parseTimestamp(Object json) {
      return switch (json) {
        case Number seconds ->
            Instant.ofEpochMilli(new BigDecimal(seconds.toString()).movePointRight(3).longValue());
        case String text -> Instant.parse(text);
        default -> null;
      };
    }

    @Override
    String blob(SdkBytes bytes) {
      return Base64.getEncoder().encodeToString(bytes.asByteArray());
    }

    @Override
    SdkBytes parseBlob(String text) {
      return SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
    }
  };

  abstract String memberName(SdkField<?> field);

  abstract Object timestamp(SdkField<?> field, Instant time);

  /**
   * Reads a timestamp; null when the value is of the wrong type.
   *
   * @throws DateTimeException when a text is not one
   */
  abstract Instant parseTimestamp(Object json);

  abstract String blob(SdkBytes bytes);

  /**
   * Reads a blob.
   *
   * @throws IllegalArgumentException when the text cannot be decoded
   */
  abstract SdkBytes parseBlob(String text);

  private static TimestampFormatTrait.Format timestampFormat(SdkField<?> field) {
    return field
        .getOptionalTrait(TimestampFormatTrait.class)
        .map(TimestampFormatTrait::format)
        .orElse(TimestampFormatTrait.Format.UNIX_TIMESTAMP);
  }

  /**
   * The accessor of the SDK for Java for a member of the service model: a leading run of capitals
   * becomes small letters, except one that begins the next word.
   */
  private static String accessor(String member) {
    int end = 1;
    while (end < member.length() && endsAcronym(member, end)) {
      end++;
    }
    StringBuilder name = new StringBuilder(member);
    for (int i = 0; i < end; i++) {
      name.setCharAt(i, Character.toLowerCase(name.charAt(i)));
    }
    return name.toString();
  }

  private static boolean endsAcronym(String member, int at) {
    boolean beginsWord = at + 1 < member.length() && Character.isLowerCase(member.charAt(at + 1));
    return Character.isUpperCase(member.charAt(at)) && !beginsWord;
  }

  private static String capitalize(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }
}
