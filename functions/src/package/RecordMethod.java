import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every record has, unless it says otherwise: {@code toString}, {@code hashCode} and {@code
 * equals}.
 *
 * @param word the name of the method
 */
record RecordMethod(String word, MethodTypeDesc type, ClassDesc owner, List<Component> components)
    implements PlainCall {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");

  /** A field of the record. */
  record Component(String name, ClassDesc type) {
    private void load(CodeBuilder code, int slot, ClassDesc owner) {
      code.aload(slot).getfield(owner, name, type);
    }
  }

  static Optional<RecordMethod> of(InvokeDynamicInstruction instruction) {
    if (!instruction.bootstrapMethod().owner().equals(BOOTSTRAPS)) {
      return Optional.empty();
    }
    List<ConstantDesc> arguments = instruction.bootstrapArgs();
    List<Component> components = new ArrayList<>();
    // After the class and the names: what reads each field.
    for (ConstantDesc each : arguments.subList(2, arguments.size())) {
      DirectMethodHandleDesc getter = (DirectMethodHandleDesc) each;
      components.add(new Component(getter.methodName(), getter.invocationType().returnType()));
    }
    return Optional.of(
        new RecordMethod(
            instruction.name().stringValue(),
            instruction.typeSymbol(),
            (ClassDesc) arguments.getFirst(),
            components));
  }

  @Override
  public void write(CodeBuilder code) {
    switch (word) {
      case "toString" -> writeToString(code);
      case "hashCode" -> writeHashCode(code);
      case "equals" -> writeEquals(code);
      default -> throw new IllegalStateException("records have no such method: " + word);
    }
  }

  private void writeToString(CodeBuilder code) {
    TextBuilding text = TextBuilding.begin(code);
    String full = owner.displayName();
    text.add(full.substring(full.lastIndexOf('$') + 1) + "[");
    String before = "";
    for (Component each : components) {
      text.add(before + each.name() + "=");
      each.load(code, 0, owner);
      text.addLoaded(each.type());
      before = ", ";
    }
    text.add("]");
    text.end();
  }

  private void writeHashCode(CodeBuilder code) {
    code.iconst_0();
    for (Component each : components) {
      code.loadConstant(31).imul();
      each.load(code, 0, owner);
      if (each.type().isPrimitive()) {
        ClassDesc box = Conversions.box(each.type());
        code.invokestatic(box, "hashCode", MethodTypeDesc.of(CD_int, each.type()));
      } else {
        code.invokestatic(OBJECTS, "hashCode", MethodTypeDesc.of(CD_int, CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private void writeEquals(CodeBuilder code) {
    Label another = code.newLabel();
    Label different = code.newLabel();
    code.aload(0).aload(1).if_acmpne(another);
    code.iconst_1().ireturn();
    code.labelBinding(another);
    code.aload(1).instanceOf(owner).ifeq(different);
    int other = code.allocateLocal(TypeKind.REFERENCE);
    code.aload(1).checkcast(owner).astore(other);
    for (Component each : components) {
      each.load(code, 0, owner);
      each.load(code, other, owner);
      unlessEqual(code, each.type(), different);
    }
    code.iconst_1().ireturn();
    code.labelBinding(different);
    code.iconst_0().ireturn();
  }

  /** Goes to a label unless two values are equal, as java.lang.Record says. */
  private static void unlessEqual(CodeBuilder code, ClassDesc type, Label different) {
    if (type.isPrimitive()) {
      // Numbers that are not numbers are equal then, and the zeros are not.
      code.invokestatic(Conversions.box(type), "compare", MethodTypeDesc.of(CD_int, type, type));
      code.ifne(different);
    } else {
      code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, CD_Object, CD_Object));
      code.ifeq(different);
    }
  }
}
