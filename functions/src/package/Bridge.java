import java.lang.classfile.AccessFlags;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;

/**
 * A static method by which other classes of the package reach a private method of an object.
 *
 * @param hidden what it calls
 * @param number among the bridges of its class
 */
record Bridge(DirectMethodHandleDesc hidden, int number) {
  private String name() {
    return "bridge$" + number;
  }

  private MethodTypeDesc hiddenType() {
    return MethodTypeDesc.ofDescriptor(hidden.lookupDescriptor());
  }

  /** From the object and what the private method takes to what that answers. */
  private MethodTypeDesc type() {
    return hiddenType().insertParameterTypes(0, hidden.owner());
  }

  DirectMethodHandleDesc handle() {
    return MethodHandleDesc.ofMethod(
        hidden.isOwnerInterface()
            ? DirectMethodHandleDesc.Kind.INTERFACE_STATIC
            : DirectMethodHandleDesc.Kind.STATIC,
        hidden.owner(),
        name(),
        type());
  }

  /** Writes it to the class of the private method, which has these flags. */
  void write(ClassBuilder builder, AccessFlags owner) {
    int access = owner.has(AccessFlag.INTERFACE) ? ClassFile.ACC_PUBLIC : 0;
    builder.withMethodBody(
        name(),
        type(),
        access | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
        code -> write(code, owner.has(AccessFlag.INTERFACE)));
  }

  private void write(CodeBuilder code, boolean inInterface) {
    MethodTypeDesc type = type();
    for (int i = 0; i < type.parameterCount(); i++) {
      code.loadLocal(TypeKind.from(type.parameterType(i)), code.parameterSlot(i));
    }
    code.invokespecial(hidden.owner(), hidden.methodName(), hiddenType(), inInterface);
    code.return_(TypeKind.from(type.returnType()));
  }
}
