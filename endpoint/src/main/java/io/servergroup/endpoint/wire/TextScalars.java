package io.servergroup.endpoint.wire;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;

/** Scalars in the protocols in which everything is text. */
final class TextScalars {
  private TextScalars() {}

  /**
   * Reads a scalar.
   *
   * @throws UnfitValueException when the text is none of the field's type
   */
  static Object read(SdkField<?> field, String text) {
    try {
      return switch (field.marshallingType().getKnownType()) {
        case STRING -> text;
        case BOOLEAN -> truth(text);
        case BYTE -> Byte.valueOf(text);
        case SHORT -> Short.valueOf(text);
        case INTEGER -> Integer.valueOf(text);
        case LONG -> Long.valueOf(text);
        case FLOAT -> Float.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case BIG_DECIMAL -> new BigDecimal(text);
        case INSTANT -> DateTimeFormatter.ISO_DATE_TIME.parse(text, Instant::from);
        case SDK_BYTES -> SdkBytes.fromByteArray(Base64.getDecoder().decode(text));
        case LIST, MAP, SDK_POJO, DOCUMENT, NULL ->
            throw new IllegalStateException(field.memberName() + " is no scalar");
      };
    } catch (NumberFormatException _) {
      throw new UnfitValueException(text, "a number in the range of its type");
    } catch (DateTimeException _) {
      throw new UnfitValueException(text, "a time such as 2026-01-05T09:00:00Z");
    } catch (IllegalArgumentException _) {
      throw new UnfitValueException(text, "in Base64");
    }
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true", "True" -> true;
      case "false", "False" -> false;
      default -> throw new UnfitValueException(text, "true or false");
    };
  }

  /** Writes a scalar; times are in ISO 8601, which is what all services in XML here use. */
  static String write(Object scalar) {
    return switch (scalar) {
      case SdkBytes bytes -> Base64.getEncoder().encodeToString(bytes.asByteArray());
      case BigDecimal number -> number.toPlainString();
      default -> scalar.toString();
    };
  }
}
