import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.instruction.DiscontinuedInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A class whose calls are linked by Java when they are first made. */
final class PlainHost {
  /** Java 6 and later tell the verifier what each branch finds. */
  private static final int QUICK = 50;

  /** Java 8. */
  private static final int VERSION = 52;

  private final LinkedClasses classes;
  private final ClassModel model;
  private final ClassDesc type;
  private final Map<PlainCall, String> methods = new LinkedHashMap<>();
  private final byte[] rewritten;
  private int made;

  PlainHost(LinkedClasses classes, byte[] bytes) {
    this.classes = classes;
    this.model = classes.files().parse(bytes);
    this.type = model.thisClass().asSymbol();
    this.rewritten = calls(quick(bytes));
  }

  byte[] rewritten() {
    return rewritten;
  }

  /** How many calls are plain now. */
  int made() {
    return made;
  }

  /** As a compiler of Java 8 would have written it. */
  private byte[] quick(byte[] bytes) {
    if (model.majorVersion() >= QUICK || hasSubroutines()) {
      return bytes;
    }
    byte[] anew =
        classes
            .files()
            .transformClass(
                model,
                ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                    .andThen(
                        (builder, element) -> {
                          if (element instanceof ClassFileVersion) {
                            builder.withVersion(VERSION, 0);
                          } else {
                            builder.with(element);
                          }
                        }));
    return classes.verified(anew, type);
  }

  /** Those of Java before 6, for what is done finally: later classes may not have them. */
  private boolean hasSubroutines() {
    return model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .anyMatch(DiscontinuedInstruction.class::isInstance);
  }

  private byte[] calls(byte[] bytes) {
    boolean inInterface = model.flags().has(AccessFlag.INTERFACE);
    CodeTransform code =
        (builder, element) -> {
          Optional<PlainCall> call =
              element instanceof InvokeDynamicInstruction dynamic
                  ? PlainCall.of(dynamic)
                  : Optional.empty();
          if (call.isPresent()) {
            builder.invokestatic(type, name(call.get()), call.get().type(), inInterface);
            made++;
          } else {
            builder.with(element);
          }
        };
    byte[] plain =
        classes
            .files()
            .transformClass(
                classes.files().parse(bytes),
                ClassTransform.transformingMethods(MethodTransform.transformingCode(code))
                    .andThen(
                        ClassTransform.endHandler(
                            builder ->
                                methods.forEach(
                                    (call, name) ->
                                        builder.withMethodBody(
                                            name,
                                            call.type(),
                                            ClassFile.ACC_PRIVATE
                                                | ClassFile.ACC_STATIC
                                                | ClassFile.ACC_SYNTHETIC,
                                            call::write)))));
    return made == 0 ? bytes : classes.verified(plain, type);
  }

  /** Equal calls share a method. */
  private String name(PlainCall call) {
    return methods.computeIfAbsent(call, each -> each.word() + "$" + (methods.size() + 1));
  }
}
