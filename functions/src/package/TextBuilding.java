import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;

/** Code that puts a text together and returns it. */
final class TextBuilding {
  private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");

  private final CodeBuilder code;

  private TextBuilding(CodeBuilder code) {
    this.code = code;
  }

  /** Begins it: the builder is on the stack. */
  static TextBuilding begin(CodeBuilder code) {
    code.new_(BUILDER).dup();
    code.invokespecial(BUILDER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
    return new TextBuilding(code);
  }

  void add(String part) {
    if (!part.isEmpty()) {
      code.loadConstant(part);
      addLoaded(CD_String);
    }
  }

  /** Adds what was loaded above the builder. */
  void addLoaded(ClassDesc given) {
    code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, taken(given)));
  }

  void end() {
    code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(CD_String)).areturn();
  }

  private static ClassDesc taken(ClassDesc given) {
    return switch (TypeKind.from(given)) {
      case BYTE, SHORT -> CD_int;
      case REFERENCE -> given.equals(CD_String) ? given : CD_Object;
      default -> given;
    };
  }
}
