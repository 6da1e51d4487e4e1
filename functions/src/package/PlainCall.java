import java.lang.classfile.CodeBuilder;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.MethodTypeDesc;
import java.util.Optional;
import java.util.stream.Stream;

/** A call that Java links when it is first made, and that a static method can answer as well. */
sealed interface PlainCall permits TypeSwitch, RecordMethod, Text {
  /** What this instruction calls; empty for anything else, and for what plain code cannot say. */
  static Optional<PlainCall> of(InvokeDynamicInstruction instruction) {
    return Stream.<Optional<? extends PlainCall>>of(
            TypeSwitch.of(instruction), RecordMethod.of(instruction), Text.of(instruction))
        .flatMap(Optional::stream)
        .map(PlainCall.class::cast)
        .findFirst();
  }

  /** What the call takes and answers, and the method as well. */
  MethodTypeDesc type();

  /** What the method's name begins with. */
  String word();

  /** Writes the method's code. */
  void write(CodeBuilder code);
}
