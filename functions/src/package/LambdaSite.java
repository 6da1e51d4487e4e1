import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.Optional;

/**
 * A place that evaluates a lambda.
 *
 * @param captures from what is captured to the interface
 * @param erased of the interface's method, as it is declared
 * @param actual of the interface's method, as it is used here
 */
record LambdaSite(
    MethodTypeDesc captures,
    String method,
    MethodTypeDesc erased,
    DirectMethodHandleDesc body,
    MethodTypeDesc actual) {
  private static final ClassDesc METAFACTORY = ClassDesc.of("java.lang.invoke.LambdaMetafactory");

  static Optional<LambdaSite> of(InvokeDynamicInstruction instruction) {
    DirectMethodHandleDesc bootstrap = instruction.bootstrapMethod();
    if (!bootstrap.owner().equals(METAFACTORY) || !bootstrap.methodName().equals("metafactory")) {
      return Optional.empty();
    }
    List<ConstantDesc> arguments = instruction.bootstrapArgs();
    return Optional.of(
        new LambdaSite(
            instruction.typeSymbol(),
            instruction.name().stringValue(),
            (MethodTypeDesc) arguments.get(0),
            (DirectMethodHandleDesc) arguments.get(1),
            (MethodTypeDesc) arguments.get(2)));
  }

  /** The same, with another method that does what it does. */
  LambdaSite calling(DirectMethodHandleDesc other) {
    return new LambdaSite(captures, method, erased, other, actual);
  }

  Kind kind() {
    return new Kind(captures, method, erased);
  }

  /** Of lambdas that can share a class. */
  record Kind(MethodTypeDesc captures, String method, MethodTypeDesc erased) {}
}
