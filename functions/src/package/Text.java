import java.lang.classfile.CodeBuilder;
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
 * A text that is put together of parts.
 *
 * @param parts in their order: strings, and nothing for each next argument
 */
record Text(MethodTypeDesc type, List<Optional<String>> parts) implements PlainCall {
  private static final ClassDesc FACTORY = ClassDesc.of("java.lang.invoke.StringConcatFactory");

  /** Of java.lang.invoke.StringConcatFactory: these say where arguments and constants go. */
  private static final char ARGUMENT = '\1';

  private static final char CONSTANT = '\2';

  static Optional<Text> of(InvokeDynamicInstruction instruction) {
    DirectMethodHandleDesc bootstrap = instruction.bootstrapMethod();
    if (!bootstrap.owner().equals(FACTORY)
        || !bootstrap.methodName().equals("makeConcatWithConstants")) {
      return Optional.empty();
    }
    List<ConstantDesc> arguments = instruction.bootstrapArgs();
    List<ConstantDesc> constants = arguments.subList(1, arguments.size());
    if (!constants.stream().allMatch(String.class::isInstance)) {
      return Optional.empty();
    }
    return Optional.of(
        new Text(instruction.typeSymbol(), parts((String) arguments.getFirst(), constants)));
  }

  private static List<Optional<String>> parts(String recipe, List<ConstantDesc> constants) {
    List<Optional<String>> parts = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int constant = 0;
    for (char each : recipe.toCharArray()) {
      switch (each) {
        case CONSTANT -> plain.append(constants.get(constant++));
        case ARGUMENT -> {
          parts.add(Optional.of(plain.toString()));
          parts.add(Optional.empty());
          plain.setLength(0);
        }
        default -> plain.append(each);
      }
    }
    parts.add(Optional.of(plain.toString()));
    return parts;
  }

  @Override
  public String word() {
    return "text";
  }

  @Override
  public void write(CodeBuilder code) {
    TextBuilding text = TextBuilding.begin(code);
    int argument = 0;
    for (Optional<String> part : parts) {
      if (part.isPresent()) {
        text.add(part.get());
      } else {
        ClassDesc given = type.parameterType(argument);
        code.loadLocal(TypeKind.from(given), code.parameterSlot(argument));
        text.addLoaded(given);
        argument++;
      }
    }
    text.end();
  }
}
