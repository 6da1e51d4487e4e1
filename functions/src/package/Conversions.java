import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Optional;

/** How a lambda's arguments and answers are converted: casts, boxes, and numbers made wider. */
final class Conversions {
  private static final Map<ClassDesc, ClassDesc> BOXES =
      Map.of(
          ConstantDescs.CD_boolean,
          ConstantDescs.CD_Boolean,
          ConstantDescs.CD_byte,
          ConstantDescs.CD_Byte,
          ConstantDescs.CD_char,
          ConstantDescs.CD_Character,
          ConstantDescs.CD_short,
          ConstantDescs.CD_Short,
          CD_int,
          ConstantDescs.CD_Integer,
          ConstantDescs.CD_long,
          ConstantDescs.CD_Long,
          ConstantDescs.CD_float,
          ConstantDescs.CD_Float,
          ConstantDescs.CD_double,
          ConstantDescs.CD_Double);

  private Conversions() {}

  /** The class of the objects that hold such a value. */
  static ClassDesc box(ClassDesc primitive) {
    return BOXES.get(primitive);
  }

  /** Turns what is on the stack into another type. */
  static void convert(CodeBuilder code, ClassDesc from, ClassDesc to) {
    if (from.equals(to) || to.equals(CD_Object) && !from.isPrimitive()) {
      return;
    }
    if (!from.isPrimitive() && !to.isPrimitive()) {
      code.checkcast(to);
    } else if (from.isPrimitive() && to.isPrimitive()) {
      code.conversion(TypeKind.from(from), TypeKind.from(to));
    } else if (from.isPrimitive()) {
      ClassDesc box = BOXES.get(from);
      code.invokestatic(box, "valueOf", MethodTypeDesc.of(box, from));
    } else {
      ClassDesc primitive = primitive(from).orElse(to);
      ClassDesc box = BOXES.get(primitive);
      if (!from.equals(box)) {
        code.checkcast(box);
      }
      code.invokevirtual(box, primitive.displayName() + "Value", MethodTypeDesc.of(primitive));
      convert(code, primitive, to);
    }
  }

  private static Optional<ClassDesc> primitive(ClassDesc box) {
    return BOXES.entrySet().stream()
        .filter(each -> each.getValue().equals(box))
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
