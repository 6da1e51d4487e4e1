import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/**
 * Which case of a switch an object is: the number of the first type that it has, from some number
 * on, because a guard may refuse it; -1 for null, and their number when it has none.
 *
 * @param labels the types of the cases
 */
record TypeSwitch(MethodTypeDesc type, List<ClassDesc> labels) implements PlainCall {
  private static final ClassDesc BOOTSTRAPS = ClassDesc.of("java.lang.runtime.SwitchBootstraps");

  static Optional<TypeSwitch> of(InvokeDynamicInstruction instruction) {
    DirectMethodHandleDesc bootstrap = instruction.bootstrapMethod();
    List<ConstantDesc> labels = instruction.bootstrapArgs();
    if (!bootstrap.owner().equals(BOOTSTRAPS)
        || !bootstrap.methodName().equals("typeSwitch")
        || !labels.stream().allMatch(ClassDesc.class::isInstance)) {
      return Optional.empty();
    }
    return Optional.of(
        new TypeSwitch(
            instruction.typeSymbol(), labels.stream().map(ClassDesc.class::cast).toList()));
  }

  @Override
  public String word() {
    return "case";
  }

  @Override
  public void write(CodeBuilder code) {
    int first = code.parameterSlot(1);
    Label some = code.newLabel();
    code.aload(0).ifnonnull(some);
    code.loadConstant(-1).ireturn();
    code.labelBinding(some);
    for (int i = 0; i < labels.size(); i++) {
      Label next = code.newLabel();
      code.iload(first).loadConstant(i).if_icmpgt(next);
      code.aload(0).instanceOf(labels.get(i)).ifeq(next);
      code.loadConstant(i).ireturn();
      code.labelBinding(next);
    }
    code.loadConstant(labels.size()).ireturn();
  }
}
